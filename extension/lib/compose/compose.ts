// The composer: what a destination would get of a pin, as it reads and as it is written, what is masked in it, what goes
// with it, and the two ways on: into the outbox, or onto the clipboard. The core composes; this shows and asks.

import { html, nothing, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";

import type { ChosenFile, ComposeAsk, ComposeView, Kinds, NoteSyntax, PinId } from "../../../pkg/pinfold.js";
import { compose, failureOf } from "../core.js";
import { care } from "../customer/edits.js";
import "../elements/dialog.js";
import { define, PfElement } from "../elements/element.js";
import { icon } from "../elements/icon.js";
import "../elements/locked.js";
import { toast } from "../elements/toast.js";
import { failureText, language, text } from "../i18n.js";
import { lockedAway } from "../secrets.js";
import { askedWith, sendKey } from "./asks.js";
import { files } from "./files.js";
import { counts, differences, USUAL } from "./masks.js";
import { look, meter, notices, problems } from "./preview.js";

/** Typing rests this long before the preview follows. */
const RESTS = 150;

type Shown = "look" | "edit" | "source";

/** `<pf-compose .pin>`: takes itself away when it is closed. */
export class PfCompose extends PfElement {
  @property({ attribute: false }) pin!: PinId;
  @state() private view: ComposeView | undefined;
  @state() private problem = "";
  @state() private shown: Shown = "look";
  @state() private open = true;
  @state() private sending = false;
  @state() private asked: Partial<ComposeAsk> = {};

  #timer: ReturnType<typeof setTimeout> | undefined;
  #turn = 0;
  #first = true;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#look();
  }

  async #look(): Promise<void> {
    clearTimeout(this.#timer);
    const turn = ++this.#turn;
    try {
      const view = await compose({ pin: this.pin, syntax: "plain", language: language(), ...this.asked });
      if (turn !== this.#turn) return;
      const only = view.connections[0];
      // Who has one destination means that one.
      if (this.#first && only !== undefined) {
        this.#first = false;
        return this.#ask({ connection: only.id });
      }
      this.#first = false;
      const opened = this.view === undefined;
      this.view = view;
      this.problem = "";
      // The dialog opened before there was anything in it to be asked.
      if (opened) void this.updateComplete.then(() => this.querySelector<HTMLElement>(".compose-form select")?.focus());
    } catch (error) {
      if (turn !== this.#turn) return;
      this.problem = failureText(failureOf(error));
    }
  }

  #ask(part: { [Key in keyof ComposeAsk]?: ComposeAsk[Key] | undefined }, rest = 0): void {
    this.asked = askedWith(this.asked, part);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#look(), rest);
  }

  #edit(part: { subject?: string; text?: string }): void {
    const { composed } = this.view ?? {};
    if (composed === undefined) return;
    const before = this.asked.edited ?? { subject: composed.note.subject, text: composed.text };
    this.#ask({ edited: { ...before, ...part } }, RESTS);
  }

  readonly #send = async (): Promise<void> => {
    // What was typed last may not have been looked at yet.
    await this.#look();
    const locked = await lockedAway();
    const { view, asked } = this;
    const to = view?.connections.find(({ id }) => id === asked.connection);
    if (view === undefined || to === undefined || !view.composed.ready || this.sending) return;
    this.sending = true;
    const delivery = { pin: this.pin, connection: to.id, note: view.composed.note, ...(view.customer == null ? {} : { customer: view.customer }) };
    const stored = await care(this, { deliveries_queue: { deliveries: [delivery] } }, locked.has(to.id) ? text("compose_waits") : text("compose_queued", to.name));
    this.sending = false;
    if (stored !== undefined) this.#close();
  };

  readonly #copy = async (): Promise<void> => {
    await this.#look();
    const note = this.view?.composed.note;
    if (note === undefined || this.view?.composed.ready !== true) return;
    try {
      await copied([note.subject, note.body].filter((part) => part !== "").join("\n\n"), note.body, note.syntax);
      toast({ text: text("compose_copied") });
    } catch (error) {
      this.problem = failureText(failureOf(error));
    }
  };

  #close(): void {
    this.open = false;
    void this.updateComplete.then(() => this.remove());
  }

  readonly #keys = sendKey(() => void this.#send());

  protected override render(): unknown {
    const { view } = this;
    const ready = view?.composed.ready === true;
    const sendable = ready && this.asked.connection !== undefined && !this.sending;
    return html`<pf-dialog
      size="large"
      .busy=${this.sending}
      .heading=${text("compose_heading")}
      .content=${html`<div class="compose" @keydown=${this.#keys}>
        ${this.problem === "" ? nothing : html`<p class="pf-problem" role="alert">${icon("warning")}${this.problem}</p>`}
        ${view === undefined ? html`<div class="compose-waiting" aria-busy="true"></div>` : html`${this.#form(view)}${this.#note(view)}`}
      </div>`}
      .actions=${html`<button type="button" class="pf-button" @click=${() => this.#close()}>${text("shared_cancel")}</button>
        <button type="button" class="pf-button compose-copy" ?disabled=${!ready} @click=${() => void this.#copy()}>${icon("copy")}${text("compose_copy")}</button>
        <button type="button" class="pf-button pf-primary compose-send" title="${text("compose_send")} (Ctrl+Enter)" ?disabled=${!sendable} @click=${() => void this.#send()}>${icon("send")}${text("compose_send")}</button>`}
      .open=${this.open}
      @pf-close=${() => this.#close()}
    ></pf-dialog>`;
  }

  #form(view: ComposeView): TemplateResult {
    const { asked } = this;
    const value = (event: Event) => (event.target as HTMLSelectElement).value;
    const masked = asked.masked ?? USUAL;
    return html`<div class="compose-form">
      <label class="pf-label"><span>${text("compose_to")}</span
        ><select class="pf-field" @change=${(event: Event) => this.#ask({ connection: value(event) || undefined, chosen: undefined })}>
          ${view.connections.map((one) => html`<option value=${one.id} .selected=${one.id === asked.connection}>${one.name}</option>`)}
          <option value="" .selected=${asked.connection === undefined}>${text("compose_clipboard")}</option>
        </select></label>
      <pf-locked .to=${asked.connection == null ? [] : [asked.connection]}></pf-locked>
      <div class="compose-pair">
        <label class="pf-label"><span>${text("compose_template")}</span
          ><select class="pf-field" @change=${(event: Event) => this.#ask({ template: value(event) || undefined, edited: undefined })}>
            <option value="" .selected=${asked.template === undefined}>${text("compose_template_usual")}</option>
            ${view.templates.map((one) => html`<option value=${one.id} .selected=${one.id === asked.template}>${one.name}</option>`)}
          </select></label>
        ${asked.connection === undefined
          ? html`<label class="pf-label"><span>${text("compose_syntax")}</span
              ><select class="pf-field" @change=${(event: Event) => this.#ask({ syntax: value(event) as NoteSyntax })}>
                ${(["plain", "markdown", "html"] as const).map((one) => html`<option value=${one} .selected=${one === (asked.syntax ?? "plain")}>${text(`compose_syntax_${one}`)}</option>`)}
              </select></label>`
          : nothing}
      </div>
      ${counts(view.composed.counts, masked, (kinds: Kinds) => this.#ask({ masked: kinds, edited: undefined }))}
      ${differences(view.composed.differences)}
      ${asked.connection === undefined ? nothing : files(this.pin, view.composed.files, (chosen: ChosenFile[]) => this.#ask({ chosen }))}
    </div>`;
  }

  #note(view: ComposeView): TemplateResult {
    const { composed } = view;
    const to = view.connections.find(({ id }) => id === this.asked.connection);
    const subject = this.asked.edited?.subject ?? composed.note.subject;
    return html`<div class="compose-note">
      ${problems(composed.problems)} ${notices(composed.notices, view, to)}
      ${composed.meter.subject.limit === 0
        ? nothing
        : html`<label class="pf-label"><span>${text("compose_subject")} ${meter(composed.meter.subject)}</span
            ><input class="pf-field" dir="auto" .value=${subject} @input=${(event: Event) => this.#edit({ subject: (event.target as HTMLInputElement).value })} /></label>`}
      <div class="compose-tabs" role="group" aria-label=${text("compose_note")}>
        ${(["look", "edit", "source"] as const).map((one) => html`<button type="button" class="pf-button pf-quiet" aria-pressed=${one === this.shown} @click=${() => (this.shown = one)}>${text(`compose_${one}`)}</button>`)}
        ${meter(composed.meter.note)}
        ${this.asked.edited === undefined ? nothing : html`<button type="button" class="pf-button pf-quiet" @click=${() => this.#ask({ edited: undefined })}>${icon("undo")}${text("compose_again")}</button>`}
      </div>
      ${this.shown === "look" ? look(composed.look) : nothing}
      ${this.shown === "source" ? html`<pre class="compose-source" tabindex="0" dir="auto" aria-label=${text("compose_source")}>${composed.note.body}</pre>` : nothing}
      ${this.shown === "edit"
        ? html`<textarea class="pf-field compose-edit" dir="auto" aria-label=${text("compose_edit")} .value=${this.asked.edited?.text ?? composed.text} @input=${(event: Event) => this.#edit({ text: (event.target as HTMLTextAreaElement).value })}></textarea>`
        : nothing}
    </div>`;
  }
}

/** Puts a note on the clipboard, as rich text too where it is HTML. */
async function copied(plain: string, body: string, syntax: NoteSyntax): Promise<void> {
  if (syntax !== "html") return navigator.clipboard.writeText(plain);
  const types = { "text/html": new Blob([body], { type: "text/html" }), "text/plain": new Blob([body], { type: "text/plain" }) };
  return navigator.clipboard.write([new ClipboardItem(types)]);
}

define("pf-compose", PfCompose);

/** Opens the composer of a pin. */
export function composeDialog(pin: PinId): void {
  const dialog = document.createElement("pf-compose");
  dialog.pin = pin;
  document.body.append(dialog);
}

declare global {
  interface HTMLElementTagNameMap {
    "pf-compose": PfCompose;
  }
}
