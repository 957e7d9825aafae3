// Small values as templates: a price, a rating, a tag's chip, a key. They hold no state.

import { html, nothing, type TemplateResult } from "lit";

import type { Money, Rating, TagChip, TagPath } from "../../../pkg/pinfold.js";
import { text } from "../i18n.js";
import { money, number } from "./words.js";

/** An amount of money. */
export function price(amount: Money): TemplateResult {
  return html`<span class="pf-price">${money(amount)}</span>`;
}

/** A rating as stars, with its words for screen readers; scales other than five are shown as numbers. */
export function rating(given: Rating): TemplateResult {
  const words = text("shared_rating", number(given.value), number(given.best));
  if (given.best !== 5) return html`<span class="pf-rating">${words}</span>`;
  const full = Math.round(given.value);
  return html`<span class="pf-rating" role="img" aria-label=${words} title=${words}
    ><span class="pf-rating-on" aria-hidden="true">${"★".repeat(full)}</span
    ><span class="pf-rating-off" aria-hidden="true">${"★".repeat(Math.max(0, 5 - full))}</span></span
  >`;
}

/** A tag's path with its steps set apart. */
export function tagWords(path: TagPath): string {
  return path.split("/").join(" / ");
}

/** A tag as a quiet chip. */
export function chip(tag: TagChip): TemplateResult {
  return html`<span class="pf-chip" data-colour=${tag.colour} dir="auto">${tagWords(tag.path)}</span>`;
}

/** A key of the keyboard, as in `mod+k`; nothing when there is none. */
export function keys(combination: string | undefined): TemplateResult | typeof nothing {
  if (combination === undefined) return nothing;
  return html`<kbd class="pf-key">${keyWords(combination)}</kbd>`;
}

const MAC = /mac|iphone|ipad/iu.test(navigator.platform);

/** What is printed on the keys of a combination. */
export function keyWords(combination: string): string {
  const arrows = { arrowup: "↑", arrowdown: "↓", arrowleft: "←", arrowright: "→", enter: "↵", escape: "Esc", home: text("shared_key_home"), end: text("shared_key_end") };
  const printed: Record<string, string> = MAC
    ? { ...arrows, mod: "⌘", alt: "⌥", shift: "⇧", delete: "⌫" }
    : { ...arrows, mod: text("shared_key_ctrl"), alt: "Alt", shift: "⇧", delete: text("shared_key_delete") };
  return combination
    .split("+")
    .map((key) => printed[key] ?? (key.length === 1 ? key.toUpperCase() : key))
    .join(MAC ? "" : " ");
}

/** A path of a tag as it is stored: its steps without white space around them. */
export function tidied(typed: string): TagPath {
  return typed.split("/").map((step) => step.trim()).filter(Boolean).join("/");
}

/** Whether what was typed is a tag's own name, and not only its beginning. */
export function isNamed(tag: { path: TagPath; synonym?: string }, typed: string): boolean {
  const same = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();
  return same(tag.path, tidied(typed)) || (tag.synonym !== undefined && same(tag.synonym, typed.trim()));
}
