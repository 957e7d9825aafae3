// The pins of a place as rows or as a board of columns. Only what is near the screen is drawn, and one of it is a stop
// of the Tab key. It decides nothing about pins; moving them is `drag.ts`.

import { html, type TemplateResult } from "lit";
import { customElement, query, state } from "lit/decorators.js";
import { guard } from "lit/directives/guard.js";
import { repeat } from "lit/directives/repeat.js";

import type { PinCard, PinId } from "../../pkg/pinfold.js";
import "../lib/elements/card.js";
import { announce } from "../lib/elements/announcer.js";
import { number } from "../lib/elements/words.js";
import { text } from "../lib/i18n.js";
import { at } from "./at.js";
import { Drag } from "./drag.js";
import { Lasso } from "./lasso.js";
import { beside, type Box, cardHeight, type Direction, gallery, type Laid, type Lines, linesOf, masonry, rows, stretches } from "./layout.js";
import { Part } from "./part.js";
import { chooser, sectionHead } from "./pin-parts.js";
import { hrefOf, isOrdered, type Layout, layoutOf } from "./place.js";
import { Words } from "./words.js";

/** Pixels above and below the screen that are drawn ahead: about one screen, so that scrolling shows no gap. */
const AHEAD = 700;
/** Pixels scrolled before anything is drawn anew. */
const STEP = 240;

/** How a card looks in each layout. */
const LOOKS = { masonry: "board", gallery: "tile", list: "row" } as const;

/** The pins in the middle pane; it scrolls in the pane around it. */
@customElement("pf-pins")
export class PfPins extends Part {
  @state() private laid: Laid = { boxes: [], headings: [], columns: 1, height: 0 };
  @state() private from = 0;
  @state() private to = 0;
  @query(".pins") private frame!: HTMLElement | null;

  readonly drag = new Drag(this);
  readonly #lasso = new Lasso(this);
  #width = 0;
  #key = "";
  readonly #words = new Words();
  #watch: ResizeObserver | undefined;
  #scroller: HTMLElement | undefined;
  #focus = false;
  #topmost = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#scroller = this.closest<HTMLElement>("[data-scroller]") ?? document.documentElement;
    this.#scroller.addEventListener("scroll", this.#see, { passive: true });
    this.#scroller.addEventListener("pointerdown", this.#lasso.down);
    this.#watch = new ResizeObserver(() => (this.clientWidth === this.#width ? this.#see() : this.requestUpdate()));
    this.#watch.observe(this);
    this.#watch.observe(this.#scroller);
    this.library.addEventListener("elsewhere", this.#top);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#scroller?.removeEventListener("scroll", this.#see);
    this.#scroller?.removeEventListener("pointerdown", this.#lasso.down);
    this.#watch?.disconnect();
    this.library.removeEventListener("elsewhere", this.#top);
    this.drag.cancel();
  }

  readonly #top = (): void => {
    const section = this.library.place.section;
    const heading = this.laid.headings.find((one) => one.section === section);
    if (this.#scroller !== undefined) this.#scroller.scrollTop = heading === undefined ? 0 : heading.y + this.offsetTop;
  };

  readonly #see = (): void => {
    const scroller = this.#scroller;
    if (scroller === undefined || this.frame === null) return;
    const top = scroller.getBoundingClientRect().top - this.frame.getBoundingClientRect().top;
    // In steps: most frames of a slow scroll then draw nothing at all.
    this.from = Math.floor((top - AHEAD) / STEP) * STEP;
    this.to = Math.ceil((top + scroller.clientHeight + AHEAD) / STEP) * STEP;
    this.#topmost = top;
  };

  get layout(): Layout {
    return layoutOf(this.library.place);
  }

