// Moving pins with the pointer: a line shows where they will stand, boards and tags in the rail light up. Nothing moves
// until the pointer is let go; Escape lets everything stand as it was.

import type { BoardId, PinId, SectionId, Spot } from "../../pkg/pinfold.js";
import { text } from "../lib/i18n.js";
import { counted } from "../lib/elements/words.js";
import { edit } from "./edits.js";
import { GAP } from "./layout.js";
import type { PfPins } from "./pins.js";
import { isOrdered } from "./place.js";

/** Pixels before a press becomes a move. */
const THRESHOLD = 6;
/** Pixels from an edge at which the list scrolls along. */
const EDGE = 56;
/** How thick the line is that shows where pins would stand. */
const LINE = 3;

/** Where pins would go. */
type Goal =
  | { readonly kind: "spot"; readonly section: SectionId | undefined; readonly spot: Spot }
  | { readonly kind: "board"; readonly board: BoardId; readonly name: string }
  | { readonly kind: "tag"; readonly tag: string };

/** Moves pins of one list with the pointer. */
export class Drag {
  #start: { x: number; y: number; pin: PinId } | undefined;
  #pins: PinId[] = [];
  #goal: Goal | undefined;
  #ghost: HTMLElement | undefined;
  #lit: Element | undefined;
  #point = { x: 0, y: 0 };
  #frame = 0;

  constructor(readonly list: PfPins) {}

  readonly down = (event: PointerEvent): void => {
    const target = event.target as Element;
    const item = target.closest<HTMLElement>("li[data-pin]");
    if (event.button !== 0 || event.pointerType === "touch" || item === null || target.closest("label, button") !== null) return;
    this.#start = { x: event.clientX, y: event.clientY, pin: item.dataset["pin"] as PinId };
    addEventListener("pointermove", this.#move);
    addEventListener("pointerup", this.#up);
    addEventListener("pointercancel", this.cancel);
    addEventListener("keydown", this.#key, true);
  };

  readonly #key = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || this.#ghost === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    this.cancel();
  };

  readonly #move = (event: PointerEvent): void => {
    if (this.#start === undefined) return;
    this.#point = { x: event.clientX, y: event.clientY };
    if (this.#ghost === undefined) {
      if (Math.hypot(event.clientX - this.#start.x, event.clientY - this.#start.y) < THRESHOLD) return;
      this.#begin(this.#start.pin);
    }
    event.preventDefault();
    this.#aim();
  };

  #begin(pin: PinId): void {
    const { selection } = this.list.library;
    this.#pins = selection.has(pin) ? selection.ids : [pin];
    const ghost = document.createElement("div");
    ghost.className = "drag-ghost";
    ghost.textContent = counted("count_pins", this.#pins.length);
    document.body.append(ghost);
    document.body.classList.add("dragging");
    getSelection()?.removeAllRanges();
    this.#ghost = ghost;
    this.#scroll();
  }

  #scroll(): void {
    this.#frame = requestAnimationFrame(() => {
      const scroller = this.list.closest<HTMLElement>("[data-scroller]");
      if (scroller !== null && this.#ghost !== undefined) {
        const { top, bottom, left, right } = scroller.getBoundingClientRect();
        const inside = this.#point.x > left && this.#point.x < right;
        if (inside && this.#point.y < top + EDGE) scroller.scrollBy(0, -12);
        else if (inside && this.#point.y > bottom - EDGE) scroller.scrollBy(0, 12);
      }
      if (this.#ghost !== undefined) this.#scroll();
    });
  }

  #aim(): void {
    const { x, y } = this.#point;
    this.#ghost?.style.setProperty("transform", `translate(${x + 12}px, ${y + 12}px)`);
    const under = document.elementFromPoint(x, y);
    const drop = under?.closest<HTMLElement>("[data-drop]") ?? undefined;
    this.#lit?.classList.remove("drop-here");
    this.#lit = drop;
    drop?.classList.add("drop-here");
    if (drop !== undefined) {
      this.#line(undefined);
      const { drop: kind, id = "", name = "" } = drop.dataset;
      this.#goal = kind === "tag" ? { kind: "tag", tag: id } : { kind: "board", board: id, name };
      return;
    }
    this.#goal = isOrdered(this.list.library.place) && !this.list.library.board?.query ? this.#spot(under) : undefined;
  }

  #spot(under: Element | null | undefined): Goal | undefined {
    const head = under?.closest<HTMLElement>(".section-head");
    if (head) {
      this.#line(head.getBoundingClientRect(), "end");
      return { kind: "spot", section: head.dataset["section"], spot: "first" };
    }
    const item = under?.closest<HTMLElement>("li[data-pin]") ?? this.#nearest();
    const pin = item?.dataset["pin"];
    if (item == null || pin === undefined || this.#pins.includes(pin)) {
      this.#line(undefined);
      return undefined;
    }
    const box = item.getBoundingClientRect();
    const after = this.#across ? this.#point.x > box.left + box.width / 2 !== this.#turned : this.#point.y > box.top + box.height / 2;
    this.#line(box, after ? "end" : "start");
    const section = this.list.library.pins.card(Number(item.dataset["index"]))?.section;
    return { kind: "spot", section, spot: after ? { after: pin } : { before: pin } };
  }

  #nearest(): HTMLElement | undefined {
    const { x, y } = this.#point;
    const around = this.list.getBoundingClientRect();
    if (x < around.left || x > around.right) return undefined;
    let best: HTMLElement | undefined;
    let distance = Infinity;
    for (const item of this.list.querySelectorAll<HTMLElement>("li[data-pin]")) {
      const box = item.getBoundingClientRect();
      const away = Math.hypot(Math.max(box.left - x, 0, x - box.right), Math.max(box.top - y, 0, y - box.bottom));
      if (away < distance) [best, distance] = [item, away];
    }
    return best;
  }

  #line(box: DOMRect | undefined, edge: "start" | "end" = "start"): void {
    const line = this.list.querySelector<HTMLElement>(".drop-line");
    const frame = this.list.querySelector(".pins")?.getBoundingClientRect();
    if (line === null || frame === undefined) return;
    line.hidden = box === undefined;
    if (box === undefined) return;
    if (this.#across) {
      const x = ((edge === "start") === this.#turned ? box.right + GAP / 2 : box.left - GAP / 2) - frame.left - 1;
      this.#draw(line, x, box.top - frame.top, LINE, box.height);
      return;
    }
    const gap = this.list.layout === "masonry" ? GAP / 2 : 0;
    const y = (edge === "start" ? box.top - gap : box.bottom + gap) - frame.top - 1;
    this.#draw(line, box.left - frame.left, y, box.width, LINE);
  }

  #draw(line: HTMLElement, x: number, y: number, width: number, height: number): void {
    line.style.setProperty("width", `${width}px`);
    line.style.setProperty("height", `${height}px`);
    line.style.setProperty("transform", `translate(${x}px, ${y}px)`);
  }

