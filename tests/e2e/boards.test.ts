// What is done with boards in the library, on the real core: sections, dragging by the pointer, rights, boards that a
// search fills; each is stored, and each can be taken back.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { KINDS } from "./lib/browser";
import { exported, stocked } from "./lib/job";
import { ofKind } from "./lib/records";
import type { Screen } from "./lib/screen";
import { until } from "./lib/wait";
import { world, type World } from "./lib/world";

const BOARD = "Home furnishings";

for (const kind of KINDS) {
  describe(`boards, ${kind}`, () => {
    let here: World;
    let library: Screen;
    before(async () => {
      here = await world(kind);
      library = await stocked(here.browser);
    });
    after(() => here.end());

    const order = (): Promise<string[]> =>
      library.run(() =>
        Array.from(document.querySelectorAll<HTMLElement>("li[data-pin]"))
          .sort((one, other) => Number(one.dataset["index"]) - Number(other.dataset["index"]))
          .map((one) => one.dataset["pin"] ?? ""),
      );
    const placement = async (pin: string): Promise<{ section?: string; order: string } | undefined> => {
      const found = (await ofKind(library, "pin")).find((one) => one["id"] === pin);
      return Object.values((found?.["placements"] ?? {}) as Record<string, { section?: string; order: string }>)[0];
    };
    /** Where an element is, without scrolling to it. */
    const middle = (css: string): Promise<{ x: number; y: number; height: number }> =>
      library.run((selector) => {
        const box = document.querySelector(selector)?.getBoundingClientRect();
        if (box === undefined) throw new Error(`no ${selector}`);
        return { x: box.x + box.width / 2, y: box.y + box.height / 2, height: box.height };
      }, css);
    const drag = async (pin: string, to: { x: number; y: number }): Promise<void> => {
      const from = await middle(`li[data-pin="${pin}"] .pf-card-words`);
      await library.page?.mouse.move(from.x, from.y);
      await library.page?.mouse.down();
      await library.page?.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 3 });
      await library.page?.mouse.move(to.x, to.y, { steps: 3 });
      await library.sees({ css: ".drag-ghost" });
    };
    const undo = async (): Promise<void> => {
      await library.press("Control+z");
      await library.says("Undone");
    };

    test("a section is added, renamed and moved", async () => {
      await library.click({ role: "link", name: BOARD });
      await library.sees({ role: "heading", name: BOARD });
      await library.click({ role: "button", name: "Board actions" });
      await library.click({ role: "menuitem", name: "New section" });
      await library.fill({ css: "pf-dialog input" }, "Lamps");
      await library.press("Enter");
      const sections = async (): Promise<string> =>
        ((await ofKind(library, "board")).find((one) => one["name"] === BOARD)?.["sections"] as { name: string }[]).map(({ name }) => name).join();
      await until("the section", async () => (await sections()) === "Desks,Chairs,Voices,Lamps");
      await library.click({ role: "button", name: "Board actions" });
      await library.click({ role: "menuitem", name: "Rename section “Lamps”" });
      await library.fill({ css: "pf-dialog input" }, "Light");
      await library.press("Enter");
      await until("its other name", async () => (await sections()) === "Desks,Chairs,Voices,Light");
      await library.click({ role: "button", name: "Board actions" });
      await library.click({ role: "menuitem", name: "Move “Light” up" });
      await until("its other place", async () => (await sections()) === "Desks,Chairs,Light,Voices");
    });

    test("a pin is dragged before another, and Ctrl+Z puts it back", async () => {
      await library.press("v");
      await library.sees({ css: "ul[data-layout=gallery] li[data-pin]" });
      await library.press("v");
      await until("rows", () => library.run(() => document.querySelector("ul[data-layout=list]") !== null));
      await until("the whole board", async () => (await order()).length === 13);
      await library.run(() => document.querySelector("[data-scroller]")?.scrollTo(0, 0));
      const before = await order();
      const [, second, , fourth] = before;
      const target = await middle(`li[data-pin="${second}"]`);
      await drag(fourth ?? "", { x: target.x, y: target.y - target.height / 4 });
      assert.equal(await library.count({ css: ".drop-line:not([hidden])" }), 1, "a line shows where it will stand");
      await library.page?.mouse.up();
      await until("the fourth before the second", async () => (await order()).slice(1, 3).join() === [fourth, second].join());
      await undo();
      await until("the order as it was", async () => (await order()).join() === before.join());
    });

    test("Escape lets a dragged pin stand where it was", async () => {
      const before = await order();
      const [first, second] = before;
      const target = await middle(`li[data-pin="${second}"]`);
      await drag(first ?? "", { x: target.x, y: target.y + target.height / 4 });
      await library.press("Escape");
      await library.gone({ css: ".drag-ghost" });
      await library.page?.mouse.up();
      assert.deepEqual(await order(), before);
    });

    test("a pin is dragged into a section, and onto a tag in the rail", async () => {
      const [first = ""] = await order();
      assert.equal((await placement(first))?.section, undefined);
      const head = await middle(".section-head");
      await drag(first, head);
      await library.page?.mouse.up();
      await until("the pin in the section", async () => (await placement(first))?.section !== undefined);
      await undo();
      await until("the pin in none", async () => (await placement(first))?.section === undefined);
      const tag = await middle('[data-drop="tag"][data-id="praise"]');
      await drag(first, tag);
      await library.page?.mouse.up();
      await until("the tag", async () => JSON.stringify((await ofKind(library, "pin")).find((one) => one["id"] === first)?.["tags"]).includes("praise"));
      await undo();
    });

    test("rights are set, kept and carried into what is exported", async () => {
      await library.press("Home");
      await library.press("x");
      await library.press("r");
      await library.choose({ css: "pf-dialog select[name=status]" }, "Granted");
      await library.fill({ css: "pf-dialog input[name=credit]" }, "© Ines Duarte, Lume Journal");
      await library.click({ role: "button", name: "Save", exact: true });
      await library.says("Rights set on 1 pin");
      const pin = (await ofKind(library, "pin")).find((one) => JSON.stringify(one["rights"]).includes("© Ines Duarte, Lume Journal"));
      assert.equal((pin?.["rights"] as { status?: string } | undefined)?.status, "granted");
      await library.press("Escape");
      const { text } = await exported(here.browser, library, BOARD, "Table (CSV)");
      assert.ok(text.includes("© Ines Duarte, Lume Journal") && text.includes("granted"), text.slice(0, 400));
    });

    test("a search becomes a board, which fills itself", async () => {
      await library.press("1");
      await library.press("/");
      await library.hands.type("tag:praise");
      await library.sees({ css: 'li[aria-setsize="3"]' });
      await library.click({ role: "button", name: "Save as smart board" });
      await library.fill({ css: "pf-dialog input" }, "Kind words");
      await library.press("Enter");
      await library.sees({ role: "heading", name: "Kind words" });
      await library.sees({ role: "link", name: "Kind words 3" });
      await library.press("1");
      await library.sees({ css: 'li[aria-setsize="13"]' });
      const fresh = (await ofKind(library, "pin")).find((one) => !JSON.stringify(one["tags"] ?? []).includes("praise"));
      await library.sees({ css: `li[data-pin="${String(fresh?.["id"])}"]` });
      await drag(String(fresh?.["id"]), await middle('[data-drop="tag"][data-id="praise"]'));
      await library.page?.mouse.up();
      await library.sees({ role: "link", name: "Kind words 4" });
      await undo();
      await library.sees({ role: "link", name: "Kind words 3" });
    });

    test("a board is deleted after asking, its pins stay, and it comes back", async () => {
      await library.click({ role: "link", name: BOARD });
      await library.sees({ role: "heading", name: BOARD });
      await library.click({ role: "button", name: "Board actions" });
      await library.click({ role: "menuitem", name: "Delete" });
      await library.click({ css: "pf-dialog .pf-danger" });
      await until("the board to go", async () => !(await ofKind(library, "board")).some((one) => one["name"] === BOARD));
      assert.equal((await ofKind(library, "pin")).length, 13);
      await undo();
      await library.sees({ role: "link", name: `${BOARD} 13` });
      assert.equal((await ofKind(library, "pin")).filter((one) => Object.keys((one["placements"] ?? {}) as object).length > 0).length, 13);
    });

    test("no page of ours logged an error", () => assert.deepEqual(here.browser.errors, []));
  });
}
