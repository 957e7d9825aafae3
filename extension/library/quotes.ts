// Where the quotes of annotations stand in a text, and the quote that a selection makes. Positions are code points, as in
// the core. It touches no page.

import type { Annotation, Quote } from "../../pkg/pinfold.js";

/** Characters kept before and after a quote, to find it again by. */
const CONTEXT = 32;

/** A stretch of text with the annotations that cover it. */
export interface Stretch {
  readonly words: string;
  readonly notes: readonly Annotation[];
}

/** Where a quote stands: its own position if the words are still there, else the first place they are found at. */
export function placeOfQuote(points: readonly string[], quote: Quote): readonly [number, number] | undefined {
  const exact = [...quote.exact];
  const stands = (at: number): boolean => at >= 0 && exact.every((point, i) => points[at + i] === point);
  if (exact.length === 0) return undefined;
  if (quote.start !== undefined && quote.start !== null && stands(quote.start)) return [quote.start, quote.start + exact.length];
  let found: number | undefined;
  for (let at = 0; at + exact.length <= points.length; at += 1) {
    if (points[at] !== exact[0] || !stands(at)) continue;
    found ??= at;
    if (points.slice(Math.max(0, at - CONTEXT), at).join("").endsWith(quote.prefix ?? "")) return [at, at + exact.length];
  }
  return found === undefined ? undefined : [found, found + exact.length];
}

/** The text cut where annotations begin and end. */
export function stretchesOf(words: string, notes: readonly Annotation[]): Stretch[] {
  const points = [...words];
  const placed = notes.flatMap((note) => {
    const place = typeof note.target === "object" && "quote" in note.target ? placeOfQuote(points, note.target.quote) : undefined;
    return place === undefined ? [] : [{ note, start: place[0], end: place[1] }];
  });
  const cuts = [...new Set([0, points.length, ...placed.flatMap(({ start, end }) => [start, end])])].sort((a, b) => a - b);
  return cuts.slice(0, -1).map((start, place) => {
    const end = cuts[place + 1] ?? points.length;
    return {
      words: points.slice(start, end).join(""),
      notes: placed.filter((one) => one.start <= start && one.end >= end).map((one) => one.note),
    };
  });
}

/** The quote between two positions in UTF-16 units, without white space at its ends; nothing when nothing is left. */
export function quoteAt(words: string, from: number, to: number): Quote | undefined {
  const raw = words.slice(from, to);
  const exact = raw.trim();
  if (exact === "") return undefined;
  const begin = from + raw.indexOf(exact);
  const start = [...words.slice(0, begin)].length;
  const end = start + [...exact].length;
  const points = [...words];
  return {
    exact,
    prefix: points.slice(Math.max(0, start - CONTEXT), start).join(""),
    suffix: points.slice(end, end + CONTEXT).join(""),
    start,
    end,
  };
}
