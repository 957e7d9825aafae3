// A board as a workbook, as slides and as a folder of notes: saved from the dialog, and read by a program of strangers. A long one is
// stopped halfway, leaves nothing, and the next one is whole.
import assert from "node:assert/strict";
import { readdirSync, rmSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { KINDS } from "./lib/browser";
import { backupOf } from "./lib/crowd";
import { choose, made } from "./lib/files";
import { stocked } from "./lib/job";
import { looked } from "./lib/looked";
import type { Screen } from "./lib/screen";
import { canUnzip, unzipped, type Zipped } from "./lib/unzipped";
import { saved, world, type World } from "./lib/world";

const BOARD = "Home furnishings";
/** So many that a workbook of them can be stopped. */
const MANY = 3_000;
const LONG_MS = 60_000;
/** How PNG and JPEG begin, which are what office programs show. */
const SHOWN = /^(?:89504e47|ffd8ff)/u;

const skip = canUnzip() ? false : "SKIPPED: python3 absent: no packed file is read";

for (const kind of KINDS) {
  describe(`packed files, ${kind}`, { skip }, () => {
    let here: World;
    let library: Screen;
    before(async () => {
      here = await world(kind);
      library = await stocked(here.browser);
      await library.press("Control+k");
      await library.hands.type(BOARD);
      await library.press("Enter");
      await library.sees({ role: "heading", name: BOARD });
      await library.sees({ css: "ul[data-layout=masonry] li[data-pin]" });
    });
    after(() => here.end());

    const begun = async (format: string): Promise<void> => {
      await library.click({ role: "button", name: "Export" });
      await library.sees({ css: ".export" });
      await library.click({ css: "label.format", name: format });
    };
    const packed = async (format: string, first?: () => Promise<void>): Promise<{ file: string; files: Map<string, Zipped> }> => {
      await begun(format);
      await first?.();
      const file = await saved(here.browser, () => library.click({ role: "button", name: "Save file" }));
      await library.gone({ css: ".export" });
      const files = unzipped(file);
      // The next of the same name would be written over it unseen.
      rmSync(file);
      return { file, files };
    };
    const below = (files: Map<string, Zipped>, folder: string): Zipped[] => [...files].filter(([name]) => name.startsWith(folder)).map(([, one]) => one);

    test("a workbook has a row for each pin and its pictures in them", async () => {
      const { file, files } = await packed("Excel workbook");
      assert.match(file, /home-furnishings-[-0-9]+\.xlsx$/u);
      const sheet = files.get("xl/worksheets/sheet1.xml")?.text ?? "";
      const pictures = below(files, "xl/media/");
      assert.ok(sheet.includes("Ridge writing desk, oak") && sheet.includes("<v>489"), sheet.slice(0, 200));
      assert.equal(pictures.length, files.get("xl/drawings/drawing1.xml")?.text.match(/<xdr:pic>/gu)?.length);
      assert.ok(pictures.length > 3 && pictures.every((one) => SHOWN.test(one.begins)), `${pictures.length} pictures`);
    });

    test("what is left out has no column", async () => {
      const { files } = await packed("Excel workbook", async () => {
        await library.click({ css: ".fields summary" });
        await library.click({ css: ".fields label", name: "Pictures" });
        await library.click({ css: ".fields label", name: "Product and price" });
        await library.says("all but 2 fields");
      });
      const sheet = files.get("xl/worksheets/sheet1.xml")?.text ?? "";
      const head = [...(/<row r="1".*?<\/row>/u.exec(sheet)?.[0] ?? "").matchAll(/>([^<>]+)<\/t>/gu)].map(([, name]) => name ?? "");
      assert.ok(head.includes("Source"), head.join());
      assert.deepEqual(head.filter((name) => ["Picture", "Brand", "Price", "Currency"].includes(name)), []);
      assert.equal(below(files, "xl/media/").length, 0);
    });

    test("slides show pins, one on each or six", async () => {
      const count = (files: Map<string, Zipped>): number => [...files.keys()].filter((name) => /^ppt\/slides\/slide\d+\.xml$/u.test(name)).length;
      const one = await packed("PowerPoint");
      const grid = await packed("PowerPoint", () => library.choose({ role: "combobox", name: "On a slide" }, "Six pins"));
      assert.match(one.file, /\.pptx$/u);
      assert.ok(count(one.files) > count(grid.files) && count(grid.files) > 2, `${count(one.files)} and ${count(grid.files)}`);
      const pictures = below(one.files, "ppt/media/");
      assert.ok(pictures.length > 3 && pictures.every((picture) => SHOWN.test(picture.begins)));
    });

    test("a folder has a note for each pin, and the pictures as they are stored", async () => {
      const { file, files } = await packed("Markdown folder");
      assert.match(file, /\.zip$/u);
      const note = files.get("Desks/Ridge writing desk, oak.md")?.text ?? "";
      const shown = [...note.matchAll(/\]\(\.\.\/(pictures\/[^)]+)\)/gu)].map(([, name]) => name ?? "");
      assert.ok(note.startsWith("---\n") && shown.length > 0 && shown.every((name) => (files.get(name)?.size ?? 0) > 0), note.slice(0, 400));
    });

    test("a long one says how far it is, is stopped and leaves nothing, and the next is whole", async () => {
      const options = await here.browser.own("options/index.html#backup");
      await choose(options, made("office-many.json", backupOf(MANY)));
      await options.says(MANY.toLocaleString("en"));
      await options.click({ role: "button", name: "Restore", exact: true });
      await options.says("restored", LONG_MS);
      await options.close();
      const before = readdirSync(here.browser.downloads);
      await begun("Excel workbook");
      await library.choose({ css: ".export select" }, "Everything");
      await library.says("3,0", LONG_MS);
      await library.click({ role: "button", name: "Save file" });
      await library.sees({ css: ".export-progress" });
      await library.click({ css: "pf-export .pf-button", name: "Cancel" });
      await library.gone({ css: ".export-progress" });
      await library.sees({ css: ".export" });
      assert.deepEqual(readdirSync(here.browser.downloads), before);
      const file = await saved(here.browser, () => library.click({ role: "button", name: "Save file" }));
      const sheet = unzipped(file).get("xl/worksheets/sheet1.xml")?.text ?? "";
      assert.ok((sheet.match(/<row /gu)?.length ?? 0) > MANY, "a row for each");
      await library.gone({ css: ".export" });
    });

    test("with the page closed in the middle of it nothing is left, and the next is whole", async () => {
      const before = readdirSync(here.browser.downloads);
      await begun("PowerPoint");
      await library.choose({ css: ".export select" }, "Everything");
      await library.says("3,0", LONG_MS);
      await library.click({ role: "button", name: "Save file" });
      await library.sees({ css: ".export-progress" });
      await library.close();
      library = await here.browser.own("library/index.html");
      await library.says("3,0", LONG_MS);
      assert.deepEqual(readdirSync(here.browser.downloads), before);
      await library.press("Control+k");
      await library.hands.type(BOARD);
      await library.press("Enter");
      await library.sees({ role: "heading", name: BOARD });
      assert.ok((await packed("PowerPoint")).files.has("ppt/presentation.xml"));
    });

    test("a file of which a part was lost to a full disk is not offered, and it is said why", async () => {
      const before = readdirSync(here.browser.downloads);
      // A disk that is full cannot be had for one program; what browsers do then can.
      await library.run(() => {
        const read = Blob.prototype.arrayBuffer;
        Blob.prototype.arrayBuffer = () => {
          Blob.prototype.arrayBuffer = read;
          return Promise.reject(new DOMException("", "NotReadableError"));
        };
      });
      await begun("PowerPoint");
      await library.click({ role: "button", name: "Save file" });
      await library.sees({ css: ".export [role=alert]", name: "the disk is full" });
      assert.deepEqual(readdirSync(here.browser.downloads), before);
      // Where there is room again, it goes on from here.
      const file = await saved(here.browser, () => library.click({ role: "button", name: "Save file" }));
      await library.gone({ css: ".export" });
      assert.ok(unzipped(file).has("ppt/presentation.xml"));
    });

    test("no page of ours logged an error", () => assert.deepEqual(here.browser.errors, []));

    // Last: axe writes style attributes into copies of what it looks at, which the page's policy reports.
    test("it is looked at", async () => {
      await begun("PowerPoint");
      await library.sees({ role: "combobox", name: "On a slide" });
      await looked(here.browser, library, "export-packed");
    });
  });
}
