// The pins of a place, a window at a time, kept while they are near. Old windows stay on show until newer ones arrive,
// so that nothing flickers. It never asks for the same window twice at once.

import type { Common, Facets, ListView, PinCard, PinId } from "../../pkg/pinfold.js";
import { hrefOf, listQuery, type Place } from "./place.js";
import { read } from "./reads.js";

/** Cards a window: three screens of a list, and what the core answers within a frame. */
const SIZE = 200;
/** Cards a request when all are wanted: the core's own limit. */
const MOST = 500;
/** Windows kept: more than a person scrolls through before coming back. */
const MAX_KEPT = 60;

/** The pins of one place. */
export class Windows {
  total = 0;
  /** All pins there are. */
  of = 0;
  shapes: readonly number[] = [];
  facets: Facets | undefined;
  common: Common | undefined;
  ignored: readonly string[] = [];
  /** Whether the first answer is there. */
  state: "waiting" | "ready" | "failed" = "waiting";
  problem: unknown;
  /** Counts up whenever other cards are here than before. */
  version = 0;

  readonly #cards = new Map<number, readonly PinCard[]>();
  readonly #asked = new Map<number, Promise<void>>();
  #place: Place | undefined;
  #turn = 0;

  constructor(readonly changed: () => void) {}

  /** Shows another place; what stood before stays until the new answer is there. */
  async show(place: Place): Promise<void> {
    const { pin: _, section: __, layout: ___, ...asked } = place;
    const before = this.#place;
    this.#place = { ...asked } as Place;
    if (before === undefined || hrefOf(before) !== hrefOf(this.#place)) await this.refresh();
  }

  /** Asks again for what is shown. */
  async refresh(around = 0): Promise<void> {
    this.#turn += 1;
    this.#asked.clear();
    const turn = this.#turn;
    try {
      const first = await this.#fetch(0, SIZE);
      if (turn !== this.#turn || first === undefined) return;
      const place = Math.floor(around / SIZE);
      const near = place > 0 && around < first.total ? await this.#fetch(place * SIZE, SIZE) : undefined;
      if (turn !== this.#turn) return;
      this.#cards.clear();
      this.#cards.set(0, first.cards);
      if (near !== undefined) this.#cards.set(place, near.cards);
      this.total = first.total;
      this.of = first.of;
      this.shapes = first.shapes ?? [];
      this.facets = first.facets;
      this.common = first.common;
      this.ignored = first.ignored ?? [];
      this.state = "ready";
      this.version += 1;
    } catch (problem) {
      if (turn !== this.#turn) return;
      this.state = "failed";
      this.problem = problem;
    }
    this.changed();
  }

  async #fetch(offset: number, limit: number): Promise<ListView | undefined> {
    if (this.#place === undefined) return undefined;
    return await read({ list: { query: { ...listQuery(this.#place), offset, limit } } }, "list");
  }

  /** The card at an index, if it is here. */
  card(index: number): PinCard | undefined {
    return this.#cards.get(Math.floor(index / SIZE))?.[index % SIZE];
  }

  /** Where a pin stands, if its window is here. */
  indexOf(pin: PinId): number {
    for (const [window, cards] of this.#cards) {
      const at = cards.findIndex((card) => card.id === pin);
      if (at >= 0) return window * SIZE + at;
    }
    return -1;
  }

  /** Sees to it that the cards from one index to another are here, or on their way. */
  need(from: number, to: number): void {
    const last = Math.min(to, this.total - 1);
    for (let window = Math.floor(Math.max(0, from) / SIZE); window * SIZE <= last; window += 1) {
      if (!this.#cards.has(window) && !this.#asked.has(window)) this.#asked.set(window, this.#load(window));
    }
  }

  async #load(window: number): Promise<void> {
    const turn = this.#turn;
    const view = await this.#fetch(window * SIZE, SIZE).catch(() => undefined);
    if (turn !== this.#turn) return;
    this.#asked.delete(window);
    if (view === undefined) return;
    this.#cards.set(window, view.cards);
    this.version += 1;
    for (const other of this.#cards.keys()) {
      if (this.#cards.size <= MAX_KEPT) break;
      if (other !== window && other !== 0) this.#cards.delete(other);
    }
    this.changed();
  }

  /** The pins from one index to another, both included, in order. */
  async ids(from: number, to: number): Promise<PinId[]> {
    const found: PinId[] = [];
    const last = Math.min(to, this.total - 1);
    for (let at = Math.max(0, from); at <= last; ) {
      const here = this.card(at);
      if (here !== undefined) {
        found.push(here.id);
        at += 1;
        continue;
      }
      const view = await this.#fetch(at, Math.min(MOST, last - at + 1));
      if (view === undefined || view.cards.length === 0) break;
      found.push(...view.cards.map((card) => card.id));
      at += view.cards.length;
    }
    return found;
  }
}
