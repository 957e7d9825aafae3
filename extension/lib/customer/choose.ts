// Which customer? A field that searches, and the customers it finds. It changes nothing.

import { html, nothing } from "lit";
import { property, state } from "lit/decorators.js";

import type { CustomerId, CustomerRow } from "../../../pkg/pinfold.js";
import { askCare, failureOf } from "../core.js";
import { announce } from "../elements/announcer.js";
import "../elements/dialog.js";
import { define, PfElement } from "../elements/element.js";
import { toast } from "../elements/toast.js";
import { counted } from "../elements/words.js";
import { failureText, text } from "../i18n.js";
import { keyName, networkOf, standingName } from "./words.js";

/** More are not read; typing finds the rest. */
const SHOWN = 30;

/** `<pf-customer-choice .without>`: says `pf-chosen` with the row. */
export class PfCustomerChoice extends PfElement {
  /** A customer that is not offered. */
  @property({ attribute: false }) without: CustomerId | undefined;
  @state() private rows: readonly CustomerRow[] | undefined;
  #typed = "";

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#find("");
  }

  override focus(): void {
    this.querySelector("input")?.focus();
  }

  async #find(typed: string): Promise<void> {
    this.#typed = typed;
    try {
      const { rows } = await askCare({ customers: { query: { text: typed, offset: 0, limit: SHOWN + 1 } } }, "customers");
      if (this.#typed !== typed) return;
      this.rows = rows.filter((row) => row.id !== this.without).slice(0, SHOWN);
      if (typed !== "") announce(counted("customer_found", this.rows.length));
    } catch (error) {
      toast({ text: failureText(failureOf(error)), tone: "problem" });
    }
  }

  protected override render(): unknown {
    return html`<label class="pf-label"
        ><span>${text("customer_choose_label")}</span
        ><input class="pf-field" type="search" dir="auto" autocomplete="off" @input=${(event: Event) => void this.#find((event.target as HTMLInputElement).value)}
      /></label>
      <ul class="customer-choices">
        ${this.rows?.map((row) => html`<li><button type="button" class="customer-choice" @click=${() => this.#chosen(row)}>
          <strong dir="auto">${row.name}</strong>
          ${row.standing === "ordinary" ? nothing : html`<span class="pf-chip">${standingName(row.standing)}</span>`}
          <span class="pf-hint" dir="auto">${[...row.accounts.map((key) => `${networkOf(key)} ${keyName(key)}`), row.email].filter(Boolean).join(" · ")}</span>
        </button></li>`)}
      </ul>
      ${this.rows?.length === 0 ? html`<p class="pf-hint">${text(this.#typed === "" ? "customer_choose_nobody" : "customer_choose_none")}</p>` : nothing}`;
  }

  #chosen(row: CustomerRow): void {
    this.dispatchEvent(new CustomEvent<CustomerRow>("pf-chosen", { detail: row, bubbles: true }));
  }
}

define("pf-customer-choice", PfCustomerChoice);

/** Asks for a customer; nothing when the person thought better of it. */
export function chooseCustomer(heading: string, hint: string, without?: CustomerId): Promise<CustomerRow | undefined> {
  return new Promise((resolve) => {
    const dialog = document.createElement("pf-dialog");
    dialog.size = "small";
    dialog.heading = heading;
    const done = (row: CustomerRow | undefined): void => {
      dialog.open = false;
      void dialog.updateComplete.then(() => dialog.remove());
      resolve(row);
    };
    const choice = document.createElement("pf-customer-choice");
    choice.without = without;
    choice.addEventListener("pf-chosen", (event) => done((event as CustomEvent<CustomerRow>).detail));
    dialog.content = html`<p class="pf-hint dialog-lead">${hint}</p>${choice}`;
    dialog.addEventListener("pf-close", () => done(undefined));
    dialog.open = true;
    document.body.append(dialog);
    void dialog.updateComplete.then(() => choice.updateComplete).then(() => choice.focus());
  });
}

declare global {
  interface HTMLElementTagNameMap {
    "pf-customer-choice": PfCustomerChoice;
  }
}
