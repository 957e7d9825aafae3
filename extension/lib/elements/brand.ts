// Our mark: a fold shaped like a U that holds what was put into it. It is drawn, not loaded.

import { html, type TemplateResult } from "lit";

/** The mark with its name beside it. */
export function brand(name: string): TemplateResult {
  return html`<span class="pf-brand"
    ><svg width="20" height="20" viewBox="0 0 32 32" aria-hidden="true">
      <rect class="pf-brand-ground" width="32" height="32" rx="8" />
      <path class="pf-brand-fold" d="M10 8.5v8.25a6 6 0 0 0 12 0V8.5" />
      <circle class="pf-brand-pin" cx="16" cy="11" r="2.25" /></svg
    >${name}</span
  >`;
}
