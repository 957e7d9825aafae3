// The editor of one pin: already stored when it opens, and storing itself while somebody writes. It asks the
// background for all it shows, and reads it again when that changed.
import { html, nothing, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import type { Captured, ChangeId, EditorView, Failure, PinId, TagPath, TagSuggestion } from "../../pkg/pinfold.js";
import { composeDialog } from "../lib/compose/compose.js";
import { ask, failureOf } from "../lib/core.js";
import { Drafts, type Saving } from "../lib/drafts.js";
import { define, PfElement } from "../lib/elements/element.js";
import { icon } from "../lib/elements/icon.js";
import { KIND_ICONS } from "../lib/elements/card.js";
import "../lib/elements/sightings.js";
import { type MenuItem } from "../lib/elements/menu.js";
import "../lib/elements/menu.js";
import "../lib/elements/note.js";
import "../lib/elements/picture.js";
import "../lib/elements/related.js";
import { shortcuts } from "../lib/elements/shortcuts.js";
import "../lib/elements/tag-input.js";
import "../lib/elements/time.js";
import { toast } from "../lib/elements/toast.js";
import { keys } from "../lib/elements/value.js";
import { kindName } from "../lib/elements/words.js";
import { failureText, text } from "../lib/i18n.js";
import { newId } from "../lib/ids.js";
import "./boards.js";
import "./fields.js";
import "./pictures.js";
import "./rights.js";
import { pinThreadOf } from "./thread.js";

/** `<pf-editor .pin .made .captured @pf-done @pf-gone>`. */
export class PfEditor extends PfElement {
  @property({ attribute: false }) pin: PinId | undefined;
  /** The change that made the pin, where that was just now: Undo takes it back last. */
  @property({ attribute: false }) made: ChangeId | undefined;
  /** What somebody who has just pinned it made of it: a new pin, or one there was. */
  @property({ attribute: false }) captured: Captured | undefined;
  @state() private view: EditorView | undefined;
  @state() private failed: Failure | undefined;
  @state() private saving: Saving = { state: "idle" };
  #drafts: Drafts | undefined;
  #asked = 0;
  #unbind: () => void = () => undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    const group = text("panel_tab_pin");
    this.#unbind = shortcuts([
      { keys: "mod+enter", label: text("shared_done"), group, typing: "too", run: () => void this.#done() },
    ]);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unbind();
    void this.#drafts?.flush();
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has("pin")) void this.#open();
  }

  /** Reads the pin again: it changed here or elsewhere. */
  async refresh(): Promise<void> {
    const pin = this.pin;
    if (pin === undefined) return;
    const round = ++this.#asked;
    try {
      const view = await ask({ editor: { pin } }, "editor");
      if (round !== this.#asked) return;
      this.view = view;
      this.failed = undefined;
    } catch (error) {
      if (round === this.#asked) this.failed = failureOf(error);
    }
  }

  async #open(): Promise<void> {
    await this.#drafts?.flush();
    this.view = undefined;
    this.failed = undefined;
    this.saving = { state: "idle" };
    const pin = this.pin;
    if (pin === undefined) return;
    this.#drafts = await Drafts.of(pin, (saving) => {
      if (this.pin !== pin) return;
      this.saving = saving;
      if (saving.state === "saved") void this.refresh();
    });
    await this.refresh();
    void this.#drafts.flush();
  }

  protected override render(): unknown {
    if (this.view === undefined || this.#drafts === undefined) return this.#waiting();
    const { detail } = this.view;
    const drafts = this.#drafts;
    const whole = detail.annotations.find((one) => one.target === "whole");
    const others = detail.annotations.filter((one) => one.target !== "whole");
    const { pin } = detail;
    return html`<article class="editor">
      <header class="editor-head">
        <span class="editor-kind">${icon(KIND_ICONS[pin.kind])}${kindName(pin.kind)}</span>
        <a class="editor-site" href=${pin.source.url ?? pin.source.page_url} target="_blank" rel="noopener noreferrer">${pin.source.site}</a>
        <pf-menu .label=${text("panel_more")} .items=${this.#menu()}></pf-menu>
      </header>
      ${this.captured === "again" ? html`<p class="editor-again" role="note">${icon("check")}<span>${text("panel_again")}</span></p>
            <pf-sightings .looks=${detail.history} most="1"></pf-sightings>` : nothing}
      ${detail.missing.length > 0 ? html`<p class="editor-asked" role="note">${icon("warning")}<span>${text("panel_missing")}</span></p>` : nothing}
      ${(pin.media ?? []).length > 0 ? html`<pf-pictures .pin=${pin}></pf-pictures>` : nothing}
      <pf-fields .detail=${detail} .drafts=${drafts}></pf-fields>
      ${this.#section(
        text("panel_tags"),
        html`<pf-tag-input
          .tags=${detail.tags}
          .needed=${detail.tags_missing}
          .label=${text("panel_tags")}
          .suggest=${suggest}
          @pf-add=${(event: CustomEvent<TagPath>) => this.#tag(event.detail, "add")}
          @pf-remove=${(event: CustomEvent<TagPath>) => this.#tag(event.detail, "remove")}
        ></pf-tag-input>`,
      )}
      ${this.#section(text("note_label"), html`<pf-note .pin=${pin.id} .annotation=${whole} .drafts=${drafts}></pf-note>`)}
      ${others.length === 0
        ? nothing
        : this.#section(
            text("panel_highlights"),
            html`${others.map((one) => html`<pf-note .pin=${pin.id} .annotation=${one} .drafts=${drafts}></pf-note>`)}`,
          )}
      ${this.#section(text("panel_board"), html`<pf-boards .view=${this.view} .drafts=${drafts}></pf-boards>`)}
      <pf-rights .pin=${pin} .drafts=${drafts}></pf-rights>
      <pf-related .detail=${detail}></pf-related>
      <footer class="editor-foot">
        <button type="button" class="pf-button pf-primary" @click=${this.#done}>${text("shared_done")}${keys("mod+enter")}</button>
        <button type="button" class="pf-button pf-quiet" ?disabled=${drafts.done.length === 0 && this.made === undefined} @click=${this.#undo}>${icon("undo")}${text("shared_undo")}</button>
        <span class="editor-status" role="status" data-state=${this.saving.state}>${this.#status()}</span>
      </footer>
    </article>`;
  }

  #section(heading: string, content: TemplateResult): TemplateResult {
    return html`<section class="editor-part"><h2 class="part-name">${heading}</h2>${content}</section>`;
  }

  #waiting(): TemplateResult {
    if (this.failed === undefined) return html`<div class="editor-waiting" aria-busy="true"></div>`;
    return html`<p class="panel-problem" role="alert">${icon("warning")}<span>${failureText(this.failed)}</span></p>
      <button type="button" class="pf-button" @click=${() => void this.refresh()}>${text("shared_retry")}</button>`;
  }

  #status(): string {
    const { saving } = this;
    if (saving.state === "failed") return failureText(saving.failure);
    if (saving.state !== "idle") return text(`saving_${saving.state}`);
    return this.captured === "new" ? text("panel_pinned") : "";
  }

  #menu(): MenuItem[] {
    const { pin } = this.view?.detail ?? {};
    if (pin === undefined) return [];
    const library = () => void chrome.tabs.create({ url: chrome.runtime.getURL(`library/index.html#pin=${pin.id}`) });
    return [
      { label: text("panel_open_library"), icon: "all", run: library },
      { label: text("compose_send_to"), icon: "send", run: () => void this.#compose(pin.id) },
      { label: text("panel_pin_thread"), icon: "list", off: !["post", "comment"].includes(pin.kind), run: () => void pinThreadOf(pin.id) },
      "line",
      { label: text("panel_delete"), icon: "delete", tone: "danger", run: () => void this.#delete(pin.id) },
    ];
  }

  /** What was written last belongs into the note. */
  async #compose(pin: PinId): Promise<void> {
    await this.#drafts?.flush();
    composeDialog(pin);
  }

  #tag(path: TagPath, way: "add" | "remove"): void {
    const pins = this.pin === undefined ? [] : [this.pin];
    void this.#drafts?.choose(`tag:${path}`, { pins_tag: { pins, [way]: [path] } });
  }

  async #delete(pin: PinId): Promise<void> {
    const change = newId();
    try {
      await ask({ edit: { change, command: { pins_delete: { pins: [pin] } } } }, "stored");
      const back = () => void ask({ edit: { change: newId(), command: { undo: { change } } } }, "stored").catch(complain);
      toast({ text: text("panel_deleted"), actions: [{ label: text("shared_undo"), run: back }] });
      this.#gone();
    } catch (error) {
      complain(error);
    }
  }

  readonly #undo = async (): Promise<void> => {
    const drafts = this.#drafts;
    await drafts?.flush();
    const change = drafts?.done[0] ?? this.made;
    const { pin } = this;
    if (drafts === undefined || change === undefined || pin === undefined) return;
    try {
      await ask({ edit: { change: newId(), command: { undo: { change } } } }, "stored");
      toast({ text: text("shared_undone") });
      // The pin itself was taken back: there is nothing left to edit, unless it had been there before.
      if (drafts.done.shift() === undefined) {
        [this.made, this.captured] = [undefined, undefined];
        if (await isGone(pin)) return this.#gone();
      }
    } catch (error) {
      complain(error);
    }
    await this.refresh();
  };

  #gone(): void {
    this.dispatchEvent(new CustomEvent("pf-gone", { bubbles: true }));
  }

  readonly #done = async (): Promise<void> => {
    const active = document.activeElement;
    if (active instanceof HTMLElement) active.blur();
    if ((await this.#drafts?.flush()) !== false) this.dispatchEvent(new CustomEvent("pf-done", { bubbles: true }));
  };
}

function complain(error: unknown): void {
  toast({ text: failureText(failureOf(error)), tone: "problem" });
}

async function isGone(pin: PinId): Promise<boolean> {
  return ask({ editor: { pin } }, "editor").then(
    () => false,
    (error: unknown) => failureOf(error).code === "not_found",
  );
}

function suggest(typed: string): Promise<readonly TagSuggestion[]> {
  return ask({ tags_for: { typed } }, "tags");
}

define("pf-editor", PfEditor);
