// What the library page knows: the place, the rail, the pins of the place, the chosen ones, and the pin in the right
// pane. Elements listen to it; it draws nothing.

import type { BoardId, PinDetail, PinId, RailBoard, RailView, RecordKey } from "../../pkg/pinfold.js";
import { type Changed, CHANNEL } from "../lib/messages.js";
import { hrefOf, type Place, placeOf } from "./place.js";
import { read } from "./reads.js";
import { Selection } from "./selection.js";
import { Windows } from "./windows.js";

/** Changes that come in a burst, as from an import, are answered once. */
const SETTLES = 40;

/** The state of the library page. */
export class Library extends EventTarget {
  place: Place = placeOf(location.hash);
  rail: RailView | undefined;
  detail: PinDetail | undefined;
  /** Why the right pane has nothing to show. */
  detailProblem: unknown;
  opened: "waiting" | "ready" | "failed" = "waiting";
  problem: unknown;
  setAside = 0;
  /** The pin the keys act on. */
  active = 0;

  readonly pins = new Windows(() => this.#say());
  readonly selection = new Selection(() => this.#say());

  #keys = new Map<string, RecordKey>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #moving = false;

  /** Loads the workspace and listens. */
  async open(): Promise<void> {
    addEventListener("hashchange", () => void this.#arrive());
    new BroadcastChannel(CHANNEL).addEventListener("message", (event: MessageEvent<Changed>) => this.#changed(event.data.changed));
    this.opened = "waiting";
    this.#say();
    try {
      const opened = await read("open", "opened");
      this.setAside = opened.set_aside;
      this.opened = "ready";
      await Promise.all([this.#rail(), this.pins.show(this.place), this.#detail()]);
    } catch (problem) {
      this.opened = "failed";
      this.problem = problem;
    }
    this.#say();
  }

  #changed(keys: readonly RecordKey[]): void {
    for (const key of keys) this.#keys.set(`${key.kind}:${key.id}`, key);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#refresh(), SETTLES);
  }

  async #refresh(): Promise<void> {
    const keys = [...this.#keys.values()];
    this.#keys.clear();
    const kept = this.pins.card(this.active)?.id;
    await read({ refresh: { keys } }, "opened");
    await Promise.all([this.#rail(), this.pins.refresh(this.active), this.#detail()]);
    const at = kept === undefined ? -1 : this.pins.indexOf(kept);
    this.active = at >= 0 ? at : Math.max(0, Math.min(this.active, this.pins.total - 1));
    this.#say();
    this.dispatchEvent(new Event("refreshed"));
  }

  async #rail(): Promise<void> {
    this.rail = await read("rail", "rail");
  }

  async #detail(): Promise<void> {
    const pin = this.place.pin;
    if (pin === undefined) {
      this.detail = undefined;
      return;
    }
    try {
      const detail = await read({ detail: { pin } }, "detail");
      if (this.place.pin !== pin) return;
      this.detail = detail;
      this.detailProblem = undefined;
    } catch (problem) {
      this.detail = undefined;
      this.detailProblem = problem;
    }
    this.#say();
  }

  async #arrive(): Promise<void> {
    const before = this.place;
    this.place = placeOf(location.hash);
    const elsewhere = before.view !== this.place.view || before.board !== this.place.board;
    if (elsewhere) {
      this.selection.clear();
      this.active = 0;
    }
    if (!this.#moving && before.pin !== this.place.pin && this.place.pin !== undefined) {
      const at = this.pins.indexOf(this.place.pin);
      if (at >= 0) this.active = at;
    }
    this.#moving = false;
    this.#say();
    if (this.opened !== "ready") return;
    await Promise.all([this.pins.show(this.place), before.pin === this.place.pin ? undefined : this.#detail()]);
    if (elsewhere) this.dispatchEvent(new Event("elsewhere"));
    this.#say();
  }

  /** Goes to a place; `replace` where going back should not come by here, as while typing. */
  go(place: Partial<Place>, how: "push" | "replace" = "push"): void {
    const next = hrefOf({ ...this.place, ...place });
    if (next === hrefOf(this.place)) return;
    if (how === "push") history.pushState(null, "", next);
    else history.replaceState(null, "", next);
    void this.#arrive();
  }

  /** Shows a pin in the right pane without moving the active one. */
  show(pin: PinId | undefined): void {
    this.#moving = true;
    this.go({ pin }, this.place.pin === undefined ? "push" : "replace");
    this.#moving = false;
  }

  /** The board shown. */
  get board(): RailBoard | undefined {
    return this.boardOf(this.place.board);
  }

  boardOf(id: BoardId | undefined): RailBoard | undefined {
    return id === undefined ? undefined : this.rail?.boards.find((board) => board.id === id);
  }

  /** The pins the keys act on: the chosen ones, else the active one. */
  get aimed(): PinId[] {
    if (this.selection.size > 0) return this.selection.ids;
    const card = this.pins.card(this.active);
    return card === undefined ? [] : [card.id];
  }

  /** Something changed that the elements show. */
  say(): void {
    this.#say();
  }

  #say(): void {
    this.dispatchEvent(new Event("change"));
  }
}
