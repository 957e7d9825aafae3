// What all our elements share. They draw into the page itself, not into a shadow root: one style sheet, labels and
// `aria-*` references that reach across, and text a person can select. It holds no state.

import { LitElement } from "lit";

/** An element whose content stands in the page's own tree. */
export abstract class PfElement extends LitElement {
  protected override createRenderRoot(): HTMLElement {
    // What a page paints before its script runs makes room for the real thing.
    this.replaceChildren();
    return this;
  }
}

/** Registers an element once, however many bundles of a page carry it. */
export function define(name: `pf-${string}`, element: CustomElementConstructor): void {
  if (customElements.get(name) === undefined) customElements.define(name, element);
}
