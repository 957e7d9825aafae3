// The values of a pin, each with where it came from: a dotted line under what was read from the page, a mark on what a
// person should check, and a question where a required value is missing.

import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";

import type { Field, Pin } from "../../pkg/pinfold.js";
import { PfElement } from "../lib/elements/element.js";
import { CORRECTABLE } from "../lib/elements/field.js";
import { icon } from "../lib/elements/icon.js";
import { fieldName, originName } from "../lib/elements/words.js";
import { text } from "../lib/i18n.js";
import { correct } from "./correct.js";
import { factsOf } from "./fact-values.js";

/** A value with its provenance. */
export function provenance(pin: Pin, field: Field, value: unknown): TemplateResult {
  const from = pin.provenance?.[field];
  const read = from !== undefined && from.origin !== "person" && from.origin !== "selection";
  const unsure = from?.certainty === "unsure";
  return html`<span class=${read ? "pf-read" : nothing} title=${from === undefined ? nothing : originName(from.origin)}>${value}</span>${unsure
      ? html` <span class="pf-chip check" data-colour="warn">${icon("warning", 12)}${text("shared_please_check")}</span>`
      : nothing}`;
}

@customElement("pf-facts")
export class PfFacts extends PfElement {
  @property({ attribute: false }) pin: Pin | undefined;
  @property({ attribute: false }) missing: readonly Field[] = [];

  protected override render(): unknown {
    const pin = this.pin;
    if (pin === undefined) return nothing;
    const values = factsOf(pin, this.missing);
    const shown = new Set(values.map(({ field }) => field));
    const more = CORRECTABLE.filter((field) => !shown.has(field) && (field !== "text" || pin.text === undefined) && fits(pin, field));
    return html`<dl class="facts">
        ${values.map(
          ({ field, value }) =>
            html`<div ?data-missing=${value === undefined}>
              <dt>${fieldName(field)}</dt>
              <dd dir="auto">
                ${value === undefined
                  ? html`<button type="button" class="pf-button pf-small" @click=${() => void correct(pin, field)}>${icon("warning", 12)}${text("library_missing", fieldName(field))}</button>`
                  : html`<span class="facts-value">${provenance(pin, field, value)}</span>`}
              ${value !== undefined && CORRECTABLE.includes(field)
                ? html`<button
                    type="button"
                    class="pf-button pf-quiet pf-square pf-small"
                    aria-label=${text("library_correct", fieldName(field))}
                    title=${text("library_correct", fieldName(field))}
                    @click=${() => void correct(pin, field)}
                  >
                    ${icon("edit", 12)}
                  </button>`
                : nothing}
              </dd>
            </div>`,
        )}
      </dl>
      ${more.length === 0
        ? nothing
        : html`<p class="facts-more">
            ${more.map((field) => html`<button type="button" class="pf-chip chip-button" @click=${() => void correct(pin, field)}>+ ${fieldName(field)}</button>`)}
          </p>`}`;
  }
}

/** Whether a field is worth offering for a kind of pin. */
function fits(pin: Pin, field: Field): boolean {
  const product = ["product_name", "brand", "price"].includes(field);
  if (product) return pin.kind === "product" || pin.kind === "image";
  return field !== "rating" || pin.kind === "review";
}

declare global {
  interface HTMLElementTagNameMap {
    "pf-facts": PfFacts;
  }
}
