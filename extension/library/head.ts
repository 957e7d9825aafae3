// How a place of the library begins that says itself what it is, and what stands there while its first answer is on its way.

import { html, type TemplateResult } from "lit";

/** Its name, and what can be done with all that is shown. */
export function head(name: string, deeds: unknown): TemplateResult {
  return html`<header class="place-head">
    <h1>${name}</h1>
    ${deeds}
  </header>`;
}

/** Rows that stand for what is to come. */
export function waiting(): TemplateResult {
  return html`<div class="waiting-rows" aria-busy="true"></div>`;
}
