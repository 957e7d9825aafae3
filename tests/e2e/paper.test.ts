// A board on its way to paper: laid out in a tab of its own as its file is, printed once all its pictures are there, made a PDF of by
// either browser; loaded anew it is there again, and alone it says what to do.
import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { findings } from "./lib/axe";
import { KINDS } from "./lib/browser";
import { stocked } from "./lib/job";
import { TARGET } from "./lib/places";
import type { Screen } from "./lib/screen";
import { world, type World } from "./lib/world";

const BOARD = "Home furnishings";
const PAGE = "paper/index.html";
/** As the format calls them: streams, whose descriptions are never packed. */
const PICTURE = /\/Subtype\s*\/Image/gu;

for (const kind of KINDS) {
  describe(`a board on paper, ${kind}`, () => {
    let here: World;
    let library: Screen;
    let paper: Screen;
    const out = path.join(TARGET, "screens", kind);
    const shoot = async (name: string): Promise<void> => writeFileSync(path.join(out, `paper-${name}.png`), await paper.hands.shot());
    const looked = async (name: string): Promise<void> => {
      for (const theme of ["light", "dark"] as const) {
        await here.browser.theme(paper, theme);
        await paper.settled();
        await shoot(`${name}-${theme}`);
        assert.deepEqual(await findings(paper), [], `${name}, ${theme}`);
      }
    };
    before(async () => {
      mkdirSync(out, { recursive: true });
      here = await world(kind);
      library = await stocked(here.browser);
      await library.press("Control+k");
      await library.hands.type(BOARD);
      await library.press("Enter");
      await library.sees({ role: "heading", name: BOARD });
      await library.sees({ css: "ul[data-layout=masonry] li[data-pin]" });
    });
    after(() => here.end());

    test("it is laid out in a tab of its own", async () => {
      await library.click({ role: "button", name: "Export" });
      await library.click({ css: "label.format", name: "PDF, or on paper" });
      await library.click({ role: "button", name: "Print…" });
      await here.browser.endPrinting();
      paper = await here.browser.opened(`${here.browser.origin}/${PAGE}`);
      await paper.says("Save as PDF");
      await paper.sees({ role: "heading", name: BOARD });
      await paper.says("Ridge writing desk, oak");
      await looked("board");
      // Its own sheet, which the page's policy would not let in by itself.
      assert.equal(await paper.run(() => getComputedStyle(document.querySelector(".pins") ?? document.body).columnGap), "16px");
      await library.gone({ css: ".export" });
    });

    test("the button prints it, as often as one likes", async () => {
      await paper.run(() => {
        window.print = () => void (document.documentElement.dataset["asked"] = String(Number(document.documentElement.dataset["asked"] ?? 0) + 1));
      });
      for (const times of ["1", "2"]) {
        await paper.click({ role: "button", name: "Print…" });
        await paper.sees({ css: `html[data-asked="${times}"]` });
      }
    });

    test("its PDF has the board's pictures, and what was folded away", async () => {
      const pictures = await paper.run(() => document.images.length);
      const pdf = await here.browser.pdf(paper);
      writeFileSync(path.join(out, "paper.pdf"), pdf);
      const text = Buffer.from(pdf).toString("latin1");
      assert.ok(text.startsWith("%PDF-"));
      assert.ok(pictures > 3 && (text.match(PICTURE)?.length ?? 0) >= pictures, `${text.match(PICTURE)?.length} of ${pictures}`);
      assert.equal(await paper.run(() => document.querySelectorAll("details:not([open])").length), 0);
    });

    // Firefox's driver puts nothing into a tab that we opened before its own scripts run.
    test("loaded anew it is there again, and printed by itself, not before its pictures are there", async () => {
      await paper.page?.evaluateOnNewDocument(() => {
        window.print = () => {
          const pictures = [...document.images];
          document.documentElement.dataset["printed"] = `${pictures.filter((one) => one.complete && one.naturalWidth > 0).length} of ${pictures.length}`;
        };
      });
      await paper.run(() => {
        setTimeout(() => location.reload());
      });
      await here.browser.endPrinting();
      if (paper.page !== undefined) {
        await paper.sees({ css: "html[data-printed]" });
        const [shown, all] = (await paper.run(() => document.documentElement.dataset["printed"] ?? "")).split(" of ").map(Number);
        assert.ok(all !== undefined && all > 3 && shown === all, `${shown} of ${all}`);
      }
      await paper.says("Save as PDF");
      await paper.says("Ridge writing desk, oak");
    });

    test("opened by itself it says what to do", async () => {
      await paper.close();
      paper = await here.browser.own(PAGE);
      await paper.says("Nothing to print here any more");
      await looked("alone");
      // What axe puts in is what the policy refuses.
      assert.deepEqual(here.browser.errors.filter((one) => !one.includes("Applying inline style")), []);
    });
  });
}
