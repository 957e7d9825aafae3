// The vocabulary is looked after by the keyboard alone: renamed, merged, split, locked, each said before it is done and taken
// back by one press; and it is looked at in light and dark.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { KINDS } from "./lib/browser";
import { choose, made } from "./lib/files";
import { stocked } from "./lib/job";
import { looked } from "./lib/looked";
import { ofKind } from "./lib/records";
import type { Screen } from "./lib/screen";
import { until } from "./lib/wait";
import { saved, world, type World } from "./lib/world";

const ALL = ["bureau", "colour", "complaint", "damage", "delivery", "late", "escalate", "lacquer", "oak", "packaging", "praise", "small spaces", "trend", "trestle", "writing desk"];
/** What stands below "complaint". */
const BELOW = 3;

for (const kind of KINDS) {
  describe(`vocabulary, ${kind}`, () => {
    let here: World;
    let library: Screen;
    before(async () => {
      here = await world(kind);
      library = await stocked(here.browser);
    });
    after(() => here.end());

    /** The tags of the vocabulary, and how many pins carry each. */
    const entries = async (): Promise<string[]> => (await ofKind(library, "tag")).map((tag) => String(tag["path"])).sort();
    const carried = async (path: string): Promise<number> => (await ofKind(library, "pin")).filter((pin) => ((pin["tags"] ?? []) as string[]).includes(path)).length;
    const rows = (): Promise<string[]> => library.run(() => Array.from(document.querySelectorAll("[role=treeitem] .tag-name"), (one) => one.textContent ?? ""));
    const focus = (name: string): Promise<void> =>
      library.run((name) => {
        const row = Array.from(document.querySelectorAll<HTMLElement>("[role=treeitem]")).find((one) => one.querySelector(".tag-name")?.textContent === name);
        if (row === undefined) throw new Error(`no row ${name}`);
        row.focus();
      }, name);

    test("it is reached by a key, and shows every tag with its pins", async () => {
      await library.press("5");
      await library.sees({ role: "heading", name: "Vocabulary" });
      await until("its rows", async () => (await rows()).length === ALL.length);
      assert.deepEqual(await rows(), ALL);
    });

    test("arrows move in the tree, fold and unfold", async () => {
      await focus("complaint");
      const here = (): Promise<string> => library.run(() => document.activeElement?.querySelector(".tag-name")?.textContent ?? "");
      await library.press("ArrowLeft");
      await until("folded", async () => (await rows()).length === ALL.length - BELOW);
      await library.press("ArrowRight");
      await until("unfolded", async () => (await rows()).length === ALL.length);
      for (const [key, row] of [["ArrowDown", "damage"], ["End", "writing desk"], ["ArrowUp", "trestle"], ["Home", "bureau"]] as const) {
        await library.press(key);
        await until(`${key} at ${row}`, async () => (await here()) === row);
      }
    });

    test("a tag is renamed with all below it, after it was said what that does; the old name leads on", async () => {
      const before = await carried("complaint/delivery/late");
      assert.ok(before > 0);
      await focus("delivery");
      await library.press("F2");
      await library.fill({ css: "pf-dialog input" }, "service/delivery");
      await library.press("Enter");
      await library.sees({ role: "heading", name: "This is what happens" });
      await library.click({ role: "button", name: "Do it" });
      await until("the new name", async () => (await carried("service/delivery/late")) === before);
      assert.ok(!(await entries()).includes("complaint/delivery/late"));
      const late = (await ofKind(library, "tag")).find((tag) => tag["path"] === "service/delivery/late");
      assert.deepEqual(late?.["aliases"], ["complaint/delivery/late"]);
      await library.press("Control+z");
      await until("the old name", async () => (await carried("complaint/delivery/late")) === before);
    });

    test("two tags become one, and one press makes them two again", async () => {
      const [praise, escalate] = [await carried("praise"), await carried("escalate")];
      await focus("escalate");
      await library.press("x");
      await focus("praise");
      await library.press("x");
      await library.says("2 tags chosen");
      await library.press("m");
      await library.hands.type("praise");
      await library.press("Enter");
      await library.click({ role: "button", name: "Do it" });
      await until("one of them", async () => (await carried("escalate")) === 0 && !(await entries()).includes("escalate"));
      assert.ok((await carried("praise")) >= Math.max(praise, escalate));
      await library.press("Control+z");
      await until("both", async () => (await carried("praise")) === praise && (await carried("escalate")) === escalate);
    });

    test("while it is locked, pins take no new tags, and it is said why", async () => {
      await library.click({ role: "button", name: "Lock" });
      await library.sees({ role: "button", name: "Locked" });
      await library.press("1");
      await library.sees({ css: "pf-card" });
      await library.press("x");
      await library.press("t");
      await library.fill({ css: "pf-dialog input" }, "something new");
      await library.press("Enter");
      await library.click({ role: "button", name: "Apply" });
      await library.says("not in the vocabulary");
      await library.press("Escape");
      await library.press("Escape");
      await library.press("5");
      await library.click({ role: "button", name: "Locked" });
      await library.sees({ role: "button", name: "Lock", exact: true });
      assert.ok(!(await entries()).includes("something new"));
    });

    test("a new tag that looks like another is pointed out, and can be told apart for good", async () => {
      await library.click({ role: "button", name: "New tag" });
      await library.fill({ css: "pf-dialog input[name=path]" }, "praises");
      await library.click({ role: "button", name: "Save" });
      await until("the tag", async () => (await entries()).includes("praises"));
      await library.sees({ role: "button", name: "Look alike (1)" });
      await library.click({ role: "button", name: "Look alike (1)" });
      await library.says("one and many");
      await library.click({ role: "button", name: "They are two" });
      await library.sees({ role: "button", name: "Look alike (0)" });
      await library.says("No two tags look alike");
    });

    test("it is saved as a file, and what somebody added to it comes in, with one undo", async () => {
      const save = async (name: string): Promise<string> => {
        await library.click({ role: "button", name: "Vocabulary menu" });
        return readFileSync(await saved(here.browser, () => library.click({ role: "menuitem", name })), "utf8");
      };
      const table = await save("Save as a table (CSV)");
      assert.match(table, /^\uFEFFtag,colour,synonyms,/u);
      assert.match(await save("Save for other programs (SKOS)"), /"skos:prefLabel": "praises"/u);
      await library.click({ role: "button", name: "Vocabulary menu" });
      await library.click({ role: "menuitem", name: "Bring in a vocabulary" });
      await choose(library, made("words.csv", `${table}"praise/speed","good","fast\nquick","","","",""\r\n`), "pf-import");
      await library.says("Vocabulary · 17 tags");
      await looked(here.browser, library, "vocabulary-import");
      await library.click({ role: "button", name: "Import", exact: true });
      await until("the tag", async () => (await entries()).includes("praise/speed"));
      const [tag] = (await ofKind(library, "tag")).filter((one) => one["path"] === "praise/speed");
      assert.deepEqual([tag?.["colour"], tag?.["synonyms"]], ["good", ["fast", "quick"]]);
      await library.gone({ css: "pf-import" });
      await library.says("tags imported");
      await library.press("Control+z");
      await until("the tag is gone", async () => !(await entries()).includes("praise/speed"));
    });

    test("no page of ours logged an error", () => assert.deepEqual(here.browser.errors, []));

    // Last: axe writes style attributes into copies of what it looks at, which the page's policy reports.
    test("it is looked at", async () => {
      await library.click({ role: "button", name: "16 tags" });
      await library.sees({ css: "[role=treeitem]" });
      await looked(here.browser, library, "vocabulary");
      await focus("delivery");
      await library.press("F2");
      await library.fill({ css: "pf-dialog input" }, "service/delivery");
      await library.press("Enter");
      await library.sees({ role: "heading", name: "This is what happens" });
      await looked(here.browser, library, "vocabulary-foreseen");
      await library.press("Escape");
      await library.press("6");
      await library.sees({ role: "heading", name: "Boards", exact: true });
      await looked(here.browser, library, "boards");
    });
  });
}
