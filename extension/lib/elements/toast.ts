// A line that says what was done and offers to take it back for ten seconds. It never takes the focus.

import { html, nothing } from "lit";
import { state } from "lit/decorators.js";

import { text } from "../i18n.js";
import { define, PfElement } from "./element.js";
import { icon } from "./icon.js";

/** How long a toast stands: the promise of "undo for ten seconds". */
const STANDS = 10_000;
/** More would cover the page; the oldest goes. */
const MAX_TOASTS = 3;

/** What a toast says and offers. */
export interface Toast {
  readonly text: string;
  readonly tone?: "done" | "problem";
  readonly actions?: readonly { readonly label: string; readonly run: () => void }[];
}

interface Standing extends Toast {
  readonly id: number;
  timer: ReturnType<typeof setTimeout> | undefined;
}

let next = 0;

/** The toasts of a page; `toast()` makes it. */
export class PfToasts extends PfElement {
  @state() private standing: readonly Standing[] = [];

  /** Shows a toast. */
  show(toast: Toast): void {
    const fresh: Standing = { ...toast, id: next++, timer: undefined };
    const all = [...this.standing, fresh];
    for (const old of all.slice(0, -MAX_TOASTS)) clearTimeout(old.timer);
    this.standing = all.slice(-MAX_TOASTS);
    this.#start(fresh);
  }

  #start(toast: Standing): void {
    clearTimeout(toast.timer);
    toast.timer = setTimeout(() => this.#close(toast), STANDS);
  }

  #close(toast: Standing): void {
    clearTimeout(toast.timer);
    this.standing = this.standing.filter((other) => other.id !== toast.id);
  }

  readonly #hold = (): void => this.standing.forEach((toast) => clearTimeout(toast.timer));
  readonly #go = (): void => this.standing.forEach((toast) => this.#start(toast));

  override connectedCallback(): void {
    super.connectedCallback();
    this.setAttribute("role", "status");
    this.addEventListener("pointerenter", this.#hold);
    this.addEventListener("pointerleave", this.#go);
    this.addEventListener("focusin", this.#hold);
    this.addEventListener("focusout", this.#go);
  }

  protected override render(): unknown {
    return this.standing.map(
      (toast) =>
        html`<div class="pf-toast" data-tone=${toast.tone ?? "done"}>
          ${toast.tone === "problem" ? icon("warning") : nothing}
          <span>${toast.text}</span>
          ${toast.actions?.map(
            (action) =>
              html`<button
                type="button"
                class="pf-toast-action"
                @click=${() => {
                  this.#close(toast);
                  action.run();
                }}
              >
                ${action.label}
              </button>`,
          )}
          <button type="button" class="pf-toast-close" aria-label=${text("shared_dismiss")} @click=${() => this.#close(toast)}>
            ${icon("close")}
          </button>
        </div>`,
    );
  }
}

define("pf-toasts", PfToasts);

/** Shows a toast on this page. */
export function toast(what: Toast): void {
  const found = document.querySelector<PfToasts>("pf-toasts");
  const place = found ?? document.body.appendChild(document.createElement("pf-toasts") as PfToasts);
  place.show(what);
}

declare global {
  interface HTMLElementTagNameMap {
    "pf-toasts": PfToasts;
  }
}
