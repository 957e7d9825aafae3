// The pins of the page in front, with what was marked on them, in the order they were made.
import { html, nothing, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import type { Annotation, Failure, PageView, PinCard, PinId } from "../../pkg/pinfold.js";
import "../lib/elements/card.js";
import { define, PfElement } from "../lib/elements/element.js";
import { empty } from "../lib/elements/empty.js";
import { icon } from "../lib/elements/icon.js";

import { failureText, text } from "../lib/i18n.js";

/** `<pf-page-tab .page .failed @pf-open>`; `pf-open` names the pin to edit. */
export class PfPageTab extends PfElement {
  @property({ attribute: false }) page: PageView | undefined;
  @property({ attribute: false }) failed: Failure | undefined;

  protected override render(): unknown {
    if (this.failed !== undefined) return html`<p class="panel-problem" role="alert">${icon("warning")}<span>${failureText(this.failed)}</span></p>`;
    if (this.page === undefined) return nothing;
    if (this.page.pins.length === 0) return empty("page", text("panel_page_empty"), text("panel_page_empty_hint"));
    return html`<ul class="cards">
      ${this.page.pins.map((card) => html`<li>${this.#card(card)}${this.#notes(card)}</li>`)}
    </ul>`;
  }

  #card(card: PinCard): TemplateResult {
    return html`<pf-card look="compact" .card=${card} .href=${`#pin=${card.id}`} @click=${(event: Event) => this.#open(event, card.id)}></pf-card>`;
  }

  #notes(card: PinCard): TemplateResult | typeof nothing {
    const notes = (this.page?.annotations ?? []).filter((note) => note.pin === card.id);
    if (notes.length === 0) return nothing;
    return html`<ul class="notes">
      ${notes.map((note) => html`<li>${quoteOf(note)}${note.body ? html`<p dir="auto">${note.body}</p>` : nothing}</li>`)}
    </ul>`;
  }

  #open(event: Event, pin: PinId): void {
    event.preventDefault();
    this.dispatchEvent(new CustomEvent<PinId>("pf-open", { detail: pin, bubbles: true }));
  }
}

function quoteOf(note: Annotation): TemplateResult | typeof nothing {
  if (note.target === "whole" || !("quote" in note.target)) return nothing;
  return html`<mark dir="auto">${note.target.quote.exact}</mark>`;
}

define("pf-page-tab", PfPageTab);
