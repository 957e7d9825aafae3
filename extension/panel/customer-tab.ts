// Who wrote the pin in the editor: the customer, or an author who can be made one. It names nobody it is not sure of.
import { html } from "lit";
import { property } from "lit/decorators.js";
import type { PinId } from "../../pkg/pinfold.js";
import "../lib/customer/customer.js";
import { define, PfElement } from "../lib/elements/element.js";
import { empty } from "../lib/elements/empty.js";
import { text } from "../lib/i18n.js";

/** `<pf-customer-tab .pin @pf-open>`; `pf-open` names the pin to edit. */
export class PfCustomerTab extends PfElement {
  @property({ attribute: false }) pin: PinId | undefined;

  protected override render(): unknown {
    if (this.pin === undefined) return empty("person", text("panel_customer_none"), text("panel_customer_none_hint"));
    return html`<pf-customer .of=${{ pin: this.pin }} @click=${this.#open}></pf-customer>`;
  }

  /** A pin in the timeline is opened in the editor beside it. */
  readonly #open = (event: Event): void => {
    const link = (event.target as Element).closest("a");
    const pin = link?.closest<HTMLElement>("[data-pin]")?.dataset["pin"];
    if (pin === undefined) return;
    event.preventDefault();
    this.dispatchEvent(new CustomEvent<PinId>("pf-open", { detail: pin, bubbles: true }));
  };
}

define("pf-customer-tab", PfCustomerTab);
