// Says what happened, with what can be done about it for ten seconds. It decides nothing.
import { make } from "./make.js";
import type { Overlay } from "./overlay.js";

/** How long a toast stays: long enough to undo, as promised. */
const STAY = 10_000;

/** One thing to do about it. */
export interface Deed {
  label: string;
  do: () => void;
}

/** The one toast on a page. */
export class Toast {
  #shown: HTMLElement | null = null;
  #timer = 0;

  constructor(private readonly overlay: Overlay) {}

  /** Shows `text` in place of whatever was shown before. */
  show(text: string, deeds: Deed[] = [], stay = STAY): void {
    this.hide();
    const buttons = deeds.map((deed) => {
      const button = make("button", { type: "button" }, deed.label);
      button.addEventListener("click", (event) => {
        if (!event.isTrusted) return;
        this.hide();
        deed.do();
      });
      return button;
    });
    const toast = make("div", { className: "toast", attrs: { role: "group", "aria-label": text } }, make("span", {}, text), ...buttons);
    toast.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.hide();
    });
    // Who points at it or stands in it is still reading.
    toast.addEventListener("pointerenter", () => clearTimeout(this.#timer));
    toast.addEventListener("focusin", () => clearTimeout(this.#timer));
    toast.addEventListener("pointerleave", () => this.#wait(stay));
    toast.addEventListener("focusout", () => this.#wait(stay));
    this.overlay.root().append(toast);
    this.#shown = toast;
    this.overlay.say(text);
    this.#wait(stay);
  }

  /** Takes it away. */
  hide(): void {
    clearTimeout(this.#timer);
    if (this.#shown?.contains(this.overlay.focused())) this.overlay.restoreFocus();
    this.#shown?.remove();
    this.#shown = null;
  }

  #wait(stay: number): void {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => this.hide(), stay);
  }
}
