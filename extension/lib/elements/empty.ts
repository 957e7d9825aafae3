// What stands where nothing is yet: a picture, what it is, and the next step. It never merely says "empty".

import { html, nothing, type TemplateResult } from "lit";

import { icon } from "./icon.js";
import type { IconName } from "./icons.js";

/** An empty state. */
export function empty(picture: IconName, heading: string, text: string, actions?: unknown): TemplateResult {
  return html`<div class="pf-empty">
    <div class="pf-empty-picture">
      <span class="pf-empty-card"></span><span class="pf-empty-card"></span>
      <span class="pf-empty-card pf-empty-front">${icon(picture, 24)}</span>
    </div>
    <h2>${heading}</h2>
    <p>${text}</p>
    ${actions === undefined ? nothing : html`<div class="pf-actions">${actions}</div>`}
  </div>`;
}
