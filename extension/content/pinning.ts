// From a click to a stored pin and a line that says so. It knows what is pinned of the cards it has seen.
import type { Aim, AnnotationId, Captured, ChangeId, EditorView, PinId } from "../../pkg/pinfold.js";
import { ask, AskError, failureOf, payload, pinWishes, tell } from "../lib/core.js";
import { failureText } from "../lib/i18n.js";
import { newId } from "../lib/ids.js";
import type { Wish } from "../lib/messages.js";
import { wish } from "../lib/wish.js";
import { PageEditor } from "./editor.js";
import type { Overlay } from "./overlay.js";
import { snapshotCard, snapshotPage } from "./snapshot.js";
import type { Toast } from "./toast.js";
import { words } from "./words.js";

/** Whether selected words are marked, and written on. */
type Mark = "plain" | "highlight" | "note";

/** What was stored. */
interface Stored {
  change: ChangeId;
  pin: PinId;
  captured: Captured;
  editor: EditorView;
  /** Whether the panel is open on it. */
  inPanel: boolean;
}

/** How a card looked when it was asked about: feeds put other posts into the same element. */
interface Seen {
  look: string;
  pin: PinId | null;
}

/** How long the line about a reload stays before all of ours is off the page. */
const READ = 10_000;
/** Characters of a card's text that tell it from others. */
const LOOK = 200;

/** Pins cards, words and pictures of this page. */
export class Pinning {
  readonly #seen = new WeakMap<Element, Seen>();
  readonly #editor: PageEditor;
  /** Read now: once the extension is gone its texts are too. */
  readonly #reload = words("reload");

