// Where each pin of a long list stands. Heights follow from shapes and words alone, never from what is drawn, so that
// nothing moves when a picture arrives. It touches no page.

import type { PinCard, RailBoard, SectionId } from "../../pkg/pinfold.js";

/** A box in pixels. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** A heading between pins; pins from `from` on are in its section. */
export interface Heading extends Box {
  readonly section: SectionId;
  readonly name: string;
  readonly count: number;
  readonly from: number;
}

/** Where everything stands. */
export interface Laid {
  readonly boxes: readonly Box[];
  readonly headings: readonly Heading[];
  readonly columns: number;
  readonly height: number;
}

/** A stretch of pins with one heading, or none. */
export interface Stretch {
  readonly section?: { id: SectionId; name: string };
  readonly from: number;
  readonly count: number;
}

export const ROW = 76;
export const GAP = 16;
const HEADING = 44;
/** Room in an empty section to drop pins into. */
const EMPTY = 56;
const COLUMN = 216;
/** Pictures longer than this are shown whole within the limit, so that one does not fill the screen. */
const TALLEST = 2.2;
const TITLE_LINE = 20.3;
const INSET = 26;

/** Lines of a card: its words, and the text below them. */
export interface Lines {
  readonly words: number;
  readonly below: number;
  readonly chips: boolean;
}

/** How many lines a card's words take in a column, a little more rather than a little less. */
export function linesOf(card: PinCard | undefined, width: number, measure: (words: string) => number): Lines {
  if (card === undefined) return { words: 2, below: 0, chips: true };
  const inner = width - INSET;
  const lines = (words: string, most: number): number => {
    let count = 0;
    for (const line of words.slice(0, 600).split("\n")) {
      count += Math.max(1, Math.ceil((measure(line) * 1.08) / inner));
      if (count >= most) return most;
    }
    return count;
  };
  const hasPicture = card.picture !== undefined;
  const below = !hasPicture && card.title !== undefined && card.text !== undefined && card.text !== card.title;
  const words = card.title ?? card.text ?? "";
  return {
    words: lines(words, hasPicture || below ? 2 : 6),
    below: below ? lines(card.text ?? "", 4) : 0,
    chips: (card.tags ?? []).length > 0 || card.annotations > 0 || card.rights === "refused",
  };
}

/** The height of a card in a column. */
export function cardHeight(shape: number, width: number, lines: Lines): number {
  const picture = shape > 0 ? Math.round(Math.min(TALLEST, Math.max(0.2, shape / 1000)) * (width - 2)) : 0;
  return Math.ceil(picture + INSET + (lines.words + lines.below) * TITLE_LINE + (lines.below > 0 ? 4 : 0) + 4 + 19 + (lines.chips ? 26 : 0));
}

/** The stretches of a board, where its order is its own and nothing is left out. */
export function stretches(board: RailBoard | undefined, total: number, ordered: boolean): readonly Stretch[] {
  if (board === undefined || !ordered || board.sections.length === 0) return [{ from: 0, count: total }];
  const inside = board.sections.reduce((sum, section) => sum + section.count, 0);
  const above = Math.max(0, total - inside);
  const out: Stretch[] = [{ from: 0, count: above }];
  let from = above;
  for (const section of board.sections) {
    out.push({ section, from, count: section.count });
    from += section.count;
  }
  return out;
}

/** How many columns fit. */
export function columnsOf(width: number): number {
  return Math.max(1, Math.floor((width + GAP) / (COLUMN + GAP)));
}

/** Lays pins out as rows. */
export function rows(parts: readonly Stretch[], width: number): Laid {
  const boxes: Box[] = [];
  const headings: Heading[] = [];
  let y = 0;
  for (const part of parts) {
    y = heading(part, y, width, headings);
    for (let at = 0; at < part.count; at += 1) {
      boxes.push({ x: 0, y, width, height: ROW });
      y += ROW;
    }
  }
  return { boxes, headings, columns: 1, height: y };
}

