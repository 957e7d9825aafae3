// Every pair of ink and ground the screens use meets WCAG 2.2 AA in both themes.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const SHEET = readFileSync("extension/lib/tokens.css", "utf8");
const [LIGHT = "", DARK = ""] = SHEET.split("@media (prefers-color-scheme: dark)");

const GROUNDS = ["bg", "surface", "sunk", "hover"];
const TEXT: readonly (readonly [string, string])[] = [
  ...["ink", "ink-2", "ink-3"].flatMap((ink) => GROUNDS.map((ground) => [ink, ground] as const)),
  ...["ink", "ink-2", "accent"].map((ink) => [ink, "accent-soft"] as const),
  ...["accent", "warn", "bad", "good"].flatMap((ink) => [[ink, "bg"], [ink, "surface"], [ink, `${ink}-soft`]] as const),
  ["accent-ink", "accent"],
  ["accent-ink", "accent-strong"],
  ["ink", "mark"],
  ["ink", "mark-2"],
  ["bg", "ink"],
  ["toast-accent", "ink"],
];
const EDGES: readonly (readonly [string, string])[] = [
  ["edge", "bg"],
  ["edge", "surface"],
  ["focus", "bg"],
  ["focus", "surface"],
  ["focus", "sunk"],
];

function colours(css: string): Map<string, string> {
  return new Map([...css.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})\b/giu)].map(([, name = "", value = ""]) => [name, value]));
}

function luminance(colour: string): number {
  const parts = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255);
  const [red = 0, green = 0, blue = 0] = parts.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

for (const [theme, own] of [["light", colours(LIGHT)], ["dark", new Map([...colours(LIGHT), ...colours(DARK)])]] as const) {
  for (const [pairs, least] of [[TEXT, 4.5], [EDGES, 3]] as const) {
    test(`${theme}: ${pairs.length} pairs at ${least}:1`, () => {
      for (const [ink, ground] of pairs) {
        const [a, b] = [own.get(ink), own.get(ground)];
        assert.ok(a !== undefined && b !== undefined, `${ink} or ${ground} is missing`);
        const found = contrast(a, b);
        assert.ok(found >= least, `${ink} on ${ground}: ${found.toFixed(2)}`);
      }
    });
  }
}
