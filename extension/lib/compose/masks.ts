// What is masked in a note: a switch for each kind of which there is something, and each mask with what stood there.

import { html, nothing, type TemplateResult } from "lit";

import type { Difference, Kind, KindCount, Kinds } from "../../../pkg/pinfold.js";
import { text } from "../i18n.js";

/** What is masked where nobody chose: as the core has it. */
export const USUAL: Kinds = { iban: true, card: true, email: true, order: false, phone: true, handle: false, name: false };

/** Every kind, in the order of the core. */
const KINDS: readonly Kind[] = ["iban", "card", "email", "order", "phone", "handle", "name"];

/** A switch for each kind, with how much of it there is. */
export function counts(found: readonly KindCount[], masked: Kinds, change: (kinds: Kinds) => void): TemplateResult {
  const number = (kind: Kind): number => found.find((one) => one.kind === kind)?.found ?? 0;
  return html`<fieldset class="compose-plain compose-masks">
    <legend>${text("compose_mask")}</legend>
    ${KINDS.map(
      (kind) =>
        html`<label class="pf-check"
          ><input type="checkbox" .checked=${masked[kind]} @change=${(event: Event) => change({ ...masked, [kind]: (event.target as HTMLInputElement).checked })} /><span
            >${text(`compose_kind_${kind}`)} ${number(kind) === 0 ? nothing : html`<span class="pf-hint">${number(kind)}</span>`}</span
          ></label
        >`,
    )}
  </fieldset>`;
}

/** Each mask: what stood there, and what stands there now, between the words around it. */
export function differences(list: readonly Difference[]): TemplateResult | typeof nothing {
  if (list.length === 0) return nothing;
  return html`<details class="compose-differences">
    <summary>${text("compose_differences", list.length)}</summary>
    <ul tabindex="0" aria-label=${text("compose_differences", list.length)}>
      ${list.map((one) => html`<li><bdi>${one.before}</bdi><del dir="auto">${one.was}</del> <ins>${one.shown}</ins><bdi>${one.after}</bdi></li>`)}
    </ul>
  </details>`;
}