/** Lays pins out in columns, each pin in the shortest one. */
export function masonry(parts: readonly Stretch[], width: number, height: (index: number, width: number) => number): Laid {
  const columns = columnsOf(width);
  const each = Math.floor((width - GAP * (columns - 1)) / columns);
  const boxes: Box[] = [];
  const headings: Heading[] = [];
  let top = 0;
  for (const part of parts) {
    top = heading(part, top, width, headings);
    const ends = new Array<number>(columns).fill(top);
    for (let at = 0; at < part.count; at += 1) {
      let best = 0;
      for (let column = 1; column < columns; column += 1) if ((ends[column] ?? 0) < (ends[best] ?? 0)) best = column;
      const tall = height(boxes.length, each);
      const y = ends[best] ?? top;
      boxes.push({ x: best * (each + GAP), y, width: each, height: tall });
      ends[best] = y + tall + GAP;
    }
    top = Math.max(...ends);
  }
  return { boxes, headings, columns, height: top };
}

/** How high a row of the gallery is about. */
const GALLERY_ROW = 240;
/** Shapes of the gallery: past these a picture is cut at its edges, so that no row is one picture alone. */
const NARROWEST = 0.5;
const WIDEST = 2.2;

/** Lays pins out in rows of one height, each as wide as its picture is; the last of a stretch is not drawn out. */
export function gallery(parts: readonly Stretch[], width: number, shape: (index: number) => number): Laid {
  const boxes: Box[] = [];
  const headings: Heading[] = [];
  let top = 0;
  for (const part of parts) {
    top = heading(part, top, width, headings);
    const end = boxes.length + part.count;
    while (boxes.length < end) {
      const ratios: number[] = [];
      let wide = 0;
      while (boxes.length + ratios.length < end && wide * GALLERY_ROW + GAP * (ratios.length - 1) < width) {
        const tall = shape(boxes.length + ratios.length) / 1000;
        const ratio = tall > 0 ? Math.min(WIDEST, Math.max(NARROWEST, 1 / tall)) : 1;
        ratios.push(ratio);
        wide += ratio;
      }
      const fitting = (width - GAP * (ratios.length - 1)) / wide;
      const height = Math.floor(Math.min(fitting, boxes.length + ratios.length === end ? GALLERY_ROW : fitting));
      let x = 0;
      for (const ratio of ratios) {
        boxes.push({ x, y: top, width: Math.floor(ratio * height), height });
        x += Math.floor(ratio * height) + GAP;
      }
      top += height + GAP;
    }
  }
  return { boxes, headings, columns: columnsOf(width), height: top };
}

/** A direction on a board. */
export type Direction = "up" | "down" | "left" | "right";

/** The pin beside another one: above and below the next that it has most of its width in common with, before and after it in the
 * order. */
export function beside(boxes: readonly Box[], from: number, direction: Direction, turned: boolean): number {
  const box = boxes[from];
  const step = direction === "up" || direction === "left" ? -1 : 1;
  if (box === undefined || direction === "left" || direction === "right") return from + (turned ? -step : step);
  let [best, nearest, widest] = [from, Infinity, 0];
  boxes.forEach((other, index) => {
    const away = (other.y - box.y) * step;
    const common = Math.min(box.x + box.width, other.x + other.width) - Math.max(box.x, other.x);
    if (common > 0 && away > 0 && (away < nearest || (away === nearest && common > widest))) [best, nearest, widest] = [index, away, common];
  });
  return best;
}

function heading(part: Stretch, y: number, width: number, into: Heading[]): number {
  if (part.section === undefined) return y;
  const empty = part.count === 0 ? EMPTY : 0;
  const { id, name } = part.section;
  into.push({ x: 0, y, width, height: HEADING + empty, section: id, name, count: part.count, from: part.from });
  return y + HEADING + empty;
}
