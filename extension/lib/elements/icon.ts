// An icon drawn in the colour of the text beside it. It is never the only name of a control.

import { html, svg, nothing, type TemplateResult } from "lit";

import { ICONS, type IconName } from "./icons.js";

/** What points along the line of writing, and so the other way where that runs from the right. */
const TURNS: ReadonlySet<IconName> = new Set(["chevron-left", "chevron-right"]);

/** The icon, 16 px unless told otherwise; decoration for screen readers unless it has a label. */
export function icon(name: IconName, size: 12 | 16 | 20 | 24 | 48 = 16, label?: string): TemplateResult {
  return html`<svg
    class=${TURNS.has(name) ? "pf-icon pf-turns" : "pf-icon"}
    width=${size}
    height=${size}
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    stroke-width="1.75"
    stroke-linecap="round"
    stroke-linejoin="round"
    role=${label === undefined ? nothing : "img"}
    aria-label=${label ?? nothing}
    aria-hidden=${label === undefined ? "true" : nothing}
  >
    ${svg`${ICONS[name]}`}
  </svg>`;
}
