// Backups through the options page: files that are cut short, newer, foreign or changed each get a message that says
// what to do and change nothing; one that is whole says beforehand what it would do, does it, and can be taken back.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { KINDS } from "./lib/browser";
import { choose, made } from "./lib/files";
import { SAMPLE } from "./lib/places";
import { areSeen, ofKind, stored } from "./lib/records";
import type { Screen } from "./lib/screen";
import { until } from "./lib/wait";
import { saved, world, type World } from "./lib/world";

const WHOLE = readFileSync(SAMPLE, "utf8");

/** What the sample holds, as kind and id. */
const SAMPLED = Array.from(WHOLE.matchAll(/^\{"kind":"(\w+)","id":"([^"]+)"/gmu), ([, kind = "", id = ""]) => `${kind} ${id}`);
const sampled = (kind: string): number => SAMPLED.filter((key) => key.startsWith(`${kind} `)).length;
const PINS = sampled("pin");
const BOARD = /"default_board":"(\w+)"/u.exec(WHOLE)?.[1];

const CUT = "cut short or damaged, so nothing was restored. Try an earlier one";
const NEWER = "made by a newer Pinfold. Update Pinfold first";
const FOREIGN = "No bookmarks and no table are found in this file. Choose a backup of Pinfold";

/** What people may choose by mistake or by bad luck, and the words that answer it. */
const REFUSED: readonly (readonly [name: string, content: string | Uint8Array, words: string])[] = [
  ["half.json", WHOLE.slice(0, WHOLE.length / 2), CUT],
  ["without-its-end.json", WHOLE.slice(0, WHOLE.lastIndexOf("]")), CUT],
  ["first-words.json", WHOLE.slice(0, 60), CUT],
  ["changed-by-hand.json", changed('"name":"Mara Thiel"', '"name":"Mara Theil"'), CUT],
  ["a-record-less.json", WHOLE.replace(/^\{"kind":"customer".*\n/mu, ""), CUT],
  ["newer.json", changed('"version":1', '"version":2'), NEWER],
  ["newer-record.json", changed('"schema":1', '"schema":7'), NEWER],
  ["foreign.json", '{"version":"3.1","bookmarks":[{"title":"Kettles"}]}', FOREIGN],
  ["list.json", "[1, 2, 3]", FOREIGN],
  ["words.json", "Dear all, please find the backup attached.", FOREIGN],
  ["picture.json", Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0xff]), FOREIGN],
  ["empty.json", "", FOREIGN],
];

