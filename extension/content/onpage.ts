// What a switched-on site gets: the button under the pointer, the keys, the selection bar, the marks. All of it
// hangs on the document's own events; nothing watches the page, and nothing grows with a feed.
import type { Aim, Annotation, PageView, PinId } from "../../pkg/pinfold.js";
import { PinButton } from "./button.js";
import { type Cards, pictureAt } from "./cards.js";
import { Marks } from "./marks.js";
import type { Overlay } from "./overlay.js";
import { paint, paintWords, unpaint } from "./paint.js";
import type { Pinning } from "./pinning.js";
import { type Selected, SelectionBar, type SelectionDeed } from "./selection.js";
import { words } from "./words.js";

/** How long the pointer must rest on a card: less, and every card it crosses would flash. */
const REST = 90;
/** How long it must rest where no card is known before the page is looked through. */
const LONG_REST = 350;
/** How long a finger must rest. */
const PRESS = 500;
/** How long a scroll must have ended before what is now on the screen is recognised. */
const SETTLED = 300;
/** Most cards recognised at once: as many as a screen shows. */
const RECOGNISED = 12;

/** The button, the keys, the bar and the marks on one page. */
export class OnPage {
  readonly #button: PinButton;
  readonly #marks: Marks;
  readonly #bar: SelectionBar;
  #off: AbortController | null = null;
  #rest = 0;
  #settle = 0;
  #frame = 0;
  #keyed: Element | null = null;
  /** Whether anything of this page is pinned: only then are cards recognised unasked. */
  #hasPins = false;
  #notes: Annotation[] = [];

