// What the parts of the library page share: each has the library and draws itself anew when that changes.

import { property } from "lit/decorators.js";

import { PfElement } from "../lib/elements/element.js";
import type { Library } from "./library.js";

/** A part of the library page. */
export abstract class Part extends PfElement {
  @property({ attribute: false }) library!: Library;

  readonly #again = (): void => this.requestUpdate();

  override connectedCallback(): void {
    super.connectedCallback();
    this.library.addEventListener("change", this.#again);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.library.removeEventListener("change", this.#again);
  }
}
