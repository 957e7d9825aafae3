// What the sections of the options page share: each has the set-up and draws itself anew when that changes.

import { property } from "lit/decorators.js";

import { PfElement } from "../lib/elements/element.js";
import type { Setup } from "./setup.js";

/** A section of the options page. */
export abstract class Section extends PfElement {
  @property({ attribute: false }) setup!: Setup;

  readonly #again = (): void => this.requestUpdate();

  override connectedCallback(): void {
    super.connectedCallback();
    this.setup.addEventListener("change", this.#again);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.setup.removeEventListener("change", this.#again);
  }
}