  constructor(
    private readonly overlay: Overlay,
    private readonly cards: Cards,
    private readonly pinning: Pinning,
  ) {
    this.#marks = new Marks(overlay);
    this.#button = new PinButton(overlay, {
      pin: (card) => void this.#pin(card),
      open: (card) => void pinning.open(card),
      pinPicture: (picture) => void this.#pinPicture(picture),
      switchOff: () => void this.#switchOff(),
    });
    this.#bar = new SelectionBar(overlay, (deed, selected) => void this.#selection(deed, selected));
  }

  /** Whether it has started. */
  get isOn(): boolean {
    return this.#off !== null;
  }

  /** Starts, with what is pinned of this page. */
  start({ pins, annotations }: PageView): void {
    if (this.#off !== null) return;
    this.#off = new AbortController();
    const { signal } = this.#off;
    const quiet = { capture: true, passive: true, signal };
    document.addEventListener("pointerover", (event) => this.#over(event), quiet);
    document.addEventListener("pointerdown", (event) => this.#press(event), quiet);
    document.addEventListener("focusin", (event) => this.#focused(event), quiet);
    document.addEventListener("pointerup", () => setTimeout(() => this.#bar.update()), quiet);
    document.addEventListener("keyup", (event) => event.shiftKey && this.#bar.update(), quiet);
    document.addEventListener("selectionchange", () => document.getSelection()?.isCollapsed && this.#bar.hide(), quiet);
    document.addEventListener("scroll", () => this.#scrolled(), quiet);
    window.addEventListener("resize", () => this.#scrolled(), quiet);
    window.addEventListener("keydown", (event) => this.key(event, event.composedPath()[0]), { capture: true, signal });
    this.#notes = annotations;
    this.#hasPins = pins.length > 0;
    if (this.#hasPins) this.#recogniseSoon();
  }

  /** Stops, and takes off what it drew. */
  stop(): void {
    this.#off?.abort(null);
    this.#off = null;
    clearTimeout(this.#rest);
    clearTimeout(this.#settle);
    this.#button.hide();
    this.#bar.hide();
    this.#unkey();
    this.#marks.clear();
    unpaint();
  }

  /** It is known now whether `card` is pinned. */
  known(card: Element, pin: PinId | null): void {
    if (this.#off === null) return;
    if (pin !== null) this.#hasPins = true;
    this.#marks.pinned(card, pin !== null);
    for (const { target } of this.#notes.filter((note) => note.pin === pin)) {
      if (target !== "whole" && "quote" in target) paintWords(card, target.quote.exact);
    }
    if (this.#button.card === card) this.#button.state(pin !== null);
  }

  /** Goes to the next or previous card. */
  async go(by: 1 | -1): Promise<void> {
    this.#moved();
    await this.cards.look();
    const from = this.#keyed?.isConnected ? this.#keyed : null;
    const next = this.cards.beside(from, by);
    if (next === null) return this.pinning.say(words("no_card"));
    this.#keyed = next.card;
    next.card.scrollIntoView({ block: "center", behavior: "instant" });
    this.#marks.here(next.card);
    const pinned = Boolean(this.pinning.pinOf(next.card));
    this.#button.show(next.card, null, pinned, words(pinned ? "card_pinned" : "card", [String(next.place), String(next.of)]));
    this.#button.focus();
    await this.pinning.recognise(next.card);
  }

  /** Pins the card the keys or the pointer are at. */
  async pinHere(): Promise<void> {
    const active = document.activeElement;
    const focused = active === null || this.overlay.owns(active) ? null : this.cards.around(active);
    const card = this.#button.card ?? (this.#keyed?.isConnected ? this.#keyed : null) ?? focused;
    if (card === null) return this.pinning.say(words("no_card_here"));
    await this.#pin(card);
  }

  #over(event: PointerEvent): void {
    if (!event.isTrusted || event.pointerType === "touch" || this.overlay.owns(event.target)) return;
    const at = event.composedPath()[0];
    if (at instanceof Element) this.point(at);
  }

  #focused(event: FocusEvent): void {
    const at = event.composedPath()[0];
    if (event.isTrusted && at instanceof Element && !this.overlay.owns(event.target)) this.point(at);
  }

  #press(event: PointerEvent): void {
    if (!event.isTrusted || this.overlay.owns(event.target)) return;
    clearTimeout(this.#rest);
    this.#button.closeMenu();
    const at = event.composedPath()[0];
    if (event.pointerType !== "touch" || !(at instanceof Element)) return;
    this.point(at, PRESS);
    const still = new AbortController();
    const stop = () => {
      clearTimeout(this.#rest);
      still.abort(null);
    };
    for (const end of ["pointerup", "pointercancel"]) document.addEventListener(end, stop, { capture: true, signal: still.signal });
  }

  /** The pointer or the focus is at `at`, and stands there after `rest`. */
  point(at: Element, rest = REST): void {
    if (this.#off === null || !this.pinning.lives()) return;
    this.#moved();
    clearTimeout(this.#rest);
    void this.cards.ready();
    const card = this.cards.around(at);
    const target = card ?? pictureAt(at);
    if (target !== null && target === this.#button.card) return this.#button.show(target, pictureAt(at), Boolean(this.pinning.pinOf(target)));
    // A hand on the pointer is no longer at the keys.
    if (this.#keyed !== null && target !== this.#keyed) this.#unkey();
    if (this.#button.card !== null) this.#button.leave();
    this.#rest = window.setTimeout(() => void this.#arrive(at), target === null ? Math.max(LONG_REST, rest) : rest);
  }

  async #arrive(at: Element): Promise<void> {
    const picture = pictureAt(at);
    let card = this.cards.around(at);
    if (card === null) {
      await this.cards.look();
      card = this.cards.around(at);
    }
    const target = card ?? picture;
    if (target === null || !target.isConnected || this.#off === null) return;
    this.#button.show(target, picture, Boolean(this.pinning.pinOf(target)));
    if (card !== null) await this.pinning.recognise(card);
  }

  /** A key was pressed at `at`. */
  key(event: KeyboardEvent, at: EventTarget | undefined): void {
    if (this.#off === null || !event.isTrusted || !event.altKey || !event.shiftKey || event.ctrlKey || event.metaKey || event.isComposing) return;
    if (at instanceof HTMLElement && !this.overlay.owns(event.target) && (at.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/u.test(at.tagName))) return;
    // The place of the key, not its letter: with Alt many layouts write something else there.
    const deed = { KeyJ: () => this.go(1), KeyK: () => this.go(-1), KeyP: () => this.pinHere() }[event.code];
    if (deed === undefined) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (this.pinning.lives()) void deed();
  }

  #scrolled(): void {
    this.#bar.hide();
    if (this.#frame === 0 && (this.#marks.some || this.#button.card !== null)) {
      this.#frame = requestAnimationFrame(() => {
        this.#frame = 0;
        this.#marks.place();
        this.#button.place();
      });
    }
    if (this.#hasPins) this.#recogniseSoon();
  }

  #recogniseSoon(): void {
    clearTimeout(this.#settle);
    this.#settle = window.setTimeout(async () => {
      await this.cards.ready();
      // Without an adapter nobody has looked for cards yet, as after a reload.
      if (this.cards.onScreen().length === 0) await this.cards.look();
      for (const card of this.cards.onScreen().slice(0, RECOGNISED)) await this.pinning.recognise(card);
    }, SETTLED);
  }

  #unkey(): void {
    this.#keyed = null;
    this.#marks.here(null);
  }

  /** A single-page app may have put another page under us. */
  #moved(): void {
    if (!this.cards.moved()) return;
    this.#unkey();
    this.#marks.clear();
    this.#button.hide();
    if (this.#hasPins) this.#recogniseSoon();
  }

  async #pin(card: Element): Promise<void> {
    if (card instanceof HTMLImageElement && this.cards.around(card) === null) return this.#pinPicture(card);
    this.#button.busy(true);
    await this.pinning.pin(card, "card").finally(() => this.#button.busy(false));
  }

  async #pinPicture(picture: HTMLImageElement): Promise<void> {
    const aim: Aim = { image: { url: picture.currentSrc || picture.src, alt: picture.alt } };
    await this.pinning.pin(this.cards.around(picture) ?? picture.closest("figure") ?? picture, aim);
  }

  async #selection(deed: SelectionDeed, { text, prefix, suffix, range }: Selected): Promise<void> {
    const at = range.commonAncestorContainer;
    const element = at instanceof Element ? at : at.parentElement;
    const card = element === null ? null : this.cards.around(element);
    if ((await this.pinning.pin(card, { selection: { text, prefix, suffix } }, deed === "pin" ? "plain" : deed)) && deed !== "pin") paint(range);
  }

  async #switchOff(): Promise<void> {
    if (!(await this.pinning.switchOff())) return;
    this.stop();
    this.pinning.say(words("switched_off", [location.host]));
  }
}
