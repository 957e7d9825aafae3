// What the library page computes without a page: addresses of its places, where quotes stand, where pins are laid out.
import assert from "node:assert/strict";
import { test } from "node:test";

import { cardHeight, masonry, rows, stretches } from "../../../extension/library/layout.ts";
import { hrefOf, isOrdered, listQuery, placeOf, START, toggled } from "../../../extension/library/place.ts";
import { quoteAt, stretchesOf } from "../../../extension/library/quotes.ts";

test("every place has an address that leads back to it", () => {
  const places = [
    START,
    { ...START, view: "inbox" as const, q: 'tag:"a b" -c' },
    { ...START, view: "board" as const, board: "B", section: "S", layout: "list" as const, pin: "P" },
    { ...START, view: "customers" as const },
    { ...START, view: "customers" as const, customer: "C", pin: "P" },
    { ...START, view: "rules" as const },
    { ...START, tags: ["complaint/late", "a&b=c#d"], sites: ["x.com"], kinds: ["post"], authors: ["x:#1"], sort: "price" as const },
  ];
  for (const place of places) assert.deepEqual(placeOf(hrefOf(place)), place);
  assert.deepEqual(placeOf("#sort=nonsense&as=nonsense&in=nonsense"), START);
});

test("the inbox is what has neither tag nor board, and a board is ordered only while nothing is left out", () => {
  assert.equal(listQuery({ ...START, view: "inbox", q: "desk" }).text, "-has:tag -has:board desk");
  const board = { ...START, view: "board" as const, board: "B" };
  assert.equal(isOrdered(board), true);
  assert.equal(isOrdered(toggled(board, "tags", "oak")), false);
  assert.deepEqual(toggled(toggled(board, "tags", "oak"), "tags", "oak"), board);
});

const note = (exact: string, more: { start?: number; prefix?: string } = {}) => ({
  id: "N",
  pin: "P",
  target: { quote: { exact, prefix: more.prefix ?? "", suffix: "", ...(more.start === undefined ? {} : { start: more.start }) } },
  body: "",
  motivation: "highlighting" as const,
  created: 0,
  changed: 0,
});

test("a selection becomes a quote in code points, without white space at its ends", () => {
  const words = "😀 one  two three";
  const quote = quoteAt(words, words.indexOf("one") - 1, words.indexOf("two") + 3);
  assert.deepEqual(quote, { exact: "one  two", prefix: "😀 ", suffix: " three", start: 2, end: 10 });
  assert.equal(quoteAt(words, 2, 3), undefined);
});

test("quotes are found where they were, where their context is, or else at the first place", () => {
  const marked = (words: string, ...notes: ReturnType<typeof note>[]) =>
    stretchesOf(words, notes).map(({ words: part, notes: on }) => (on.length > 0 ? `[${part}]` : part)).join("");
  assert.equal(marked("a b a b", note("b", { start: 6 })), "a b a [b]");
  assert.equal(marked("a b c b", note("b", { start: 99, prefix: "c " })), "a b c [b]");
  assert.equal(marked("a b c b", note("b", { prefix: "gone " })), "a [b] c b");
  assert.equal(marked("abc", note("x")), "abc");
  assert.equal(marked("abcd", note("abc"), note("bcd")), "[a][bc][d]");
});

test("pins never overlap, and an empty section keeps room to drop pins into", () => {
  const sections = [{ id: "S1", name: "One", count: 3 }, { id: "S2", name: "Two", count: 0 }];
  const board = { id: "B", name: "Board", count: 7, sections };
  const parts = stretches(board, 7, true);
  assert.deepEqual(parts.map(({ from, count }) => [from, count]), [[0, 4], [4, 3], [7, 0]]);
  assert.deepEqual(stretches(board, 7, false), [{ from: 0, count: 7 }]);
  const tall = (index: number, width: number) => cardHeight(index % 2 === 0 ? 1500 : 0, width, { words: 1 + (index % 3), below: 0, chips: index % 2 === 0 });
  for (const laid of [masonry(parts, 900, tall), masonry(parts, 200, tall), rows(parts, 700)]) {
    assert.equal(laid.boxes.length, 7);
    const all = [...laid.boxes, ...laid.headings];
    for (const [at, one] of all.entries()) {
      for (const other of all.slice(at + 1)) {
        const apart = one.x + one.width <= other.x || other.x + other.width <= one.x || one.y + one.height <= other.y || other.y + other.height <= one.y;
        assert.ok(apart, JSON.stringify([one, other]));
      }
      assert.ok(one.y + one.height <= laid.height);
    }
    assert.deepEqual(laid.headings.map((heading) => heading.from), [4, 7]);
  }
});
