// Who may be the same person, why, and the two answers to that. Nobody is merged without one of them.

import { html, nothing, type TemplateResult } from "lit";

import type { CustomerView, PinId, SuggestionView } from "../../../pkg/pinfold.js";
import { icon } from "../elements/icon.js";
import { text } from "../i18n.js";
import { different, same } from "./acts.js";
import { heading, type Level } from "./heading.js";
import { accountName, networkOf, reasonText, standingName, strengthName } from "./words.js";

/** The suggestions; nothing where there are none. */
export function suggestionsTemplate(from: EventTarget, view: CustomerView, pin: PinId | undefined, level: Level): TemplateResult | typeof nothing {
  if (view.suggestions.length === 0) return nothing;
  return html`<section class="customer-part" aria-label=${text("customer_suggestions")}>
    ${heading(level, text("customer_suggestions"))}
    <ul class="customer-suggestions">
      ${view.suggestions.map((one) => row(from, view, one, pin))}
    </ul>
  </section>`;
}

function row(from: EventTarget, view: CustomerView, one: SuggestionView, pin: PinId | undefined): TemplateResult {
  const { who, strength, reasons } = one.suggestion;
  const isCustomer = "customer" in who;
  // Between two accounts that are no customer's there is nowhere to keep the answer.
  const canDiffer = isCustomer || view.customer !== undefined;
  const accounts = one.accounts.map((account) => `${networkOf(account.keys[0])} ${accountName(account)}`);
  return html`<li>
    <div class="customer-suggested">
      <strong dir="auto">${one.name}</strong>
      <span class="pf-hint">${isCustomer ? text("customer_is_customer") : text("customer_is_account")}</span>
      ${one.standing === "ordinary" ? nothing : html`<span class="pf-chip">${standingName(one.standing)}</span>`}
      <span class="pf-chip" data-colour=${strength === "strong" ? "good" : strength === "fair" ? "accent" : "neutral"}>${strengthName(strength)}</span>
    </div>
    ${accounts.length === 0 ? nothing : html`<p class="pf-hint" dir="auto">${accounts.join(" · ")}</p>`}
    <ul class="customer-reasons">
      ${reasons.map((reason) => html`<li>${icon("info", 12)}<span dir="auto">${reasonText(reason)}</span></li>`)}
    </ul>
    <div class="pf-actions">
      <button type="button" class="pf-button pf-small" aria-label=${text("customer_same_named", one.name)} @click=${() => void same(from, view, one, pin)}>${icon("check", 12)}${text("customer_same")}</button>
      ${canDiffer
        ? html`<button type="button" class="pf-button pf-quiet pf-small" aria-label=${text("customer_different_named", one.name)} @click=${() => void different(from, view, one)}>${icon("close", 12)}${text("customer_different")}</button>`
        : nothing}
    </div>
  </li>`;
}
