// A customer, or an author who is none yet: who they are, how they can be reached, who else they may be, how far they are
// heard, and what there was between us. The same in the panel and in the library. It stores nothing itself.

import { html, nothing, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";

import type { Account, Customer, CustomerOf, CustomerView, Failure, PinId, Standing } from "../../../pkg/pinfold.js";
import { askCare, failureOf } from "../core.js";
import { define, PfElement } from "../elements/element.js";
import { empty } from "../elements/empty.js";
import { icon } from "../elements/icon.js";
import "../elements/menu.js";
import type { MenuItem } from "../elements/menu.js";
import { counted, moment } from "../elements/words.js";
import { failureText, text } from "../i18n.js";
import { type Changed, CHANNEL } from "../messages.js";
import * as acts from "./acts.js";
import type { Level } from "./heading.js";
import { reachTemplate } from "./reach.js";
import { suggestionsTemplate } from "./suggestions.js";
import { timelineTemplate } from "./timeline.js";
import { accountName, CONSENT_COLOURS, connectionName, consentName, networkOf, STANDING_COLOURS, STANDINGS, standingName } from "./words.js";

/** What, when it changes, changes what is shown here. */
const KINDS: readonly string[] = ["customer", "pin", "annotation", "delivery", "connection", "tag"];
/** Changes that come in a burst are answered once. */
const SETTLES = 60;

/** `<pf-customer .of .link>`; `link` is the address of a pin. Says `pf-shown` with what was read. */
export class PfCustomer extends PfElement {
  @property({ attribute: false }) of: CustomerOf | undefined;
  @property({ attribute: false }) link: (pin: PinId) => string = (pin) => `#pin=${pin}`;
  /** The heading's level: a page of its own, or a part of one. */
  @property({ attribute: false }) level: Level = 2;
  @state() private view: CustomerView | undefined;
  @state() private failed: Failure | undefined;
  #channel: BroadcastChannel | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asked = "";

  override connectedCallback(): void {
    super.connectedCallback();
    this.#channel = new BroadcastChannel(CHANNEL);
    this.#channel.onmessage = (event: MessageEvent<Changed>) => {
      if (!event.data.changed.some((key) => KINDS.includes(key.kind))) return;
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => void this.refresh(), SETTLES);
    };
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
    this.#channel?.close();
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (!changed.has("of") || JSON.stringify(this.of) === this.#asked) return;
    this.#asked = JSON.stringify(this.of);
    [this.view, this.failed] = [undefined, undefined];
    void this.refresh();
  }

  /** Reads it again. */
  async refresh(): Promise<void> {
    const { of } = this;
    if (of === undefined) return;
    const asked = this.#asked;
    try {
      const view = await askCare({ customer: { of } }, "customer");
      if (this.#asked !== asked) return;
      [this.view, this.failed] = [view, undefined];
      this.dispatchEvent(new CustomEvent<CustomerView>("pf-shown", { detail: view }));
    } catch (error) {
      if (this.#asked === asked) [this.view, this.failed] = [undefined, failureOf(error)];
    }
  }

  /** The pin that was asked about. */
  get #pin(): PinId | undefined {
    return this.of !== undefined && "pin" in this.of ? this.of.pin : undefined;
  }

  protected override render(): unknown {
    if (this.failed !== undefined) return html`<p class="panel-problem" role="alert">${icon("warning")}<span>${failureText(this.failed)}</span></p>`;
    const { view } = this;
    if (view === undefined) return html`<div class="customer-waiting" aria-busy="true"></div>`;
    if (view.name === undefined) return this.#nobody(view);
    return html`<article class="customer">
      ${this.#head(view)} ${view.customer === undefined ? this.#author(view) : this.#known(view, view.customer)}
      ${suggestionsTemplate(this, view, this.#pin, this.level)} ${reachTemplate(view.reach, this.level)} ${timelineTemplate(view, this.link, this.level)}
    </article>`;
  }

  #nobody(view: CustomerView): TemplateResult {
    const pin = this.#pin;
    const actions = html`<button type="button" class="pf-button pf-primary" @click=${() => void acts.makeNamed(this, pin)}>${icon("plus")}${text("customer_make")}</button>
      <button type="button" class="pf-button" @click=${() => void acts.join(this, view, pin)}>${icon("link")}${text("customer_join")}</button>`;
    return empty("person", text("customer_unknown"), text("customer_unknown_hint"), actions);
  }

  #head(view: CustomerView): TemplateResult {
    const { customer, because } = view;
    const name = html`<span dir="auto">${view.name}</span>`;
    const standing = customer?.standing ?? "ordinary";
    return html`<header class="customer-head">
      <div class="customer-title">
        ${this.level === 1 ? html`<h1>${name}</h1>` : html`<h2>${name}</h2>`}
        ${standing === "ordinary" ? nothing : html`<span class="pf-chip" data-colour=${STANDING_COLOURS[standing]}>${standingName(standing)}</span>`}
        ${customer === undefined ? nothing : html`<pf-menu .label=${text("customer_more")} .items=${this.#menu(view, customer)}></pf-menu>`}
      </div>
      ${because === "said" ? html`<p class="pf-hint">${text("customer_because_said")}</p>` : nothing}
      <ul class="customer-accounts" aria-label=${text("customer_accounts")}>
        ${view.accounts.map((account) => this.#account(account, customer))}
      </ul>
    </header>`;
  }

  #account(account: Account, customer: Customer | undefined): TemplateResult {
    const words = html`<bdi>${accountName(account)}</bdi>`;
    const own = customer !== undefined && account.keys.some((key) => customer.identities?.includes(key) === true);
    return html`<li>
      <span class="pf-hint">${networkOf(account.keys[0])}</span>
      ${account.url === undefined ? words : html`<a href=${account.url} target="_blank" rel="noopener noreferrer">${words} ${icon("external", 12, text("customer_profile"))}</a>`}
      ${account.pins > 0 ? html`<span class="pf-hint">${counted("count_pins", account.pins)}</span>` : nothing}
      ${own && customer !== undefined && accountsOf(customer) > account.keys.length
        ? html`<button type="button" class="pf-button pf-quiet pf-square pf-small" title=${text("customer_release", accountName(account))} aria-label=${text("customer_release", accountName(account))} @click=${() => void acts.release(this, customer, account)}>
            ${icon("close", 12)}
          </button>`
        : nothing}
    </li>`;
  }

  #menu(view: CustomerView, customer: Customer): MenuItem[] {
    const pin = this.#pin;
    const given: MenuItem[] =
      pin === undefined
        ? []
        : [
            { label: text("customer_give"), icon: "person", run: () => void acts.give(this, pin, "ask") },
            ...(view.because === "said" ? [{ label: text("customer_give_auto"), icon: "undo" as const, run: () => void acts.give(this, pin, "auto") }] : []),
            "line" as const,
          ];
    return [
      { label: text("customer_edit"), icon: "edit", run: () => void acts.change(this, customer) },
      ...given,
      { label: text("customer_merge"), icon: "link", run: () => void acts.mergeWith(this, customer) },
      { label: text("customer_split"), icon: "section", run: () => void acts.split(this, view), off: (customer.identities?.length ?? 0) === 0 },
      "line",
      { label: text("shared_delete"), icon: "delete", tone: "danger", run: () => void acts.remove(this, customer) },
    ];
  }

  #author(view: CustomerView): TemplateResult {
    const pin = this.#pin;
    return html`<section class="customer-none">
      <p class="pf-hint">${text("customer_none_hint")}</p>
      <div class="pf-actions">
        <button type="button" class="pf-button pf-primary" @click=${() => void acts.make(this, view, pin)}>${icon("plus")}${text("customer_make")}</button>
        <button type="button" class="pf-button" @click=${() => void acts.join(this, view, pin)}>${icon("link")}${text("customer_join")}</button>
      </div>
    </section>`;
  }

  #known(view: CustomerView, customer: Customer): TemplateResult {
    const { standing = "ordinary", consent, notes = "", names = [] } = customer;
    const emails = [customer.email, ...(customer.emails ?? [])].filter((one) => one !== undefined);
    const phones = [customer.phone, ...(customer.phones ?? [])].filter((one) => one !== undefined);
    const state = consent?.state ?? "unknown";
    const row = (name: string, values: unknown): TemplateResult => html`<dt>${name}</dt><dd>${values}</dd>`;
    const several = (all: readonly string[]): TemplateResult[] => all.map((one) => html`<span class="customer-value" dir="auto">${one}</span>`);
    const nothingYet = emails.length === 0 && phones.length === 0 && notes === "" && state === "unknown" && names.length === 0;
    return html`<section class="customer-part" aria-label=${text("customer_contact")}>
      <label class="customer-standing"
        ><span class="pf-hint">${text("customer_standing")}</span
        ><select class="pf-field" @change=${(event: Event) => void acts.setStanding(this, customer, (event.target as HTMLSelectElement).value as Standing)}>
          ${STANDINGS.map((one) => html`<option value=${one} .selected=${one === standing}>${standingName(one)}</option>`)}
        </select></label
      >
      <dl class="customer-facts">
        ${names.length === 0 ? nothing : row(text("customer_names"), several(names))}
        ${emails.length === 0 ? nothing : row(text("customer_emails"), several(emails))}
        ${phones.length === 0 ? nothing : row(text("customer_phones"), several(phones))}
        ${row(
          text("customer_consent"),
          html`<span class="pf-chip" data-colour=${CONSENT_COLOURS[state]}>${consentName(state)}</span>
            ${consent?.at === undefined ? nothing : html`<span class="pf-hint">${moment(consent.at)}</span>`}
            ${consent?.note === undefined ? nothing : html`<span class="customer-value" dir="auto">${consent.note}</span>`}`,
        )}
        ${view.links.length === 0 ? nothing : row(text("customer_links"), view.links.map((link) => html`<span class="customer-value">${link.url === undefined ? html`${connectionName(link.connection, view)} ${link.remote}` : html`<a href=${link.url} target="_blank" rel="noopener noreferrer">${connectionName(link.connection, view)} ${link.remote} ${icon("external", 12)}</a>`}</span>`))}
      </dl>
      ${notes === "" ? nothing : html`<p class="customer-notes" dir="auto">${notes}</p>`}
      ${nothingYet ? html`<p class="pf-hint">${text("customer_contact_none")}</p>` : nothing}
      <button type="button" class="pf-button pf-small" @click=${() => void acts.change(this, customer)}>${icon("edit", 12)}${text("customer_edit")}</button>
    </section>`;
  }
}

/** How many keys of accounts a customer has: its last account is not taken away with one click. */
function accountsOf(customer: Customer): number {
  return customer.identities?.length ?? 0;
}

define("pf-customer", PfCustomer);

declare global {
  interface HTMLElementTagNameMap {
    "pf-customer": PfCustomer;
  }
}
