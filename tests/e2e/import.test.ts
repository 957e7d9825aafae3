// Files of other programs through the library: what each would do is said, then done, seen on boards and tags; a second time
// nothing is new, and one press takes all of it back. Files that are none are answered in words.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { findings } from "./lib/axe";
import { KINDS } from "./lib/browser";
import { choose, made } from "./lib/files";
import { exported } from "./lib/job";
import { ofKind, stored } from "./lib/records";
import type { Screen } from "./lib/screen";
import { until } from "./lib/wait";
import { world, type World } from "./lib/world";

const BOOKMARKS = `<!DOCTYPE NETSCAPE-Bookmark-file-1>
<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=UTF-8">
<TITLE>Bookmarks</TITLE><H1>Bookmarks</H1>
<DL><p>
  <DT><H3 PERSONAL_TOOLBAR_FOLDER="true">Bookmarks bar</H3>
  <DL><p>
    <DT><H3>Lamps</H3>
    <DL><p>
      <DT><A HREF="https://a.example/" ADD_DATE="1466009029" TAGS="light,late hours">A lamp for late hours</A>
      <DD>The one with the brass foot
      <DT><A HREF="https://b.example/" TAGS="light">Another lamp</A>
    </DL><p>
    <DT><A HREF="javascript:alert(1)">a bookmarklet</A>
  </DL><p>
</DL><p>`;
const TABLE = `Was;Wo;Warum\nStuhl;https://c.example/;bequem\nTisch;https://d.example/;wackelt\nLampe;https://a.example/;\n`;

