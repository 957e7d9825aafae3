// Rings around what is pinned already and around the card the keys are at. It follows what it marks while
// that is on the screen, and does nothing at all where nothing is marked.
import { icon, make } from "./make.js";
import type { Overlay } from "./overlay.js";
import { shownRows, visibleBox } from "./place.js";

/** How far outside the card the ring stands. */
const OUT = 2;
/** How far outside the ring its badge and its shadow reach, at most. */
const BADGE = 14;

/** The rings on a page. */
export class Marks {
  #rings = new Map<Element, HTMLElement>();
  #here: HTMLElement | null = null;
  #hereCard: Element | null = null;

  constructor(private readonly overlay: Overlay) {}

  /** Whether anything is marked. */
  get some(): boolean {
    return this.#rings.size > 0 || this.#hereCard !== null;
  }

  /** Marks `card` as pinned, or takes the mark off. */
  pinned(card: Element, pinned: boolean): void {
    const ring = this.#rings.get(card);
    if (pinned && ring === undefined) {
      const made = make("div", { className: "ring" }, make("span", { className: "badge" }, icon("check")));
      this.overlay.root().prepend(made);
      this.#rings.set(card, made);
    } else if (!pinned && ring !== undefined) {
      ring.remove();
      this.#rings.delete(card);
    }
    this.place();
  }

  /** Marks the card the keys are at. */
  here(card: Element | null): void {
    this.#hereCard = card;
    this.#here ??= make("div", { className: "ring here" });
    if (card === null) this.#here.remove();
    else this.overlay.root().prepend(this.#here);
    this.place();
  }

  /** Puts each ring where its card now is; cards that are gone lose theirs. */
  place(): void {
    for (const [card, ring] of this.#rings) {
      if (card.isConnected) put(ring, card);
      else {
        ring.remove();
        this.#rings.delete(card);
      }
    }
    if (this.#hereCard !== null && this.#here !== null) put(this.#here, this.#hereCard);
  }

  /** Takes all marks off. */
  clear(): void {
    for (const ring of this.#rings.values()) ring.remove();
    this.#rings.clear();
    this.here(null);
  }
}

function put(ring: HTMLElement, card: Element): void {
  const box = card.getBoundingClientRect();
  const visible = visibleBox(card);
  ring.hidden = visible === null;
  if (visible === null) return;
  // Where a bar of the site lies over the card, it lies over the ring too.
  const rows = shownRows(card, visible);
  const above = rows.top > visible.top ? rows.top - box.top + OUT : -BADGE;
  const below = rows.bottom < visible.bottom ? box.bottom - rows.bottom + OUT : -BADGE;
  ring.style.clipPath = `inset(${above}px ${-BADGE}px ${below}px)`;
  ring.style.translate = `${box.left - OUT}px ${box.top - OUT}px`;
  ring.style.width = `${box.width + 2 * OUT}px`;
  ring.style.height = `${box.height + 2 * OUT}px`;
}
