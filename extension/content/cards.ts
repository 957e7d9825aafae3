// Finds the cards of a page: by the selectors of an adapter, or by asking the core once with a skeleton.
// It never watches the page: it looks when a person points, moves or asks.
import { shadowHost, visibleBox } from "./place.js";

/** How the core tells cards: selectors for this address, or the roots in a skeleton. */
export interface Finder {
  selectors(url: string): Promise<string[]>;
  roots(): Promise<Told>;
}

/** What the core told apart: the cards, and all that was looked at. */
export interface Told {
  roots: readonly Element[];
  seen: ReadonlySet<Element>;
}

/** Between two skeletons of one page: a page that goes on is not looked through at every move. */
const AGAIN_AFTER = 3_000;
/** As many cards as the core finds on a page; past them it told nothing apart. */
const MOST_FOUND = 2_000;
/** Smallest picture that gets a button of its own, in CSS pixels on both sides. */
const MIN_PICTURE = 120;
/** Distance of the points at which the window is looked at, in CSS pixels: less than any card is high. */
const GRID = 40;

/** Where no adapter says how cards are found. */
const NONE = ":not(*)";

/** The cards of this page. */
export class Cards {
  /** The address they were asked for. */
  #url = "";
  #selector = NONE;
  #known: Promise<void> | null = null;
  /** Without an adapter: the parents of the roots that were found, each with the looks of its cards. */
  #parents = new Map<ParentNode, Set<string>>();
  /** What looks like them and is none: it was there when the core told them apart. */
  #others = new WeakSet<Element>();
  #looked = -AGAIN_AFTER;
  #looking: Promise<void> = Promise.resolve();

  constructor(private readonly finder: Finder) {}

  /** Asks how cards are found, once for an address: single-page apps change it under the same document. */
  ready(): Promise<void> {
    const url = location.href;
    if (this.#known === null || url !== this.#url) {
      this.#url = url;
      this.#parents.clear();
      this.#looked = -AGAIN_AFTER;
      this.#known = this.finder.selectors(url).then(
        (selectors) => {
          this.#selector = selectors.filter(isSelector).join(",") || NONE;
        },
        () => {
          this.#known = null;
        },
      );
    }
    return this.#known;
  }

  /** They are told in another way from now on. */
  forget(): void {
    this.#url = "";
  }

  /** Whether the address changed since cards were last looked for. */
  moved(): boolean {
    return this.#known !== null && location.href !== this.#url;
  }

  /** The innermost card around `element`, through open shadow roots; only what is already known. */
  around(element: Element): Element | null {
    for (let at: Element | null = element; at !== null; at = shadowHost(at)) {
      const card = at.closest(this.#selector);
      if (card !== null) return card;
      for (let up: Element | null = at; up !== null; up = up.parentElement) if (this.#isCard(up)) return up;
    }
    return null;
  }

  /** Looks for cards where no adapter names any; a page is looked through again only after a while. */
  async look(): Promise<void> {
    await this.ready();
    if (document.querySelector(this.#selector) !== null) return;
    if (performance.now() - this.#looked >= AGAIN_AFTER) {
      this.#looked = performance.now();
      this.#looking = this.#find();
    }
    // Whoever asks meanwhile waits for what is being found.
    await this.#looking;
  }

  async #find(): Promise<void> {
    // What a feed adds later beside a card that looks the same is a card too, without looking again.
    const { roots, seen } = await this.finder.roots().catch((error: unknown) => {
      this.#looked = -AGAIN_AFTER;
      throw error;
    });
    for (const root of roots) {
      const parent = root.parentNode;
      if (parent === null) continue;
      const looks = this.#parents.get(parent) ?? new Set();
      this.#parents.set(parent, looks.add(lookOf(root)));
    }
    this.#others = new WeakSet();
    if (roots.length >= MOST_FOUND) return;
    const cards = new Set(roots);
    for (const alike of this.all()) if (seen.has(alike) && !cards.has(alike)) this.#others.add(alike);
  }

  /** The cards the window shows, in the order of the document; found from a grid of points, so that the
   * length of a feed does not count. */
  onScreen(): Element[] {
    const seen = new Set<Element>();
    for (let y = GRID / 2; y < innerHeight; y += GRID) {
      for (let x = innerWidth / 10; x < innerWidth; x += innerWidth / 5) {
        const at = elementAt(x, y);
        const card = at === null ? null : this.around(at);
        if (card !== null) seen.add(card);
      }
    }
    // Something may lie over the page, as a question about cookies does.
    const cards = seen.size > 0 ? [...seen] : this.all().filter((card) => visibleBox(card) !== null);
    return inOrder(cards);
  }

  /** The card after (`1`) or before (`-1`) `from`; without one, the first that the window shows. */
  beside(from: Element | null, by: 1 | -1): { card: Element; place: number; of: number } | null {
    const all = this.all().filter((card) => card.getClientRects().length > 0);
    const at = from === null ? -1 : all.indexOf(from);
    const shown = all.findIndex((card) => card.getBoundingClientRect().bottom > GRID);
    const next = at === -1 ? Math.max(shown, 0) : at + by;
    const card = all[Math.min(Math.max(next, 0), all.length - 1)];
    return card === undefined ? null : { card, place: all.indexOf(card) + 1, of: all.length };
  }

  #isCard(element: Element): boolean {
    const looks = element.parentNode === null ? undefined : this.#parents.get(element.parentNode);
    return looks?.has(lookOf(element)) === true && !this.#others.has(element);
  }

  /** All cards that the page holds. */
  all(): Element[] {
    const named = document.querySelectorAll(this.#selector);
    if (named.length > 0) return [...named];
    const parents = [...this.#parents.keys()].filter((parent) => parent.isConnected);
    const cards = parents.map((parent) => [...parent.children].filter((child) => this.#isCard(child)));
    // A comment's answers stand in another list, between two comments of its own.
    return cards.length > 1 ? inOrder(cards.flat()) : cards.flat();
  }
}

/** The picture at `element` that is large enough for a button, else `null`. */
export function pictureAt(element: Element): HTMLImageElement | null {
  if (!(element instanceof HTMLImageElement)) return null;
  const { width, height } = element.getBoundingClientRect();
  return width >= MIN_PICTURE && height >= MIN_PICTURE ? element : null;
}

/** What is shown at a point, in open shadow roots too. */
function elementAt(x: number, y: number): Element | null {
  let at = document.elementFromPoint(x, y);
  for (let inner = at; inner !== null; ) {
    at = inner;
    const next: Element | null = at.shadowRoot?.elementFromPoint(x, y) ?? null;
    inner = next === at ? null : next;
  }
  return at;
}

function inOrder(elements: Element[]): Element[] {
  return elements.sort((one, other) => (one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1));
}

/** What cards of one list have in common. */
function lookOf(element: Element): string {
  return `${element.localName} ${element.classList[0] ?? ""}`;
}

function isSelector(text: string): boolean {
  try {
    document.createDocumentFragment().querySelector(text);
    return true;
  } catch {
    return false;
  }
}
