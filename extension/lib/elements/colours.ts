// The colours of a picture, each as wide as its share of it.

import { html, nothing } from "lit";
import { property } from "lit/decorators.js";

import type { Colour } from "../../../pkg/pinfold.js";
import { text } from "../i18n.js";
import { define, PfElement } from "./element.js";
import { percent } from "./words.js";

/** `<pf-colours .colours=${media.looks.colours}>`. */
export class PfColours extends PfElement {
  @property({ attribute: false }) colours: readonly Colour[] = [];

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
    const names = this.colours.map(({ rgb, share }) => `${rgb} ${percent(share)}`);
    return html`<div class="pf-colours" role="img" aria-label=${text("colours_label", names.join(", "))}>
      ${names.map((name) => html`<span class="pf-colour" title=${name}></span>`)}
    </div>`;
  }
}

define("pf-colours", PfColours);

declare global {
  interface HTMLElementTagNameMap {
    "pf-colours": PfColours;
  }
}
