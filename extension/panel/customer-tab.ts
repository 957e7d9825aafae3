// Who wrote the pin in the editor, and what else of theirs was pinned. It names nobody it is not sure of.
import { html, nothing } from "lit";
import { property, state } from "lit/decorators.js";
import type { CustomerView, Failure, PinId } from "../../pkg/pinfold.js";
import { ask, failureOf } from "../lib/core.js";
import "../lib/elements/card.js";
import { define, PfElement } from "../lib/elements/element.js";
import { empty } from "../lib/elements/empty.js";
import { icon } from "../lib/elements/icon.js";
import { counted } from "../lib/elements/words.js";
import { failureText, text } from "../lib/i18n.js";

/** `<pf-customer-tab .pin @pf-open>`; `pf-open` names the pin to edit. */
export class PfCustomerTab extends PfElement {
  @property({ attribute: false }) pin: PinId | undefined;
  @state() private view: CustomerView | undefined;
  @state() private failed: Failure | undefined;

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has("pin")) void this.refresh();
  }

  /** Reads it again: pins changed. */
  async refresh(): Promise<void> {
    const pin = this.pin;
    if (pin === undefined) return;
    try {
      const view = await ask({ customer: { pin } }, "customer");
      if (this.pin === pin) [this.view, this.failed] = [view, undefined];
    } catch (error) {
      if (this.pin === pin) this.failed = failureOf(error);
    }
  }

  protected override render(): unknown {
    if (this.pin === undefined) return empty("person", text("panel_customer_none"), text("panel_customer_none_hint"));
    if (this.failed !== undefined) return html`<p class="panel-problem" role="alert">${icon("warning")}<span>${failureText(this.failed)}</span></p>`;
    const view = this.view;
    if (view === undefined) return nothing;
    const name = view.name ?? (view.handle === undefined ? undefined : `@${view.handle}`);
    if (name === undefined) return empty("person", text("panel_customer_unknown"), text("panel_customer_unknown_hint"));
    const earlier = view.cards.filter((card) => card.id !== this.pin);
    return html`<header class="customer">
        <h2 dir="auto">${name}</h2>
        ${view.name !== undefined && view.handle !== undefined ? html`<span class="pf-hint" dir="auto">@${view.handle}</span>` : nothing}
        ${view.url === undefined
          ? nothing
          : html`<a href=${view.url} target="_blank" rel="noopener noreferrer">${text("panel_customer_profile")} ${icon("external", 12)}</a>`}
      </header>
      <h3 class="part-name">${earlier.length === 0 ? text("panel_customer_first") : counted("panel_customer_earlier", earlier.length)}</h3>
      <ul class="cards">
        ${earlier.map((card) => html`<li><pf-card look="compact" .card=${card} .href=${`#pin=${card.id}`} @click=${(event: Event) => this.#open(event, card.id)}></pf-card></li>`)}
      </ul>`;
  }

  #open(event: Event, pin: PinId): void {
    event.preventDefault();
    this.dispatchEvent(new CustomEvent<PinId>("pf-open", { detail: pin, bubbles: true }));
  }
}

define("pf-customer-tab", PfCustomerTab);