  /** Whether pins follow each other across and not down. */
  get #across(): boolean {
    return this.list.layout === "gallery";
  }

  get #turned(): boolean {
    return getComputedStyle(this.list).direction === "rtl";
  }

  readonly #up = (): void => {
    const [goal, pins, moved] = [this.#goal, this.#pins, this.#ghost !== undefined];
    this.cancel();
    if (!moved) return;
    // The press would otherwise end as a click that opens the pin.
    addEventListener("click", stop, { capture: true, once: true });
    setTimeout(() => removeEventListener("click", stop, true));
    if (goal !== undefined) void this.#drop(goal, pins);
  };

  async #drop(goal: Goal, pins: PinId[]): Promise<void> {
    const { library } = this.list;
    const many = counted("count_pins", pins.length);
    if (goal.kind === "tag") {
      await edit({ pins_tag: { pins, add: [goal.tag], remove: [] } }, text("library_tagged", many, goal.tag));
    } else if (goal.kind === "board") {
      await edit({ pins_place: { pins, board: goal.board, spot: "last" } }, text("library_placed", many, goal.name));
    } else if (library.place.board !== undefined) {
      const { section, spot } = goal;
      await edit({ pins_place: { pins, board: library.place.board, ...(section === undefined ? {} : { section }), spot } }, text("library_moved", many));
    }
  }

  readonly cancel = (): void => {
    removeEventListener("pointermove", this.#move);
    removeEventListener("pointerup", this.#up);
    removeEventListener("pointercancel", this.cancel);
    removeEventListener("keydown", this.#key, true);
    cancelAnimationFrame(this.#frame);
    this.#line(undefined);
    this.#lit?.classList.remove("drop-here");
    this.#ghost?.remove();
    document.body.classList.remove("dragging");
    this.#start = this.#goal = this.#ghost = this.#lit = undefined;
  };
}

function stop(event: Event): void {
  event.preventDefault();
  event.stopPropagation();
}
