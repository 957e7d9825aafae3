// The bar at selected words: highlight, note, pin. It reads the selection and never changes it.
import { icon, make, type Icon } from "./make.js";
import type { Overlay } from "./overlay.js";
import { words } from "./words.js";

/** Selected words with what stands around them. */
export interface Selected {
  text: string;
  prefix: string;
  suffix: string;
  /** Where they are. */
  range: Range;
}

/** What can be done with selected words. */
export type SelectionDeed = "highlight" | "note" | "pin";

/** How much of the surroundings is kept on each side, in characters: as much as the web's own quotes keep. */
const AROUND = 32;
/** Longest selection, in characters. */
const LONGEST = 10_000;
const DEEDS: [SelectionDeed, Icon][] = [
  ["highlight", "highlight"],
  ["note", "note"],
  ["pin", "pin"],
];

/** The words selected in the page now, `null` where there are none or they are in a field. */
export function selected(): Selected | null {
  const selection = document.getSelection();
  if (selection === null || selection.isCollapsed || selection.rangeCount === 0) return null;
  const text = selection.toString().trim().slice(0, LONGEST);
  const range = selection.getRangeAt(0);
  const at = range.commonAncestorContainer;
  const element = at instanceof Element ? at : at.parentElement;
  if (text.length < 2 || element === null || element.closest("input,textarea,[contenteditable]") !== null) return null;
  const block = element.closest("p,li,blockquote,td,article,section,div") ?? element;
  const before = document.createRange();
  before.setStart(block, 0);
  before.setEnd(range.startContainer, range.startOffset);
  const after = document.createRange();
  after.setStart(range.endContainer, range.endOffset);
  after.setEnd(block, block.childNodes.length);
  return { text, prefix: before.toString().slice(-AROUND), suffix: after.toString().slice(0, AROUND), range };
}

/** The one selection bar on a page. */
export class SelectionBar {
  #bar: HTMLElement | null = null;

  constructor(
    private readonly overlay: Overlay,
    private readonly chosen: (deed: SelectionDeed, selected: Selected) => void,
  ) {}

  /** Shows the bar where words are selected, takes it away where not. */
  update(): void {
    const now = selected();
    if (now === null) return this.hide();
    const bar = this.#bar ?? this.#build();
    this.#bar = bar;
    bar.hidden = false;
    if (!bar.isConnected) this.overlay.root().append(bar);
    const rects = now.range.getClientRects();
    const first = rects[0] ?? now.range.getBoundingClientRect();
    const last = rects[rects.length - 1] ?? first;
    const { width, height } = bar.getBoundingClientRect();
    const left = Math.min(Math.max(8, first.left), Math.max(8, innerWidth - width - 8));
    const above = first.top - height - 8;
    const top = above >= 8 ? above : Math.min(last.bottom + 8, innerHeight - height - 8);
    bar.style.translate = `${Math.round(left)}px ${Math.round(top)}px`;
  }

  /** Takes the bar away. */
  hide(): void {
    if (this.#bar !== null) this.#bar.hidden = true;
  }

  #build(): HTMLElement {
    const buttons = DEEDS.map(([deed, sign]) => {
      const button = make("button", { type: "button" }, icon(sign), words(`selection_${deed}`));
      // Pressing a button would move the focus and with it, in some pages, the selection.
      button.addEventListener("pointerdown", (event) => event.preventDefault());
      button.addEventListener("click", (event) => {
        const now = event.isTrusted ? selected() : null;
        this.hide();
        if (now !== null) this.chosen(deed, now);
      });
      return button;
    });
    const bar = make("div", { className: "bar", attrs: { role: "toolbar", "aria-label": words("selection") } }, ...buttons);
    bar.addEventListener("keydown", (event) => {
      if (event.key === "Escape") {
        this.hide();
        this.overlay.restoreFocus();
      }
    });
    return bar;
  }
}