for (const kind of KINDS) {
  describe(`backups, ${kind}`, () => {
    let here: World;
    let options: Screen;
    before(async () => {
      here = await world(kind);
      options = await here.browser.own("options/index.html#backup");
    });
    after(() => here.end());

    test("a whole one says what it would do, and then does it", async () => {
      await choose(options, SAMPLE);
      await previews(options, { "Pins in it": String(PINS), "Boards in it": String(sampled("board")), Adds: String(SAMPLED.length), Replaces: "0" });
      assert.deepEqual(await stored(options), { records: {}, pictures: [], ready: 0 }, "looking into a file stores nothing");
      await options.click({ role: "button", name: "Restore", exact: true });
      await options.says(`Backup with ${PINS} pins restored`);
      assert.equal((await ofKind(options, "pin")).length, PINS);
      // What comes next compares all there is.
      await until("its pictures are seen", () => areSeen(options));
    });

    for (const [name, content, words] of REFUSED) {
      test(`${name} is answered in words and changes nothing`, async () => {
        const earlier = await stored(options);
        await choose(options, made(name, content));
        await options.sees({ css: "[role=alert]", name });
        await options.says(words);
        assert.equal(await options.count({ role: "button", name: "Restore", exact: true }), 0, "what cannot be restored is not offered");
        assert.deepEqual(await stored(options), earlier);
      });
    }

    test("a good one after bad ones forgets them, and put away changes nothing", async () => {
      const earlier = await stored(options);
      await choose(options, SAMPLE);
      await previews(options, { Adds: "0", Replaces: "0" });
      assert.equal(await options.count({ css: "[role=alert]" }), 0);
      await options.click({ role: "button", name: "Cancel" });
      await options.gone({ css: ".restore" });
      assert.deepEqual(await stored(options), earlier);
    });

    test("one whose content is all here says so", async () => {
      const earlier = await stored(options);
      await choose(options, SAMPLE);
      await options.click({ role: "button", name: "Restore", exact: true });
      await options.says("Everything in this backup is already here");
      assert.deepEqual(await stored(options), earlier);
    });

    test("it adds what is missing, keeps what is newer here, and one press takes it back", async () => {
      const library = await here.browser.own("library/index.html");
      await chosen(library, 3);
      await library.press("Delete");
      await library.sees({ css: `li[aria-setsize="${PINS - 3}"]` });
      await chosen(library, 2);
      await library.press("t");
      await library.fill({ css: "pf-dialog input" }, "kept");
      await library.press("Enter");
      await library.click({ role: "button", name: "Apply" });
      await library.says("2 pins tagged: kept");
      await library.close();
      await options.choose({ role: "combobox", name: "Board for new pins" }, "None");
      await options.says("Saved");
      const earlier = await stored(options);
      assert.equal((await ofKind(options, "pin")).length, PINS - 3);

      await choose(options, SAMPLE);
      const missing = SAMPLED.filter((key) => earlier.records[key] === undefined);
      await previews(options, { Adds: String(missing.length), Replaces: "1" });
      await options.says("Tags and settings become as they are in the backup, anything else only where the backup’s is newer");
      await options.click({ role: "button", name: "Restore", exact: true });
      await until("every pin", async () => (await ofKind(options, "pin")).length === PINS);
      const tagged = (await ofKind(options, "pin")).filter((pin) => JSON.stringify(pin["tags"] ?? []).includes("kept"));
      assert.equal((await ofKind(options, "settings"))[0]?.["default_board"], BOARD);
      await until("the board for new pins shown again", async () => (await options.look({ css: "pf-general select" }))?.value === BOARD);
      assert.equal(tagged.length, 2, "a pin that is newer here than in the backup stays as it is");

      // Earlier changes offer theirs too.
      await options.click({ css: ".pf-toast:last-child .pf-toast-action", name: "Undo" });
      await options.says("Undone");
      const later = await stored(options);
      for (const [key, row] of Object.entries(earlier.records)) if (!key.startsWith("change ")) assert.equal(later.records[key], row, key);
      assert.equal((await ofKind(options, "pin")).length, PINS - 3);
    });

    test("everything deleted comes back as it was", async () => {
      const backup = await saved(here.browser, () => options.click({ role: "button", name: "Save a backup" }));
      const pins = await ofKind(options, "pin");
      const library = await here.browser.own("library/index.html");
      await chosen(library, pins.length);
      await library.press("Delete");
      await library.says("Pin your first post");
      await library.close();
      assert.deepEqual(await ofKind(options, "pin"), []);
      await choose(options, backup);
      await previews(options, { Replaces: "0" });
      await options.click({ role: "button", name: "Restore", exact: true });
      await until("every pin", async () => (await ofKind(options, "pin")).length === pins.length);
      assert.deepEqual(await ofKind(options, "pin"), pins);
    });

    test("no page of ours logged an error", () => assert.deepEqual(here.browser.errors, []));
  });
}

/** The sample with one thing changed, and nothing else. */
function changed(from: string, to: string): string {
  assert.ok(WHOLE.includes(from), from);
  return WHOLE.replace(from, to);
}

/** Waits for the preview and looks at its figures. */
async function previews(options: Screen, wanted: Readonly<Record<string, string>>): Promise<void> {
  await options.sees({ css: ".restore" });
  const found = await options.run(() =>
    Object.fromEntries(Array.from(document.querySelectorAll(".restore dl > div"), (row) => [row.querySelector("dt")?.textContent ?? "", row.querySelector("dd")?.textContent ?? ""])),
  );
  for (const [name, value] of Object.entries(wanted)) assert.equal(found[name], value, `${name} in ${JSON.stringify(found)}`);
}

/** Chooses the first pins of the list with the keys. */
async function chosen(library: Screen, count: number): Promise<void> {
  await library.sees({ css: "pf-card" });
  await library.press("Home");
  await library.press("x");
  for (let at = 1; at < count; at++) await library.press("Shift+ArrowDown");
  await library.says(`${count} chosen`);
}