  protected override willUpdate(): void {
    const { pins, place } = this.library;
    this.#width = this.clientWidth;
    const parts = stretches(this.library.board, pins.total, isOrdered(place));
    const { layout } = this;
    const key = [layout, this.#width, pins.total, JSON.stringify(parts), layout === "list" ? "" : pins.version].join("|");
    if (key === this.#key || this.#width === 0) return;
    const kept = this.#anchor();
    this.#key = key;
    this.#words.like(this);
    const shape = (index: number): number => pins.shapes[index] ?? 0;
    if (layout === "list") this.laid = rows(parts, this.#width);
    else if (layout === "gallery") this.laid = gallery(parts, this.#width, shape);
    else this.laid = masonry(parts, this.#width, (index, width) => cardHeight(shape(index), width, this.#linesAt(index, width)));
    if (kept !== undefined) this.#restore(kept);
  }

  /** The first pin on the screen and how far it stands from the top, to keep it there. */
  #anchor(): { pin: PinId; offset: number } | undefined {
    const top = this.#topmost;
    if (top <= 0) return undefined;
    const index = this.laid.boxes.findIndex((box) => box.y + box.height > top);
    const card = this.library.pins.card(index);
    const box = this.laid.boxes[index];
    return card === undefined || box === undefined ? undefined : { pin: card.id, offset: box.y - top };
  }

  #restore(kept: { pin: PinId; offset: number }): void {
    const box = this.laid.boxes[this.library.pins.indexOf(kept.pin)];
    if (box === undefined || this.#scroller === undefined) return;
    const moved = box.y - kept.offset - this.#topmost;
    if (Math.abs(moved) > 1) void this.updateComplete.then(() => this.#scroller?.scrollBy(0, moved));
  }

  #linesAt(index: number, width: number): Lines {
    return linesOf(this.library.pins.card(index), width, (words) => this.#words.width(words));
  }

  protected override updated(): void {
    if (this.to === 0) this.#see();
    if (!this.#focus) return;
    const link = this.frame?.querySelector<HTMLElement>(`[data-index="${this.library.active}"] .pf-card-words`);
    if (link === null || link === undefined) return;
    this.#focus = false;
    link.focus({ preventScroll: true });
  }

  /** Makes a pin the active one, shows it and gives it the focus. */
  activate(index: number, how: "focus" | "keep" = "focus"): void {
    const total = this.library.pins.total;
    if (total === 0) return;
    this.library.active = Math.max(0, Math.min(total - 1, index));
    const box = this.laid.boxes[this.library.active];
    const scroller = this.#scroller;
    if (box !== undefined && scroller !== undefined && this.frame !== null) {
      const edge = this.frame.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
      const top = edge + box.y;
      if (top < 72) scroller.scrollBy(0, top - 72);
      else if (top + box.height > scroller.clientHeight - 16) scroller.scrollBy(0, Math.min(top - 72, top + box.height - scroller.clientHeight + 16));
      this.#see();
    }
    this.#focus = how === "focus";
    this.library.say();
  }

  /** The pins that a rectangle of this element touches, physical pixels from its left edge. */
  within(box: Box): number[] {
    const turned = getComputedStyle(this).direction === "rtl";
    return this.laid.boxes.flatMap((one, index) => {
      const x = turned ? this.#width - one.x - one.width : one.x;
      const apart = x > box.x + box.width || x + one.width < box.x || one.y > box.y + box.height || one.y + one.height < box.y;
      return apart ? [] : [index];
    });
  }

  /** The pin beside the active one in a direction. */
  beside(direction: Direction): number {
    const from = this.library.active;
    const spread = this.layout !== "list";
    const turned = getComputedStyle(this).direction === "rtl" && spread;
    return spread ? beside(this.laid.boxes, from, direction, turned) : from + (direction === "up" || direction === "left" ? -1 : 1);
  }

  readonly #clicked = (event: MouseEvent, card: PinCard, index: number): void => {
    const { selection } = this.library;
    if (event.shiftKey) {
      event.preventDefault();
      void this.range(index);
    } else if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      selection.toggle(card.id, index);
    } else {
      event.preventDefault();
      this.library.active = index;
      this.library.show(card.id);
    }
  };

  /** Chooses everything between the last pin chosen and this one. */
  async range(to: number): Promise<void> {
    const { selection, pins } = this.library;
    const ids = await pins.ids(Math.min(selection.anchor, to), Math.max(selection.anchor, to));
    selection.add(ids);
    this.library.active = to;
    announce(text("library_chosen", number(selection.size)));
  }

  protected override render(): unknown {
    const { boxes, headings, height } = this.laid;
    const near = (box: Box): boolean => box.y + box.height > this.from && box.y < this.to;
    const shown: number[] = [];
    boxes.forEach((box, index) => {
      if (near(box) || index === this.library.active) shown.push(index);
    });
    const first = shown[0];
    if (first !== undefined) this.library.pins.need(first, shown.at(-1) ?? first);
    const rtl = getComputedStyle(this).direction === "rtl";
    const put = (box: Box): Box => (rtl ? { ...box, x: -box.x } : box);
    return html`<div class="pins" ${at({ x: 0, y: 0, width: this.#width, height })} @pointerdown=${this.drag.down}>
      ${headings.filter(near).map((one) => sectionHead(one, put(one)))}
      <ul aria-label=${text("library_pins")} data-layout=${this.layout}>
        ${repeat(
          shown,
          (index) => this.library.pins.card(index)?.id ?? index,
          (index) => this.#item(index, put(boxes[index] as Box)),
        )}
      </ul>
      <div class="drop-line" hidden></div>
    </div>`;
  }

  #item(index: number, box: Box): TemplateResult {
    const { pins, place, selection, active } = this.library;
    const card = pins.card(index);
    if (card === undefined) return html`<li class="waiting" aria-hidden="true" ${at(box)}></li>`;
    const lines = this.layout === "masonry" ? this.#linesAt(index, box.width) : { words: 1, below: 1, chips: true };
    const chosen = selection.has(card.id);
    return html`<li
      ${at(box, { words: lines.words, below: lines.below })}
      class=${chosen ? "chosen" : ""}
      data-index=${index}
      data-pin=${card.id}
      ?data-open=${place.pin === card.id}
      ?data-active=${index === active}
      aria-setsize=${pins.total}
      aria-posinset=${index + 1}
      @click=${(event: MouseEvent) => (event.target as Element).closest(".pf-card-words") !== null && this.#clicked(event, card, index)}
      @focusin=${() => {
        this.library.active = index;
        this.requestUpdate();
      }}
    >
      <pf-card
        look=${LOOKS[this.layout]}
        .card=${card}
        .href=${hrefOf({ ...place, pin: card.id })}
        .stop=${index === active ? "tab" : "none"}
        .controls=${guard([card, chosen, index, index === active], () => chooser(card, chosen, index === active, (range) => (range ? void this.range(index) : selection.toggle(card.id, index))))}
      ></pf-card>
    </li>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "pf-pins": PfPins;
  }
}
