// The systems whose tables we write, to choose from: by their own names, which are the same in every language.

import { html, type TemplateResult } from "lit";

import type { CrmPreset } from "../../pkg/pinfold.js";
import { text } from "../lib/i18n.js";

const NAMES: Readonly<Record<Exclude<CrmPreset, "neutral" | "salesforce_tasks">, string>> = {
  salesforce: "Salesforce",
  dataverse: "Dynamics 365",
  oracle: "Oracle Fusion",
  hubspot: "HubSpot",
  zendesk: "Zendesk",
  request_tracker: "Request Tracker",
  tryton: "Tryton",
  chatwoot: "Chatwoot",
  intercom: "Intercom",
  espocrm: "EspoCRM",
  odoo: "Odoo",
  freshdesk: "Freshdesk",
  zoho: "Zoho CRM",
};

/** The choice of a system, with what is chosen. */
export function systemChoice(chosen: CrmPreset, choose: (system: CrmPreset) => void): TemplateResult {
  const systems: readonly (readonly [string, string])[] = [
    ["neutral", text("library_system_any")],
    ...Object.entries(NAMES),
    ["salesforce_tasks", text("library_system_tasks", NAMES.salesforce)],
  ];
  return html`<label class="pf-label"
    ><span>${text("library_export_system")}</span
    ><select class="pf-field" @change=${(event: Event) => choose((event.target as HTMLSelectElement).value as CrmPreset)}>
      ${systems.map(([system, name]) => html`<option value=${system} .selected=${system === chosen}>${name}</option>`)}
    </select></label
  >`;
}
