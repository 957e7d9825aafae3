// The pins that are chosen, and where a range begins. It knows ids only, so that a choice outlives every reload.

import type { PinId } from "../../pkg/pinfold.js";

/** The pins that are chosen. */
export class Selection {
  #ids = new Set<PinId>();
  /** Where a range begins. */
  anchor = 0;

  constructor(readonly changed: () => void) {}

  get size(): number {
    return this.#ids.size;
  }

  /** In the order they were chosen. */
  get ids(): PinId[] {
    return [...this.#ids];
  }

  has(pin: PinId): boolean {
    return this.#ids.has(pin);
  }

  toggle(pin: PinId, index: number): void {
    if (!this.#ids.delete(pin)) this.#ids.add(pin);
    this.anchor = index;
    this.changed();
  }

  add(pins: Iterable<PinId>): void {
    for (const pin of pins) this.#ids.add(pin);
    this.changed();
  }

  replace(pins: Iterable<PinId>): void {
    this.#ids = new Set(pins);
    this.changed();
  }

  clear(): void {
    if (this.#ids.size === 0) return;
    this.#ids.clear();
    this.changed();
  }
}
