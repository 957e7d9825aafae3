// What of the pins goes into an export. All of it at first: what is not to be handed on is unticked.

import { html, type TemplateResult } from "lit";

import type { ExportField } from "../../pkg/pinfold.js";
import { counted } from "../lib/elements/words.js";
import { text } from "../lib/i18n.js";

const FIELDS: readonly ExportField[] = ["author", "pictures", "quotes", "counts", "product", "tags", "notes", "boards", "customer", "case"];

/** The choice of fields, given those that are left out. */
export function fieldChoice(without: ReadonlySet<ExportField>, toggle: (field: ExportField) => void): TemplateResult {
  const said = without.size === 0 ? text("library_fields_all") : counted("library_fields_without", without.size);
  return html`<details class="fields">
    <summary>${text("library_fields")} <span class="pf-hint">${said}</span></summary>
    <div role="group" aria-label=${text("library_fields")}>
      ${FIELDS.map(
        (field) => html`<label class="pf-check"><input type="checkbox" .checked=${!without.has(field)} @change=${() => toggle(field)} /><span>${text(`library_field_${field}`)}</span></label>`,
      )}
    </div>
  </details>`;
}
