// The text of a pin with its highlights; selecting words offers to highlight them or to write a note on them. It changes
// nothing itself: it says what was meant (`pf-quote`).

import { html, nothing } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";

import type { Annotation, Quote } from "../../pkg/pinfold.js";
import { PfElement } from "../lib/elements/element.js";
import { icon } from "../lib/elements/icon.js";
import { form } from "../lib/elements/form.js";
import { text } from "../lib/i18n.js";
import { quoteAt, stretchesOf } from "./quotes.js";

/** Words somebody meant, and what to do with them. */
export interface Meant {
  readonly quote: Quote;
  readonly how: "highlight" | "note";
}

@customElement("pf-pin-text")
export class PfPinText extends PfElement {
  @property({ attribute: false }) words = "";
  @property({ attribute: false }) language = "";
  @property({ attribute: false }) notes: readonly Annotation[] = [];

  @state() private quote: Quote | undefined;
  @query(".pin-text") private body!: HTMLElement;
  @query(".select-bar") private bar!: HTMLElement | null;

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener("selectionchange", this.#selected);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener("selectionchange", this.#selected);
  }

  readonly #selected = (): void => {
    const selection = getSelection();
    const range = selection !== null && selection.rangeCount > 0 ? selection.getRangeAt(0) : undefined;
    if (range === undefined || range.collapsed || !this.body.contains(range.commonAncestorContainer)) {
      this.quote = undefined;
      return;
    }
    const before = document.createRange();
    before.selectNodeContents(this.body);
    before.setEnd(range.startContainer, range.startOffset);
    const from = before.toString().length;
    this.quote = quoteAt(this.words, from, from + range.toString().length);
    void this.updateComplete.then(() => this.#place(range));
  };

  #place(range: Range): void {
    if (this.bar === null) return;
    const around = this.getBoundingClientRect();
    const box = range.getBoundingClientRect();
    this.bar.style.setProperty("top", `${box.bottom - around.top + 6}px`);
    this.bar.style.setProperty("left", `${Math.max(0, Math.min(box.left - around.left, around.width - this.bar.offsetWidth))}px`);
  }

  /** Says what is meant with the words selected; without a selection, asks for the words. */
  async mean(how: Meant["how"]): Promise<void> {
    const quote = this.quote ?? (await this.#asked());
    if (quote === undefined) return;
    getSelection()?.removeAllRanges();
    this.dispatchEvent(new CustomEvent<Meant>("pf-quote", { detail: { quote, how }, bubbles: true }));
  }

  /** For hands that cannot drag over a text. */
  async #asked(): Promise<Quote | undefined> {
    const answer = await form(text("library_quote_ask"), [{ name: "words", label: text("library_quote_words"), type: "long", value: this.words, required: true }], text("library_highlight"));
    const words = answer?.["words"];
    const at = words === undefined ? -1 : this.words.indexOf(words);
    return words === undefined || at < 0 ? undefined : quoteAt(this.words, at, at + words.length);
  }

  protected override render(): unknown {
    const plain = (note: Annotation): boolean => (note.body ?? "") === "";
    // No white space between the parts: what is selected is counted from the beginning of the text.
    return html`<blockquote class="pin-text" dir="auto" lang=${this.language || nothing}
        >${stretchesOf(this.words, this.notes).map(({ words, notes }) =>
          notes.length === 0
            ? html`${words}`
            : html`<mark
                data-noted=${notes.some((note) => !plain(note))}
                title=${notes.map((note) => note.body).filter(Boolean).join("\n") || nothing}
                @click=${() => this.dispatchEvent(new CustomEvent("pf-note-show", { detail: notes[0]?.id, bubbles: true }))}
                >${words}</mark
              >`,
        )}</blockquote
      >
      ${this.quote === undefined
        ? nothing
        : html`<div class="select-bar" role="toolbar" aria-label=${text("library_selected")} @pointerdown=${(event: Event) => event.preventDefault()}>
            <button type="button" class="pf-button pf-small" @click=${() => void this.mean("highlight")}>${icon("highlight")}${text("library_highlight")}</button>
            <button type="button" class="pf-button pf-small" @click=${() => void this.mean("note")}>${icon("note")}${text("library_note_on")}</button>
          </div>`}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "pf-pin-text": PfPinText;
  }
}
