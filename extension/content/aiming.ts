// Pointing at parts of a page, with the pointer or with keys alone. A layer of ours lies over the page, so that neither its
// links nor its own handlers hear of it; the page is only looked at.
import { make } from "./make.js";
import type { Overlay } from "./overlay.js";

/** What comes of pointing. */
export interface Aims {
  moved(element: Element | null): void;
  taken(element: Element): void;
  left(): void;
}

/** What must not reach the page from our layer. */
const EVENTS = ["pointerdown", "pointerup", "mousedown", "mouseup", "click", "auxclick", "dblclick", "contextmenu", "touchstart", "touchend", "dragstart"] as const;
/** How many pieces of text an arrow with Shift passes. */
const STRIDE = 10;
/** Pieces looked at on the way to the next that can be seen: pages hide long menus. */
const MOST_HIDDEN = 5_000;

/** Points at one element at a time. */
export class Aiming {
  readonly shield = make("div", { className: "teach-shield" });
  readonly box = make("div", { className: "teach-box" });
  /** Whether the last move was made with a key. */
  byKey = false;
  #at: Element | null = null;
  #under: Element | null = null;
  #narrower: Element[] = [];
  #isOn = false;
  #signals: AbortController | undefined;

  constructor(
    private readonly overlay: Overlay,
    private readonly keys: HTMLElement,
    private readonly aims: Aims,
  ) {
    for (const kind of EVENTS) {
      this.shield.addEventListener(kind, (event) => {
        event.stopPropagation();
        event.preventDefault();
      }, { passive: false });
    }
    this.shield.addEventListener("pointermove", (event) => event.isTrusted && this.#point(event.clientX, event.clientY));
    this.shield.addEventListener("click", (event) => {
      if (!event.isTrusted) return;
      this.#point(event.clientX, event.clientY);
      if (this.#isOn && this.#at !== null) this.aims.taken(this.#at);
    });
    this.shield.addEventListener("wheel", (event) => this.#scroll(event), { passive: true });
    this.keys.addEventListener("keydown", (event) => this.#key(event));
  }

  /** Begins anew at nothing. */
  start(): void {
    this.rest();
    this.#isOn = true;
    this.shield.dataset["aiming"] = "";
    this.#signals = new AbortController();
    const { signal } = this.#signals;
    for (const kind of ["scroll", "resize"]) addEventListener(kind, () => this.#draw(), { capture: true, passive: true, signal });
  }

  /** Points at nothing; the layer stays. */
  rest(): void {
    this.#signals?.abort(null);
    this.#isOn = false;
    delete this.shield.dataset["aiming"];
    this.#under = null;
    this.byKey = false;
    this.#go(null);
  }

  /** Ends it. */
  stop(): void {
    this.rest();
  }

  #point(x: number, y: number): void {
    if (!this.#isOn) return;
    const under = this.#hit(x, y);
    // A hand that rests must not undo what the keys chose.
    if (under === this.#under) return;
    this.#under = under;
    this.byKey = false;
    this.#go(under);
  }

  #hit(x: number, y: number): Element | null {
    const first = (all: Element[]) => all.find((one) => !this.overlay.owns(one)) ?? null;
    let at = first(document.elementsFromPoint(x, y));
    for (let inner = at; inner?.shadowRoot; at = inner) {
      const deeper: Element | null = inner.shadowRoot.elementFromPoint(x, y);
      if (deeper === null || deeper === inner) break;
      inner = deeper;
    }
    return at === document.documentElement || at === document.body ? null : at;
  }

  #key(event: KeyboardEvent): void {
    if (!event.isTrusted || !this.#isOn) return;
    if (event.key === "Enter" && this.#at !== null) {
      event.preventDefault();
      return this.aims.taken(this.#at);
    }
    const steps = event.shiftKey ? STRIDE : 1;
    const way = { ArrowUp: "wider", ArrowDown: "narrower", ArrowRight: "next", ArrowLeft: "previous" }[event.key];
    if (way === undefined) return;
    event.preventDefault();
    this.byKey = true;
    if (way === "wider") this.#wider();
    else if (way === "narrower") this.#narrow();
    else this.#step(way === "next" ? 1 : -1, steps);
  }

  #wider(): void {
    const wider = this.#at?.parentElement ?? null;
    if (this.#at === null || wider === null || wider === document.body || wider === document.documentElement) return;
    this.#go(wider, [...this.#narrower, this.#at]);
  }

  #narrow(): void {
    const last = this.#narrower.at(-1);
    const next = last ?? [...(this.#at?.children ?? [])].find(isSeen);
    if (next !== undefined) this.#go(next, this.#narrower.slice(0, -1));
  }

  /** On to the next pieces of text, in the order of the page; at first to the first one in the window. */
  #step(way: 1 | -1, steps: number): void {
    const pieces = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT);
    let found: Element | undefined;
    if (this.#at === null) {
      for (let left = MOST_HIDDEN; left > 0 && pieces.nextNode() !== null; left -= 1) {
        const one = pieces.currentNode as Element;
        if (isPiece(one) && one.getBoundingClientRect().bottom > 0) {
          found = one;
          break;
        }
      }
    } else {
      pieces.currentNode = this.#at;
      for (let [left, step] = [MOST_HIDDEN, 0]; left > 0 && step < steps; left -= 1) {
        if ((way === 1 ? pieces.nextNode() : pieces.previousNode()) === null) break;
        const one = pieces.currentNode as Element;
        if (isPiece(one)) {
          found = one;
          step += 1;
        }
      }
    }
    if (found === undefined) return;
    this.#go(found);
    found.scrollIntoView({ block: "center", inline: "nearest" });
    this.#draw();
  }

  #go(at: Element | null, narrower: Element[] = []): void {
    this.#at = at;
    this.#narrower = narrower;
    this.#draw();
    if (this.#isOn) this.aims.moved(at);
  }

  #draw(): void {
    const at = this.#at;
    this.box.hidden = at === null || !at.isConnected;
    if (at === null) return;
    const { left, top, width, height } = at.getBoundingClientRect();
    this.box.style.translate = `${left - 2}px ${top - 2}px`;
    this.box.style.width = `${width + 4}px`;
    this.box.style.height = `${height + 4}px`;
  }

  /** What is under our layer scrolls as if the layer were not there; the window does so by itself. */
  #scroll(event: WheelEvent): void {
    for (let at = this.#hit(event.clientX, event.clientY); at !== null; at = at.parentElement) {
      const overflows = at.scrollHeight > at.clientHeight + 1 && at !== document.scrollingElement;
      if (overflows && /auto|scroll/u.test(getComputedStyle(at).overflowY)) return at.scrollBy(event.deltaX, event.deltaY);
    }
  }
}

/** Whether an element can be seen and has words of its own, or is a picture. */
function isPiece(element: Element): boolean {
  const says = [...element.childNodes].some((node) => node instanceof Text && node.data.trim() !== "");
  return (says || element.localName === "img" || element.localName === "time") && !isSilent(element) && isSeen(element);
}

const isSilent = (element: Element): boolean => ["script", "style", "noscript", "template", "option"].includes(element.localName);

function isSeen(element: Element): boolean {
  const { width, height } = element.getBoundingClientRect();
  return width > 1 && height > 1 && element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
}
