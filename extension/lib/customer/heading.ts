// A heading of a part, one level below the customer's name: on a page of its own that is the first, in a panel the second.

import { html, type TemplateResult } from "lit";

/** The level of the customer's name. */
export type Level = 1 | 2;

/** The heading of a part. */
export function heading(level: Level, words: unknown): TemplateResult {
  return level === 1 ? html`<h2 class="customer-heading">${words}</h2>` : html`<h3 class="customer-heading">${words}</h3>`;
}
