// Sending the notes of many pins: where to, by which template and with what masked; every note composed before any goes, with
// what keeps some from going; and then how far they have come, which goes on when this is closed.

import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";

import type { ComposeView, PinId } from "../../pkg/pinfold.js";
import { askedWith, sendKey } from "../lib/compose/asks.js";
import { counts, USUAL } from "../lib/compose/masks.js";
import { look, problemText } from "../lib/compose/preview.js";
import { compose, failureOf } from "../lib/core.js";
import "../lib/elements/dialog.js";
import { PfElement } from "../lib/elements/element.js";
import { empty } from "../lib/elements/empty.js";
import { icon } from "../lib/elements/icon.js";
import "../lib/elements/locked.js";
import { counted, number } from "../lib/elements/words.js";
import { failureText, language, text } from "../lib/i18n.js";
import { type Alike, MOST, Outgoing, type Wrong } from "./outgoing.js";
import { hrefOf, START } from "./place.js";

/** Pins named that cannot be sent: past that, the first ones show what is wrong. */
const NAMED = 20;

/** `<pf-send-many .pins>`: takes itself away when it is closed. */
@customElement("pf-send-many")
export class PfSendMany extends PfElement {
  @property({ attribute: false }) pins: readonly PinId[] = [];
  @state() private alike: Alike = { syntax: "plain", language: language() };
  @state() private shown = 0;
  @state() private note: ComposeView | undefined;
  @state() private stage: "choosing" | "storing" | "following" = "choosing";
  @state() private problem = "";
  @state() private open = true;

