// The colours of a picture, each as wide as its share of it.

import { html, nothing } from "lit";
import { property } from "lit/decorators.js";

import type { Colour } from "../../../pkg/pinfold.js";
import { text } from "../i18n.js";
import { define, PfElement } from "./element.js";
import { percent } from "./words.js";

/** `<pf-colours .colours=${media.looks.colours} .href>`: with `href`, each is a link to where that colour is found. */
export class PfColours extends PfElement {
  @property({ attribute: false }) colours: readonly Colour[] = [];
  @property({ attribute: false }) href: ((rgb: string) => string) | undefined;

  protected override updated(): void {
    // Never a style attribute: the policy of our pages refuses it.
    this.querySelectorAll<HTMLElement>(".pf-colour").forEach((element, place) => {
      const colour = this.colours[place];
      element.style.setProperty("--colour", colour?.rgb ?? "");
      element.style.setProperty("--share", String(colour?.share ?? 0));
    });
  }

  protected override render(): unknown {
    if (this.colours.length === 0) return nothing;
    const all = this.colours.map(({ rgb, share }) => ({ rgb, name: `${rgb} ${percent(share)}` }));
    const { href } = this;
    const label = text("colours_label", all.map(({ name }) => name).join(", "));
    if (href === undefined) return html`<div class="pf-colours" role="img" aria-label=${label}>${all.map(({ name }) => html`<span class="pf-colour" title=${name}></span>`)}</div>`;
    return html`<div class="pf-colours pf-colours-linked" role="group" aria-label=${label}>
      ${all.map(({ rgb, name }) => html`<a class="pf-colour" href=${href(rgb)} title=${name} aria-label=${text("colours_find", name)}></a>`)}
    </div>`;
  }
}

define("pf-colours", PfColours);

declare global {
  interface HTMLElementTagNameMap {
    "pf-colours": PfColours;
  }
}
