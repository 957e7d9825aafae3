// A small search over all pins; what it finds opens in the library. It has the library's worker read the workspace,
// and only once somebody searches.
import { html, nothing } from "lit";
import { query, state } from "lit/decorators.js";
import type { Failure, ListView } from "../../pkg/pinfold.js";
import { failureOf } from "../lib/core.js";
import "../lib/elements/card.js";
import { define, PfElement } from "../lib/elements/element.js";
import { empty } from "../lib/elements/empty.js";
import { icon } from "../lib/elements/icon.js";
import { counted } from "../lib/elements/words.js";
import { failureText, text } from "../lib/i18n.js";
import { read } from "../library/reads.js";

/** Results shown; more are for the library. */
const SHOWN = 30;
/** Between two keys of somebody who types. */
const PAUSE_MS = 80;

/** `<pf-search-tab>`. */
export class PfSearchTab extends PfElement {
  @state() private typed = "";
  @state() private found: ListView | undefined;
  @state() private failed: Failure | undefined;
  @query("input") private field!: HTMLInputElement;
  #opened: Promise<unknown> | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  override focus(): void {
    this.field.focus();
  }

  /** Records changed: the next search reads them. */
  forget(): void {
    this.#opened = undefined;
    if (this.typed.trim() !== "") void this.#search();
  }

  readonly #input = (): void => {
    this.typed = this.field.value;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#search(), PAUSE_MS);
  };

  async #search(): Promise<void> {
    const typed = this.typed;
    if (typed.trim() === "") {
      this.found = undefined;
      return;
    }
    try {
      this.#opened ??= read("open", "opened");
      await this.#opened;
      const found = await read({ list: { query: { text: typed, facets: {}, offset: 0, limit: SHOWN } } }, "list");
      if (this.typed === typed) [this.found, this.failed] = [found, undefined];
    } catch (error) {
      this.#opened = undefined;
      this.failed = failureOf(error);
    }
  }

  protected override render(): unknown {
    const href = chrome.runtime.getURL(`library/index.html#${new URLSearchParams({ q: this.typed }).toString()}`);
    return html`<form
        class="search"
        role="search"
        @submit=${(event: Event) => {
          event.preventDefault();
          void chrome.tabs.create({ url: href });
        }}
      >
        ${icon("search")}
        <input class="pf-field" type="search" dir="auto" autocomplete="off" aria-label=${text("panel_search")} placeholder=${text("panel_search")} .value=${this.typed} @input=${this.#input} />
      </form>
      <div role="status" class="search-status">${this.#status()}</div>
      ${this.found === undefined || this.found.cards.length === 0
        ? nothing
        : html`<ul class="cards">
              ${this.found.cards.map(
                (card) =>
                  html`<li>
                    <pf-card look="compact" .card=${card} .href=${`#pin=${card.id}`} @click=${(event: Event) => this.#open(event, card.id)}></pf-card>
                  </li>`,
              )}
            </ul>
            <a class="pf-button" href=${href} target="_blank">${text("panel_search_library")} ${icon("external", 12)}</a>`}
      ${this.found === undefined && this.failed === undefined ? empty("search", text("panel_search_start"), text("panel_search_hint")) : nothing}`;
  }

  #status(): string {
    if (this.failed !== undefined) return failureText(this.failed);
    if (this.found === undefined) return "";
    return this.found.total === 0 ? text("panel_search_none") : counted("panel_search_found", this.found.total);
  }

  #open(event: Event, pin: string): void {
    event.preventDefault();
    this.dispatchEvent(new CustomEvent("pf-open", { detail: pin, bubbles: true }));
  }
}

define("pf-search-tab", PfSearchTab);