  #outgoing!: Outgoing;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#outgoing = new Outgoing(this.pins.slice(0, MOST), () => this.requestUpdate());
    void this.#begin();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#outgoing.end();
  }

  /** Who has one destination means that one. */
  async #begin(): Promise<void> {
    const [pin] = this.pins;
    if (pin === undefined) return this.#close();
    try {
      this.note = await compose({ ...this.alike, pin });
    } catch (error) {
      this.problem = failureText(failureOf(error));
      return;
    }
    const [only, other] = this.note.connections;
    if (only !== undefined && other === undefined) this.#ask({ connection: only.id });
    void this.updateComplete.then(() => this.querySelector<HTMLElement>("select")?.focus());
  }

  #ask(part: { [Key in keyof Alike]?: Alike[Key] | undefined }): void {
    this.alike = askedWith(this.alike, part);
    this.problem = "";
    if (this.alike.connection === undefined) return;
    void this.#outgoing.compose(this.alike).then(() => this.#look(0));
  }

  /** Shows one of the notes that are ready. */
  async #look(place: number): Promise<void> {
    const pin = this.#outgoing.ready[place]?.pin;
    this.shown = place;
    if (pin === undefined) return;
    const note = await compose({ ...this.alike, pin }).catch(() => undefined);
    if (note !== undefined && this.shown === place) this.note = note;
  }

  readonly #send = async (): Promise<void> => {
    if (!this.#sendable) return;
    this.stage = "storing";
    this.problem = "";
    try {
      await this.#outgoing.send();
      this.stage = "following";
    } catch (error) {
      this.problem = failureText(failureOf(error));
      this.stage = "choosing";
    }
  };

  readonly #callOff = async (): Promise<void> => {
    try {
      await this.#outgoing.callOff();
    } catch (error) {
      this.problem = failureText(failureOf(error));
    }
  };

  #close(): void {
    this.open = false;
    void this.updateComplete.then(() => this.remove());
  }

  get #sendable(): boolean {
    const { looked, pins, ready } = this.#outgoing;
    return this.stage === "choosing" && this.alike.connection !== undefined && looked === pins.length && ready.length > 0;
  }

  readonly #keys = sendKey(() => void this.#send());

  protected override render(): unknown {
    const { stage } = this;
    return html`<pf-dialog
      size="large"
      .busy=${stage === "storing"}
      .heading=${text("library_send_heading", counted("count_pins", this.pins.length))}
      .content=${html`<div class="compose send-many" @keydown=${this.#keys}>
        ${this.problem === "" ? nothing : html`<p class="pf-problem" role="alert">${icon("warning")}${this.problem}</p>`}
        ${stage === "choosing" ? this.#choosing() : this.#following()}
      </div>`}
      .actions=${this.#actions()}
      .open=${this.open}
      @pf-close=${() => this.#close()}
    ></pf-dialog>`;
  }

  #actions(): TemplateResult {
    if (this.stage === "choosing") {
      const { ready } = this.#outgoing;
      return html`<button type="button" class="pf-button" @click=${() => this.#close()}>${text("shared_cancel")}</button>
        <button type="button" class="pf-button pf-primary send-all" title="${text("compose_send")} (Ctrl+Enter)" ?disabled=${!this.#sendable} @click=${() => void this.#send()}>
          ${icon("send")}${ready.length === 0 ? text("compose_send") : counted("library_send_act", ready.length)}
        </button>`;
    }
    const waiting = this.#outgoing.outbox?.waiting ?? this.#outgoing.stored;
    return html`<button type="button" class="pf-button send-stop" ?disabled=${this.stage === "storing" || waiting === 0} @click=${() => void this.#callOff()}>${icon("close")}${text("library_send_stop")}</button>
      <a class="pf-button" href=${hrefOf({ ...START, view: "outbox" })} @click=${() => this.#close()}>${icon("send")}${text("library_send_outbox")}</a>
      <button type="button" class="pf-button pf-primary" ?disabled=${this.stage === "storing"} @click=${() => this.#close()}>${text("shared_close")}</button>`;
  }

  #choosing(): TemplateResult | typeof nothing {
    const { note, alike } = this;
    if (note === undefined) return this.problem === "" ? html`<div class="compose-waiting" aria-busy="true"></div>` : nothing;
    if (note.connections.length === 0)
      return empty("send", text("library_send_nowhere"), text("library_send_connect"), html`<a class="pf-button" href="../options/index.html#connections">${icon("plug")}${text("library_outbox_connect")}</a>`);
    const value = (event: Event): string | undefined => (event.target as HTMLSelectElement).value || undefined;
    return html`<div class="compose-form">
        <label class="pf-label"><span>${text("compose_to")}</span
          ><select class="pf-field" @change=${(event: Event) => this.#ask({ connection: value(event) })}>
            ${alike.connection === undefined ? html`<option value="" selected>${text("library_send_choose")}</option>` : nothing}
            ${note.connections.map((one) => html`<option value=${one.id} .selected=${one.id === alike.connection}>${one.name}</option>`)}
          </select></label>
        ${this.#locked()}
        <label class="pf-label"><span>${text("compose_template")}</span
          ><select class="pf-field" @change=${(event: Event) => this.#ask({ template: value(event) })}>
            <option value="" .selected=${alike.template === undefined}>${text("compose_template_usual")}</option>
            ${note.templates.map((one) => html`<option value=${one.id} .selected=${one.id === alike.template}>${one.name}</option>`)}
          </select></label>
        ${counts(this.#outgoing.found, alike.masked ?? USUAL, (masked) => this.#ask({ masked }))}
      </div>
      <div class="compose-note">${alike.connection === undefined ? html`<p class="pf-hint">${text("library_send_choose")}</p>` : this.#looked(note)}</div>`;
  }

  /** What was found of the notes, and one of them. */
  #looked(note: ComposeView): TemplateResult {
    const { looked, pins, ready, wrong, already, notices } = this.#outgoing;
    const to = note.connections.find(({ id }) => id === this.alike.connection);
    const warning = (words: string): TemplateResult => html`<p class="compose-warning">${icon("warning")}<span>${words}</span></p>`;
    return html`<div class="send-status" role="status">
        ${looked < pins.length
          ? html`<p>${text("library_send_looking", number(looked), number(pins.length))}</p>
              <progress max=${pins.length} .value=${looked} aria-label=${text("library_send_looking", number(looked), number(pins.length))}></progress>`
          : html`<p><strong>${ready.length === 0 ? text("library_send_none") : counted("library_send_ready", ready.length)}</strong></p>`}
        ${already > 0 ? html`<p class="pf-hint">${counted("library_send_already", already)}</p>` : nothing}
        ${this.pins.length > pins.length ? html`<p class="pf-hint">${text("library_send_first", number(MOST))}</p>` : nothing}
      </div>
      ${to?.reaches_customer === true ? warning(text("compose_notice_reaches")) : nothing}
      ${[...notices].map(([notice, many]) => warning(`${counted("count_pins", many)}: ${text(`compose_notice_${notice}`)}`))}
      ${wrong.length === 0 ? nothing : this.#wrong(wrong)}
      ${ready.length === 0
        ? nothing
        : html`<div class="send-look">
              <span>${text("library_send_look", number(this.shown + 1), number(ready.length))}</span>
              ${this.#step("chevron-left", "library_send_earlier", this.shown - 1)}${this.#step("chevron-right", "library_send_later", this.shown + 1)}
            </div>
            <p class="send-subject" dir="auto">${note.composed.note.subject}</p>
            ${look(note.composed.look)}`}`;
  }

  /** Why none of them goes for now. */
  #locked(): TemplateResult {
    const { connection } = this.alike;
    return html`<pf-locked .to=${connection == null ? [] : [connection]}></pf-locked>`;
  }

  #step(sign: "chevron-left" | "chevron-right", name: string, place: number): TemplateResult {
    const there = place >= 0 && place < this.#outgoing.ready.length;
    return html`<button type="button" class="pf-button pf-quiet pf-square pf-small" aria-label=${text(name)} title=${text(name)} ?disabled=${!there} @click=${() => void this.#look(place)}>${icon(sign)}</button>`;
  }

  #wrong(wrong: readonly Wrong[]): TemplateResult {
    return html`<details class="send-wrong">
      <summary>${icon("warning")}${counted("library_send_wrong", wrong.length)}</summary>
      <ul>
        ${wrong.slice(0, NAMED).map(
          ({ pin, subject, why }) =>
            html`<li><a dir="auto" href=${hrefOf({ ...START, pin })} @click=${() => this.#close()}>${subject === "" ? pin : subject}</a> <span class="pf-hint">${why instanceof Error ? failureText(failureOf(why)) : problemText(why)}</span></li>`,
        )}
        ${wrong.length > NAMED ? html`<li>…</li>` : nothing}
      </ul>
    </details>`;
  }

  /** How far they have come. */
  #following(): TemplateResult {
    const { stored, ready, outbox } = this.#outgoing;
    if (this.stage === "storing" || outbox === undefined) return this.#bar(stored, ready.length, text("library_send_storing", number(stored), number(ready.length)), "");
    const { sent, waiting, stuck } = outbox;
    if (waiting > 0) return this.#bar(sent, stored, text("library_send_progress", number(sent), number(stored)), text("library_send_goes_on"), stuck, this.#locked());
    const over = sent === stored ? counted("library_send_done", stored) : text("library_send_over", number(sent), number(stored));
    return this.#bar(sent, stored, over, "", stuck);
  }

  #bar(done: number, of: number, said: string, hint: string, stuck = 0, locked?: TemplateResult): TemplateResult {
    return html`<div class="send-status send-following">
      <p role="status"><strong>${said}</strong></p>
      <progress max=${of} .value=${done} aria-label=${said}></progress>
      ${locked ?? nothing}
      ${stuck > 0 ? html`<p class="compose-warning">${icon("warning")}<span>${counted("library_outbox_stuck", stuck)}</span></p>` : nothing}
      ${hint === "" ? nothing : html`<p class="pf-hint">${hint}</p>`}
    </div>`;
  }
}

/** Opens the dialog for these pins. */
export function sendMany(pins: readonly PinId[]): void {
  if (pins.length === 0) return;
  const dialog = document.createElement("pf-send-many");
  dialog.pins = pins;
  document.body.append(dialog);
}

declare global {
  interface HTMLElementTagNameMap {
    "pf-send-many": PfSendMany;
  }
}