  constructor(
    private readonly overlay: Overlay,
    private readonly toast: Toast,
    /** Called when it is known whether a card is pinned. */
    private readonly known: (card: Element, pin: PinId | null) => void,
    /** Called when the extension this script belongs to is gone. */
    private readonly gone: () => void,
  ) {
    this.#editor = new PageEditor(overlay, {
      edit: async (command) => (await ask({ edit: { change: newId(), command } }, "stored")).change,
      suggest: async (typed) => (await ask({ tags_for: { typed } }, "tags")).map((tag) => tag.path),
      newId,
    });
  }

  /** Whether the extension this script belongs to is still there; if not, everything but a line about it goes. */
  lives(): boolean {
    if (chrome.runtime?.id !== undefined) return true;
    this.gone();
    this.toast.show(this.#reload, [], READ);
    setTimeout(() => this.overlay.remove(), READ);
    return false;
  }

  /** The pin a card is, as far as is known without asking. */
  pinOf(card: Element): PinId | null | undefined {
    const seen = this.#seen.get(card);
    return seen !== undefined && seen.look === lookOf(card) ? seen.pin : undefined;
  }

  /** Asks whether a card is pinned already. Stores nothing. */
  async recognise(card: Element): Promise<void> {
    if (this.pinOf(card) !== undefined) return;
    const seen: Seen = { look: lookOf(card), pin: null };
    this.#seen.set(card, seen);
    try {
      const { pinned } = await ask({ preview: { snapshot: snapshotCard(card), aim: "card" } }, "preview");
      this.#learn(card, seen.look, pinned ?? null);
    } catch (error) {
      // A card that cannot be read is simply not known to be pinned; the click will say why.
      if (!this.#isGone(error)) this.#learn(card, seen.look, null);
    }
  }

  /** Pins `card` (the page where there is none), says so, and answers whether it is stored. Must be called in the turn of the click. */
  async pin(card: Element | null, aim: Aim, mark: Mark = "plain"): Promise<boolean> {
    const look = card === null ? "" : lookOf(card);
    const one = wish({ aim, snapshot: card === null ? snapshotPage() : snapshotCard(card) }, mark === "plain" ? "plain" : "marked");
    // Before anything is awaited: no browser opens a panel later than that. A highlight is complete as it is.
    const stored = await this.#capture(one, hasPanel() && mark !== "highlight" ? "open" : "closed");
    if (stored === null) return false;
    if (card !== null && aim === "card") this.#learn(card, look, stored.pin);
    else if (card !== null) {
      // Words of a card may be a pin of the card, or one of their own: the core knows.
      this.#seen.delete(card);
      void this.recognise(card);
    }
    const about = mark === "note" ? one.highlight : undefined;
    const small = !stored.inPanel && mark !== "highlight";
    if (small) this.#editor.open(stored.editor, about);
    this.#report(stored, card, aim, small, mark, about);
    return true;
  }

  /** Opens the editor of a pinned card. Must be called in the turn of the click. */
  async open(card: Element): Promise<void> {
    const pin = this.pinOf(card);
    if (pin !== null && pin !== undefined) await this.edit(pin);
  }

  /** Opens the editor of a pin. Must be called in the turn of the click. */
  async edit(pin: PinId, about?: AnnotationId): Promise<void> {
    try {
      if (hasPanel()) return await tell({ panel: { pin, panel: "open" } });
    } catch {
      // No panel here: the small editor does.
    }
    await ask({ editor: { pin } }, "editor").then(
      (view) => this.#editor.open(view, about),
      (error: unknown) => this.failed(error),
    );
  }

  /** Switches this site off, and answers whether that is stored. */
  async switchOff(): Promise<boolean> {
    try {
      await ask({ edit: { change: newId(), command: { site_switch: { host: location.host, state: "off" } } } }, "stored");
      return true;
    } catch (error) {
      this.failed(error);
      return false;
    }
  }

  /** Says what was pinned from outside the page: a menu, a command, the popup. */
  say(text: string): void {
    this.toast.show(text);
  }

  /** Says what went wrong, or that this script is of no use any more. */
  failed(error: unknown): void {
    if (!this.#isGone(error)) this.toast.show(failureText(failureOf(error)));
  }

  async #capture(one: Wish, panel: "open" | "closed"): Promise<Stored | null> {
    try {
      const { responses, inPanel } = await pinWishes({ wishes: [one], panel });
      const [response] = responses;
      if (response === undefined) throw new AskError({ code: "no_answer" });
      const { pin, captured, editor } = payload(response, "captured");
      return { change: one.change, pin, captured, editor, inPanel };
    } catch (error) {
      this.failed(error);
      return null;
    }
  }

  #report(stored: Stored, card: Element | null, aim: Aim, small: boolean, mark: Mark, about?: AnnotationId): void {
    const text = mark === "plain" ? reportOf(stored) : words("highlighted");
    const undo = { label: words("undo"), do: () => void this.#undo(stored, aim === "card" ? card : null) };
    const edit = { label: words("edit"), do: () => void this.edit(stored.pin, about) };
    // Where the small editor is open it says so itself, and offers the same.
    if (small) {
      this.#editor.onUndo = undo.do;
      this.overlay.say(text);
    } else this.toast.show(text, [undo, edit]);
  }

  async #undo(stored: Stored, card: Element | null): Promise<void> {
    try {
      await ask({ edit: { change: newId(), command: { undo: { change: stored.change } } } }, "stored");
      if (card !== null && stored.captured === "new") this.#learn(card, lookOf(card), null);
      this.toast.show(words("undone"));
    } catch (error) {
      this.failed(error);
    }
  }

  #learn(card: Element, look: string, pin: PinId | null): void {
    this.#seen.set(card, { look, pin });
    if (lookOf(card) === look) this.known(card, pin);
  }

  #isGone(error: unknown): boolean {
    return error instanceof AskError && error.failure.code === "page_outdated" && !this.lives();
  }
}

function reportOf({ captured, editor: { detail, boards } }: Stored): string {
  if (captured === "again") return words("again");
  if (detail.missing.length > 0) return words("pinned_missing");
  const on = Object.keys(detail.pin.placements ?? {});
  const board = boards.find((one) => on.includes(one.id))?.name;
  return board === undefined ? words("pinned") : words("pinned_to", [board]);
}

/** Chrome opens its side panel for a click on a page; Firefox opens its sidebar for none. */
function hasPanel(): boolean {
  return chrome.runtime.getURL("").startsWith("chrome-extension:");
}

function lookOf(card: Element): string {
  return `${card.id} ${card.querySelector("a[href]")?.getAttribute("href") ?? ""} ${(card.textContent ?? "").slice(0, LOOK)}`;
}
