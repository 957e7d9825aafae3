// The search field: finds while one types, explains its language, and says what it did not understand.

import { html, nothing } from "lit";
import { customElement, query, state } from "lit/decorators.js";

import { icon } from "../lib/elements/icon.js";
import { keys } from "../lib/elements/value.js";
import { text } from "../lib/i18n.js";
import { Part } from "./part.js";

/** Typing pauses this long before a search joins the history of the browser. */
const PAUSE = 700;
/** Examples, in the query language itself: the words are the same in every language. */
const EXAMPLES: readonly (readonly [string, string])[] = [
  ["late delivery", "library_help_words"],
  ['"still waiting"', "library_help_phrase"],
  ["tag:complaint/delivery", "library_help_tag"],
  ["site:x.com", "library_help_site"],
  ["author:mara", "library_help_author"],
  ['customer:"Mara Thiel"', "library_help_customer"],
  ['board:"Home furnishings"', "library_help_board"],
  ["kind:review", "library_help_kind"],
  ["after:2026-11-01 before:2026-12-01", "library_help_dates"],
  ["color:navy", "library_help_colour"],
  ["has:note", "library_help_has"],
  ["rights:unknown", "library_help_rights"],
  ["-tag:praise", "library_help_minus"],
];

@customElement("pf-search")
export class PfSearch extends Part {
  @query("input") private field!: HTMLInputElement;
  @state() private helping = false;

  #settled: ReturnType<typeof setTimeout> | undefined;
  #typing = false;

  override focus(): void {
    this.field.focus();
    this.field.select();
  }

  readonly #input = (): void => {
    this.library.go({ q: this.field.value }, this.#typing ? "replace" : "push");
    this.#typing = true;
    clearTimeout(this.#settled);
    this.#settled = setTimeout(() => (this.#typing = false), PAUSE);
  };

  readonly #keydown = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    if (event.key === "Escape") {
      event.stopPropagation();
      if (this.helping) this.helping = false;
      else if (this.field.value !== "") this.library.go({ q: "" });
      else this.field.blur();
    } else if (event.key === "ArrowDown" || event.key === "Enter") {
      event.preventDefault();
      event.stopPropagation();
      this.dispatchEvent(new CustomEvent("pf-results", { bubbles: true }));
    }
  };

  #try(example: string): void {
    this.helping = false;
    this.library.go({ q: example });
    this.field.focus();
  }

  protected override updated(): void {
    // Not a binding: what is being typed must not be set back by an answer to what was typed before.
    const { q } = this.library.place;
    if (this.field.value !== q && !(this.#typing && document.activeElement === this.field)) this.field.value = q;
  }

  protected override render(): unknown {
    const { ignored, state } = this.library.pins;
    const { q } = this.library.place;
    return html`<div class="search" role="search">
      <label class="search-field">
        ${icon("search")}
        <input
          type="search"
          class="pf-field"
          aria-label=${text("library_search")}
          placeholder=${text("library_search_placeholder")}
          autocomplete="off"
          spellcheck="false"
          dir="auto"
          @input=${this.#input}
          @keydown=${this.#keydown}
        />
        ${q === "" ? keys("/") : nothing}
      </label>
      ${q === ""
        ? nothing
        : html`<button type="button" class="pf-button pf-quiet pf-square" aria-label=${text("library_search_clear")} title=${text("library_search_clear")} @click=${() => this.library.go({ q: "" })}>
            ${icon("close")}
          </button>`}
      <button
        type="button"
        class="pf-button pf-quiet pf-square"
        aria-label=${text("library_search_help")}
        title=${text("library_search_help")}
        aria-expanded=${this.helping}
        aria-controls="search-help"
        @click=${() => (this.helping = !this.helping)}
      >
        ${icon("help")}
      </button>
      <div id="search-help" class="search-help" ?hidden=${!this.helping} @keydown=${this.#keydown}>
        <h2>${text("library_search_help")}</h2>
        <ul>
          ${EXAMPLES.map(
            ([example, words]) =>
              html`<li>
                <button type="button" @click=${() => this.#try(example)}><code>${example}</code><span class="pf-hint">${text(words)}</span></button>
              </li>`,
          )}
        </ul>
      </div>
    </div>
    ${state === "ready" && ignored.length > 0 && q !== ""
      ? html`<p class="search-ignored pf-hint" role="status">${icon("info", 12)}${text("library_search_ignored", ignored.join("  "))}</p>`
      : nothing}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "pf-search": PfSearch;
  }
}
