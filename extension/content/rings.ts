// Rings around the cards that were found, as long as a person looks at them. It draws in our own layer only, and no more
// of them than the window shows.
import { make } from "./make.js";
import { visibleBox } from "./place.js";

/** A card to draw a ring around; `isWhole`: it has all that it must have. */
export interface Ringed {
  readonly element: Element | undefined;
  readonly isWhole: boolean;
}

/** The rings. */
export class Rings {
  readonly #layer = make("div", { className: "teach-rings", attrs: { "aria-hidden": "true" } });
  #cards: readonly Ringed[] = [];
  #signals: AbortController | undefined;
  #asked = 0;
  #at = -1;

  constructor(layer: HTMLElement) {
    layer.append(this.#layer);
  }

  /** Draws rings around these and no others. */
  show(cards: readonly Ringed[]): void {
    this.stop();
    this.#cards = cards;
    this.#draw();
    if (cards.length === 0) return;
    this.#signals = new AbortController();
    const { signal } = this.#signals;
    for (const kind of ["scroll", "resize"]) addEventListener(kind, () => this.#soon(), { capture: true, passive: true, signal });
  }

  /** Brings one of them into view and marks it. */
  go(at: number): void {
    this.#at = at;
    this.#cards[at]?.element?.scrollIntoView({ block: "center", inline: "nearest" });
    this.#draw();
  }

  /** Takes them away. */
  stop(): void {
    this.#signals?.abort(null);
    cancelAnimationFrame(this.#asked);
    this.#cards = [];
    this.#at = -1;
    this.#layer.replaceChildren();
  }

  #soon(): void {
    cancelAnimationFrame(this.#asked);
    this.#asked = requestAnimationFrame(() => this.#draw());
  }

  #draw(): void {
    const rings = this.#cards.flatMap(({ element, isWhole }, at) => {
      const box = element === undefined ? null : visibleBox(element);
      if (element === undefined || box === null) return [];
      const { left, top, width, height } = element.getBoundingClientRect();
      const ring = make("div", { className: `teach-ring${isWhole ? "" : " part"}${at === this.#at ? " here" : ""}` }, make("span", {}, String(at + 1)));
      ring.style.translate = `${left - 3}px ${top - 3}px`;
      ring.style.width = `${width + 6}px`;
      ring.style.height = `${height + 6}px`;
      return [ring];
    });
    this.#layer.replaceChildren(...rings);
  }
}
