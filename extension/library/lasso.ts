// Choosing pins by drawing a rectangle around them, from any spot where no pin is. What was chosen before stays with Shift
// or Ctrl/⌘; Escape lets everything stand as it was.

import { announce } from "../lib/elements/announcer.js";
import { number } from "../lib/elements/words.js";
import { text } from "../lib/i18n.js";
import type { PfPins } from "./pins.js";

/** Pixels before a press becomes a rectangle. */
const THRESHOLD = 6;

/** Chooses pins of one list with a rectangle. */
export class Lasso {
  #start: { x: number; y: number; before: readonly string[] } | undefined;
  #box: HTMLElement | undefined;

  constructor(readonly list: PfPins) {}

  readonly down = (event: PointerEvent): void => {
    const target = event.target as Element;
    const empty = target.matches(".pins, .pins > ul, pf-pins, [data-scroller]");
    // The bar of the scroller is its element too, but lies beyond what it shows.
    const within = !target.matches("[data-scroller]") || event.offsetX < target.clientWidth;
    if (event.button !== 0 || event.pointerType === "touch" || !empty || !within) return;
    const origin = this.list.getBoundingClientRect();
    const keeps = event.shiftKey || event.ctrlKey || event.metaKey;
    this.#start = { x: event.clientX - origin.left, y: event.clientY - origin.top, before: keeps ? this.list.library.selection.ids : [] };
    addEventListener("pointermove", this.#move);
    addEventListener("pointerup", this.#end);
    addEventListener("pointercancel", this.#end);
    addEventListener("keydown", this.#key, true);
  };

  readonly #key = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || this.#start === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    this.list.library.selection.replace(this.#start.before);
    this.#end();
  };

  readonly #move = (event: PointerEvent): void => {
    const start = this.#start;
    if (start === undefined) return;
    const origin = this.list.getBoundingClientRect();
    const [x, y] = [event.clientX - origin.left, event.clientY - origin.top];
    if (this.#box === undefined) {
      if (Math.hypot(x - start.x, y - start.y) < THRESHOLD) return;
      this.#box = document.createElement("div");
      this.#box.className = "lasso";
      this.list.querySelector(".pins")?.append(this.#box);
      document.body.classList.add("drawing");
    }
    const box = { x: Math.min(x, start.x), y: Math.min(y, start.y), width: Math.abs(x - start.x), height: Math.abs(y - start.y) };
    this.#box.style.setProperty("transform", `translate(${box.x}px, ${box.y}px)`);
    this.#box.style.setProperty("width", `${box.width}px`);
    this.#box.style.setProperty("height", `${box.height}px`);
    const { library } = this.list;
    const caught = this.list.within(box).flatMap((index) => library.pins.card(index)?.id ?? []);
    library.selection.replace([...start.before, ...caught]);
  };

  readonly #end = (): void => {
    removeEventListener("pointermove", this.#move);
    removeEventListener("pointerup", this.#end);
    removeEventListener("pointercancel", this.#end);
    removeEventListener("keydown", this.#key, true);
    const { selection } = this.list.library;
    if (this.#box !== undefined) announce(text("library_chosen", number(selection.size)));
    else if (this.#start?.before.length === 0) selection.clear();
    this.#box?.remove();
    document.body.classList.remove("drawing");
    this.#box = this.#start = undefined;
  };
}
