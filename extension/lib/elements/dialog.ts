// A dialog over the page: the browser's own, with its focus trap, its Escape and its return of the focus.
// It never closes while its work runs.

import { html, nothing } from "lit";
import { property, query } from "lit/decorators.js";

import { text } from "../i18n.js";
import { define, PfElement } from "./element.js";
import { icon } from "./icon.js";

let count = 0;

/**
 * `<pf-dialog .heading .content .actions ?open @pf-close>`. `content` and `actions` are templates; `pf-close` says that the
 * person wants it closed.
 */
export class PfDialog extends PfElement {
  @property({ attribute: false }) heading = "";
  @property({ attribute: false }) content: unknown = nothing;
  @property({ attribute: false }) actions: unknown = nothing;
  @property({ type: Boolean, reflect: true }) open = false;
  @property({ reflect: true }) size: "small" | "medium" | "large" = "medium";
  /** While work runs: Escape and the close button do nothing. */
  @property({ type: Boolean }) busy = false;

  @query("dialog") private dialog!: HTMLDialogElement | null;

  readonly #name = `pf-dialog-${count++}`;

  #wish(event: Event): void {
    event.preventDefault();
    if (!this.busy) this.dispatchEvent(new CustomEvent("pf-close", { bubbles: true, composed: true }));
  }

  readonly #outside = (event: MouseEvent): void => {
    if (event.target === this.dialog) this.#wish(event);
  };

  protected override updated(): void {
    const dialog = this.dialog;
    if (dialog === null) return;
    if (this.open && !dialog.open) {
      dialog.showModal();
      // A dialog with fields asks for the first of them, and what stands in it is there to be typed over.
      dialog.querySelector<HTMLElement>(".field-inputs [name]")?.focus();
      const first = document.activeElement;
      if (first instanceof HTMLInputElement && first.type === "text") first.select();
    }
    // Words alone that are longer than the window are scrolled by keys, which need something to go to.
    const content = dialog.querySelector<HTMLElement>(".pf-dialog-content");
    if (content !== null && content.querySelector("a,button,input,select,textarea") === null && content.scrollHeight > content.clientHeight) content.tabIndex = 0;
    if (!this.open && dialog.open) dialog.close();
  }

  protected override render(): unknown {
    return html`<dialog class="pf-dialog" data-size=${this.size} aria-labelledby=${this.#name} @cancel=${this.#wish} @pointerdown=${this.#outside}>
      ${this.open
        ? html`<div class="pf-dialog-box">
            <header>
              <h2 id=${this.#name}>${this.heading}</h2>
              <button type="button" class="pf-button pf-quiet pf-square" aria-label=${text("shared_close")} ?disabled=${this.busy} @click=${this.#wish}>
                ${icon("close")}
              </button>
            </header>
            <div class="pf-dialog-content">${this.content}</div>
            ${this.actions === nothing ? nothing : html`<footer class="pf-actions">${this.actions}</footer>`}
          </div>`
        : nothing}
    </dialog>`;
  }
}

define("pf-dialog", PfDialog);

declare global {
  interface HTMLElementTagNameMap {
    "pf-dialog": PfDialog;
  }
}
