// The note on a pin as a whole: a field that saves itself a moment after one stops typing. What is not stored yet is kept
// in the tab's own storage, so that closing the pane or a crash loses no thought.

import { html } from "lit";
import { customElement, property, state } from "lit/decorators.js";

import type { Annotation, AnnotationId, PinId } from "../../pkg/pinfold.js";
import { PfElement } from "../lib/elements/element.js";
import { text } from "../lib/i18n.js";
import { newId } from "../lib/ids.js";
import { edit } from "./edits.js";

/** Typing rests this long before it is stored. */
const RESTS = 900;

@customElement("pf-note-field")
export class PfNoteField extends PfElement {
  @property({ attribute: false }) pin: PinId = "";
  @property({ attribute: false }) note: Annotation | undefined;

  @state() private said: "" | "saving" | "saved" = "";
  @state() private typed: string | undefined;

  #timer: ReturnType<typeof setTimeout> | undefined;
  #id: AnnotationId | undefined;
  #stored: string | undefined;

  get #key(): string {
    return `note:${this.pin}`;
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    // What was typed stands until the stored note says the same: the field never jumps back.
    if (this.#stored !== undefined && this.typed === this.#stored && (this.note?.body ?? "") === this.typed.trim()) this.typed = undefined;
    if (!changed.has("pin")) return;
    this.#stored = undefined;
    const before = changed.get("pin") as PinId | undefined;
    if (before !== undefined && before !== "" && this.typed !== undefined) void this.#store(before, this.typed, this.#id ?? (changed.get("note") as Annotation | undefined)?.id);
    this.#id = undefined;
    this.said = "";
    this.typed = sessionStorage.getItem(this.#key) ?? undefined;
    if (this.typed !== undefined) this.#later();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    if (this.typed !== undefined) void this.#store(this.pin, this.typed, this.note?.id ?? this.#id);
  }

  readonly #input = (event: Event): void => {
    this.typed = (event.target as HTMLTextAreaElement).value;
    sessionStorage.setItem(this.#key, this.typed);
    this.said = "saving";
    this.#later();
  };

  #later(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#now, RESTS);
  }

  readonly #now = (): void => {
    if (this.typed !== undefined) void this.#store(this.pin, this.typed, this.note?.id ?? this.#id);
  };

  async #store(pin: PinId, typed: string, known: AnnotationId | undefined): Promise<void> {
    clearTimeout(this.#timer);
    const body = typed.trim();
    const id = known ?? newId();
    if (pin === this.pin) this.#id = id;
    const unchanged = pin === this.pin && (body === (this.note?.body ?? "") || typed === this.#stored);
    const gone = body === "" && known !== undefined;
    const done =
      unchanged || (body === "" && known === undefined)
        ? true
        : await edit(gone ? { annotation_delete: { id } } : { annotation_write: { id, pin, target: "whole", body, motivation: "commenting" } });
    if (!done) return;
    if (sessionStorage.getItem(`note:${pin}`) === typed) sessionStorage.removeItem(`note:${pin}`);
    if (pin !== this.pin || this.typed !== typed) return;
    if (gone) this.#id = undefined;
    this.#stored = typed;
    this.said = "saved";
  }

  protected override render(): unknown {
    return html`<textarea
        class="pf-field"
        rows="2"
        dir="auto"
        aria-label=${text("library_note")}
        placeholder=${text("library_note_placeholder")}
        .value=${this.typed ?? this.note?.body ?? ""}
        @input=${this.#input}
        @blur=${this.#now}
      ></textarea>
      <p class="pf-hint note-state" role="status">${this.said === "" ? "" : text(`library_note_${this.said}`)}</p>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "pf-note-field": PfNoteField;
  }
}