for (const kind of KINDS) {
  describe(`import, ${kind}`, () => {
    let here: World;
    let library: Screen;
    before(async () => {
      here = await world(kind);
      library = await here.browser.own("library/index.html");
    });
    after(() => here.end());

    const counts = (): Promise<Record<string, string>> =>
      library.run(() => Object.fromEntries(Array.from(document.querySelectorAll(".import-counts > div"), (row) => [row.querySelector("dt")?.textContent ?? "", row.querySelector("dd")?.textContent ?? ""])));
    const counted = async (wanted: Readonly<Record<string, string>>): Promise<void> => {
      await until(`the counts ${JSON.stringify(wanted)}`, async () => {
        const found = await counts();
        return Object.entries(wanted).every(([name, value]) => found[name] === value);
      });
    };
    const undo = async (): Promise<void> => {
      await library.press("Control+z");
      await library.says("Undone");
    };

    test("an empty library offers it, and bookmarks say what they would do", async () => {
      await library.click({ role: "button", name: "Import" });
      await library.sees({ css: "pf-import input[type=file]" });
      assert.deepEqual(await findings(library), []);
      await choose(library, made("bookmarks.html", BOOKMARKS), "pf-import");
      await counted({ "New pins": "2", "Here already": "0", "New boards": "1", "New tags": "2", "Notes and highlights": "1" });
      await library.says("1 thing cannot be imported");
      assert.deepEqual(await findings(library), []);
      assert.deepEqual(await stored(library), { records: {}, pictures: [], ready: 0 }, "looking into a file stores nothing");
    });

    test("what is wanted of it is chosen before", async () => {
      await library.click({ role: "checkbox", name: "Tags" });
      await counted({ "New tags": "0" });
      await library.click({ role: "checkbox", name: "Tags" });
      await library.click({ role: "checkbox", name: "Put everything on one board" });
      await counted({ "New boards": "0" });
      await library.fill({ role: "textbox", name: "Board" }, "Reading list");
      await library.press("Tab");
      await counted({ "New boards": "1" });
      await library.click({ role: "checkbox", name: "Put everything on one board" });
    });

    test("it is imported: boards, tags and notes stand in the library", async () => {
      await counted({ "New boards": "1", "New tags": "2" });
      await library.click({ css: "pf-import button.pf-primary" });
      await library.says("2 pins imported");
      await library.click({ role: "link", name: "Lamps" });
      await library.sees({ role: "heading", name: "Lamps" });
      await library.says("Another lamp");
      const tags = await ofKind(library, "tag");
      assert.deepEqual(tags.map((tag) => tag["path"]).sort(), ["late hours", "light"]);
      const [note] = await ofKind(library, "annotation");
      assert.equal(note?.["body"], "The one with the brass foot");
      const pins = await ofKind(library, "pin");
      assert.ok(pins.some((pin) => pin["created"] === 1_466_009_029_000), "it is as old as the bookmark");
    });

    test("the same file again has nothing new", async () => {
      const earlier = await stored(library);
      await library.press("Shift+I");
      await choose(library, made("bookmarks.html", BOOKMARKS), "pf-import");
      await counted({ "New pins": "0", "Here already": "2" });
      await library.says("Everything in this file is already here");
      assert.equal(await library.run(() => document.querySelector<HTMLButtonElement>("pf-import footer .pf-primary")?.disabled), true);
      await library.press("Escape");
      await library.gone({ css: "pf-import" });
      assert.deepEqual(await stored(library), earlier);
    });

    test("of a table a person says what its columns are, and sees at once what comes of it", async () => {
      await library.press("Shift+I");
      await choose(library, made("table.csv", TABLE), "pf-import");
      await library.sees({ css: ".import-columns" });
      await counted({ "New pins": "2", "Here already": "1", "Notes and highlights": "0" });
      assert.deepEqual(await findings(library), []);
      await library.choose({ role: "combobox", name: "What “Was” is" }, "Title");
      await library.says("Stuhl");
      await library.choose({ role: "combobox", name: "What “Warum” is" }, "Note");
      await counted({ "Notes and highlights": "2" });
      await library.choose({ role: "combobox", name: "What “Wo” is" }, "Leave out");
      await library.says("Say which column holds the addresses");
      await library.choose({ role: "combobox", name: "What “Wo” is" }, "Address");
      await counted({ "New pins": "2" });
      await library.click({ css: "pf-import button.pf-primary" });
      await until("four pins", async () => (await ofKind(library, "pin")).length === 4);
      const titles = (await ofKind(library, "pin")).map((pin) => pin["title"]).sort();
      assert.deepEqual(titles, ["A lamp for late hours", "Another lamp", "Stuhl", "Tisch"]);
    });

    test("one press takes it back, and another the one before", async () => {
      await undo();
      await until("two pins", async () => (await ofKind(library, "pin")).length === 2);
      await library.press("3");
      await library.says("Imported bookmarks.html");
    });

    test("a file that is none, and half a one, are answered in words and change nothing", async () => {
      const earlier = await stored(library);
      await library.press("Shift+I");
      for (const [name, content, words] of [
        ["letter.txt", "Dear all,", "No bookmarks and no table are found"],
        ["half.json", '[{"href":"https://a.exam', "cut short or damaged"],
        ["empty.csv", "", "No bookmarks and no table are found"],
      ] as const) {
        await choose(library, made(name, content), "pf-import");
        await library.sees({ css: "[role=alert]", name });
        await library.says(words);
      }
      await library.press("Escape");
      assert.deepEqual(await stored(library), earlier);
    });

    test("a board goes to a colleague as a file, and what they have already becomes one with it", async () => {
      await library.press("Escape");
      await library.click({ role: "link", name: "Lamps" });
      await library.sees({ role: "heading", name: "Lamps" });
      const { file } = await exported(here.browser, library, "Lamps", "Board for a colleague");
      const other = await world(kind);
      try {
        const theirs = await other.browser.own("library/index.html");
        await theirs.click({ role: "button", name: "Import" });
        await choose(theirs, made("lamp.csv", "url,title\nhttps://a.example/,Mine\n"), "pf-import");
        await theirs.click({ css: "pf-import button.pf-primary" });
        await until("a pin of their own", async () => (await ofKind(theirs, "pin")).length === 1);
        const [own] = await ofKind(theirs, "pin");
        await theirs.press("Shift+I");
        await choose(theirs, file, "pf-import");
        await theirs.says("The board “Lamps”, from another Pinfold");
        await theirs.click({ css: "pf-import button.pf-primary" });
        await until("both pins, none twice", async () => (await ofKind(theirs, "pin")).length === 2);
        const joined = (await ofKind(theirs, "pin")).find((pin) => pin["id"] === own?.["id"]);
        assert.ok(((joined?.["tags"] ?? []) as string[]).includes("light"), JSON.stringify(joined));
        const [note] = await ofKind(theirs, "annotation");
        assert.deepEqual([note?.["pin"], note?.["body"]], [own?.["id"], "The one with the brass foot"]);
        await theirs.click({ role: "link", name: "Lamps" });
        await theirs.sees({ css: "li[data-pin]", at: 1 });
      } finally {
        await other.end();
      }
    });

    test("no page of ours logged an error", () => assert.deepEqual(here.browser.errors, []));
  });
}
