// The customers in the middle: a list that searches, or one of them as a page. Making the first one is taught here.

import { html, nothing, type TemplateResult } from "lit";
import { customElement, query, state } from "lit/decorators.js";

import type { CustomerId, CustomerOf, CustomersView, CustomerView, PinId, Standing } from "../../pkg/pinfold.js";
import { makeNamed } from "../lib/customer/acts.js";
import "../lib/customer/customer.js";
import { CONSENT_COLOURS, consentName, keyName, networkOf, STANDING_COLOURS, STANDINGS, standingName } from "../lib/customer/words.js";
import { announce } from "../lib/elements/announcer.js";
import { empty } from "../lib/elements/empty.js";
import { icon } from "../lib/elements/icon.js";
import "../lib/elements/time.js";
import { counted } from "../lib/elements/words.js";
import { text } from "../lib/i18n.js";
import { problem, stored } from "./edits.js";
import { Fresh } from "./fresh.js";
import { head, waiting } from "./head.js";
import { hrefOf, START } from "./place.js";
import { read } from "./reads.js";

/** Rows asked for at once; more come on a press. */
const WINDOW = 100;

@customElement("pf-customers")
export class PfCustomers extends Fresh {
  @state() private list: CustomersView | undefined;
  @state() private typed = "";
  @state() private standing: Standing | undefined;
  @state() private called: string | undefined;
  @query("input[type=search]") private field!: HTMLInputElement | null;
  #limit = WINDOW;
  #of: CustomerOf | undefined;

  protected override async load(): Promise<void> {
    const { typed, standing } = this;
    const list = await read({ customers: { query: { text: typed, ...(standing === undefined ? {} : { standing }), offset: 0, limit: this.#limit } } }, "customers");
    if (typed === this.typed && standing === this.standing) this.list = list;
  }

  override focus(): void {
    this.field?.focus();
  }

  protected override updated(): void {
    if (this.library.place.customer !== undefined && this.called !== undefined) document.title = `${this.called} · ${text("library_title")}`;
  }

  protected override render(): unknown {
    const { customer } = this.library.place;
    return customer === undefined ? this.#all() : this.#one(customer);
  }

  #one(customer: CustomerId): TemplateResult {
    // The same object while it is the same customer, so that it is not read anew at every change of the page.
    if (this.#of === undefined || !("customer" in this.#of) || this.#of.customer !== customer) this.#of = { customer };
    return html`<div class="customer-page">
      <a class="pf-button pf-quiet pf-small" href=${hrefOf({ ...START, view: "customers" })}>${icon("chevron-left", 12)}${text("library_customers")}</a>
      <a class="pf-button pf-quiet pf-small" href=${hrefOf({ ...START, q: `customer:${customer} ` })}>${icon("search", 12)}${text("library_customer_pins")}</a>
      <pf-customer
        .of=${this.#of}
        .level=${1}
        .link=${(pin: PinId) => hrefOf({ ...this.library.place, pin })}
        @pf-stored=${(event: CustomEvent<string>) => stored(event.detail)}
        @pf-shown=${(event: CustomEvent<CustomerView>) => (this.called = event.detail.name)}
        @pf-customer=${(event: CustomEvent<CustomerId | undefined>) => this.#go(event.detail)}
      ></pf-customer>
    </div>`;
  }

  #go(customer: CustomerId | undefined): void {
    this.called = undefined;
    this.library.go({ ...START, view: "customers", ...(customer === undefined ? {} : { customer }) }, "replace");
  }

  readonly #make = async (): Promise<void> => {
    const id = await makeNamed(this);
    if (id !== undefined) this.#go(id);
  };

  #all(): TemplateResult {
    const { list } = this;
    const add = html`<button type="button" class="pf-button" @click=${() => void this.#make()}>${icon("plus")}${text("customer_new")}</button>`;
    const name = text("library_customers");
    if (list === undefined) return html`${head(name, nothing)}${waiting()}`;
    if (list.of === 0) return html`${head(name, nothing)}${empty("person", text("library_customers_empty"), text("library_customers_empty_text"), add)}`;
    return html`${head(name, add)}
      <div class="customers-find">
        <input class="pf-field" type="search" dir="auto" autocomplete="off" aria-label=${text("customer_choose_label")} placeholder=${text("customer_choose_label")} .value=${this.typed} @input=${this.#type} />
        <div role="group" aria-label=${text("customer_standing")}>
          ${STANDINGS.filter((one) => one !== "ordinary").map(
            (one) => html`<button type="button" class="pf-button pf-small" aria-pressed=${this.standing === one} @click=${() => this.#only(this.standing === one ? undefined : one)}>${standingName(one)}</button>`,
          )}
        </div>
        <span class="pf-hint" role="status">${counted("library_customers_count", list.total)}</span>
      </div>
      ${list.rows.length === 0 ? html`<p class="pf-hint customers-none">${text("customer_choose_none")}</p>` : this.#rows(list)}`;
  }

  #rows(list: CustomersView): TemplateResult {
    return html`<ul class="customers">
        ${list.rows.map(
          (row) => html`<li>
            <a href=${hrefOf({ ...START, view: "customers", customer: row.id })}>
              <strong dir="auto">${row.name}</strong>
              ${row.standing === "ordinary" ? nothing : html`<span class="pf-chip" data-colour=${STANDING_COLOURS[row.standing]}>${standingName(row.standing)}</span>`}
              ${row.consent === "unknown" ? nothing : html`<span class="pf-chip" data-colour=${CONSENT_COLOURS[row.consent]}>${consentName(row.consent)}</span>`}
              <span class="customers-by pf-hint" dir="auto">${[...row.accounts.map((key) => `${networkOf(key)} ${keyName(key)}`), ...(row.more > 0 ? [counted("library_customers_more", row.more)] : []), row.email].filter(Boolean).join(" · ")}</span>
              <span class="customers-count pf-hint">${counted("count_pins", row.pins)}</span>
            </a>
          </li>`,
        )}
      </ul>
      ${list.total > list.rows.length ? html`<button type="button" class="pf-button customers-next" @click=${this.#more}>${text("library_customers_next")}</button>` : nothing}`;
  }

  readonly #more = (): void => {
    this.#limit += WINDOW;
    this.again();
  };

  readonly #type = async (event: Event): Promise<void> => {
    this.typed = (event.target as HTMLInputElement).value;
    this.#limit = WINDOW;
    await this.load().catch(problem);
    if (this.list !== undefined) announce(counted("library_customers_count", this.list.total));
  };

  #only(standing: Standing | undefined): void {
    this.standing = standing;
    this.again();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "pf-customers": PfCustomers;
  }
}
