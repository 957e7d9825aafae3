// Rules: written, ordered by keys and pointer, said before they are done, done in one change and taken back; a new pin gets
// what they give, and keeps itself when that is taken back. They are looked at in light and dark.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { KINDS } from "./lib/browser";
import { pin, stocked } from "./lib/job";
import { looked } from "./lib/looked";
import { modules } from "./lib/modules";
import { ofKind } from "./lib/records";
import type { Screen } from "./lib/screen";
import { SOCIAL } from "./lib/sites";
import { until } from "./lib/wait";
import { world, type World } from "./lib/world";

/** What the first rule finds among what there is, and gives. */
const QUERY = "desk";
const TAG = "furniture/desks";
/** What the second one finds in a post that is pinned later. */
const LATER = "My Hearthside kettle";

for (const kind of KINDS) {
  describe(`rules, ${kind}`, () => {
    let here: World;
    let library: Screen;
    before(async () => {
      here = await world(kind);
      library = await stocked(here.browser);
    });
    after(() => here.end());

    const pins = (): Promise<Record<string, unknown>[]> => ofKind(library, "pin");
    const tagged = async (path: string): Promise<number> => (await pins()).filter((pin) => ((pin["tags"] ?? []) as string[]).includes(path)).length;
    const severe = async (): Promise<number> => (await pins()).filter((pin) => (pin["case"] as { severity?: string } | undefined)?.severity === "high").length;
    const rules = (): Promise<string[]> => library.run(() => Array.from(document.querySelectorAll(".rule strong"), (one) => one.textContent ?? ""));
    const order = (expected: readonly string[]): Promise<unknown> => until(expected.join(), async () => (await rules()).join() === expected.join());
    const tagField = async (path: string): Promise<void> => {
      await library.fill({ role: "combobox", name: "Get these tags" }, path);
      await library.press("Enter");
      await library.sees({ role: "button", name: "Remove tag" });
    };
    const write = async (query: string, path: string, name: string): Promise<void> => {
      await library.click({ role: "button", name: "New rule" });
      await library.fill({ css: "pf-dialog input[name=query]" }, query);
      await tagField(path);
      await library.fill({ css: "pf-dialog input[name=name]" }, name);
      await library.click({ role: "button", name: "Save" });
      await library.gone({ css: "pf-rule dialog" });
    };

    test("where there is none, an example teaches what a rule is", async () => {
      await library.press("7");
      await library.sees({ role: "heading", name: "No rules yet" });
      await library.click({ role: "button", name: "Broken things" });
      await library.sees({ role: "heading", name: "New rule" });
      await library.sees({ role: "button", name: "Remove tag complaint / quality" });
      await library.press("Escape");
      await library.gone({ css: "pf-rule dialog" });
    });

    test("a rule says what it finds while it is typed, and that it gives nothing", async () => {
      await library.click({ role: "button", name: "New rule" });
      await library.fill({ css: "pf-dialog input[name=query]" }, "colour:oak");
      await library.says("is not understood");
      await library.fill({ css: "pf-dialog input[name=query]" }, QUERY);
      await library.says("Finds ");
      await library.click({ role: "button", name: "Save" });
      await library.says("Say what the pins get");
      await tagField(TAG);
      await library.choose({ css: "pf-dialog select[name=severity]" }, "High");
      await library.fill({ css: "pf-dialog input[name=name]" }, "Desks");
      await library.click({ role: "button", name: "Save" });
      await library.gone({ css: "pf-rule dialog" });
      await order(["Desks"]);
      assert.equal(await tagged(TAG), 0, "a rule that is written gives nothing by itself");
    });

    test("what following them would do is said, done in one change, and taken back by one press", async () => {
      const had = await severe();
      await library.click({ role: "button", name: "Follow for all pins" });
      await library.says("pins would change.");
      const found = await library.run(() => Number(/(\d+) pin/u.exec(document.querySelector("pf-rules-follow [role=status]")?.textContent ?? "")?.[1]));
      assert.ok(found > 0, String(found));
      assert.equal(await tagged(TAG), 0);
      await library.click({ role: "button", name: "Do it" });
      await until("the tags", async () => (await tagged(TAG)) === found && (await severe()) > had);
      await library.gone({ css: "pf-rules-follow dialog" });
      await library.press("Control+z");
      await until("them gone", async () => (await tagged(TAG)) === 0 && (await severe()) === had);
    });

    test("rules are moved by keys and by pointer, switched off, deleted, and all of it is taken back", async () => {
      await write("kettle", "complaint/quality", "Kettles");
      await write("zzz", "nothing", "Nothing");
      await order(["Desks", "Kettles", "Nothing"]);
      const focus = (name: string): Promise<void> => library.run((name) => document.querySelector<HTMLElement>(`.rule[aria-label="${name}"]`)?.focus(), name);
      await focus("Nothing");
      await library.press("Alt+ArrowUp");
      await order(["Desks", "Nothing", "Kettles"]);
      await until("the focus to come along", () => library.run(() => document.activeElement?.getAttribute("aria-label") === "Nothing"));
      // No driver of both browsers drags, so the pointer's events are made.
      await library.run(() => {
        const rows = Array.from(document.querySelectorAll<HTMLElement>(".rule"));
        const grip = rows[1]?.querySelector<HTMLElement>(".rule-grip");
        if (grip == null || rows[0] === undefined) throw new Error("no grip");
        grip.setPointerCapture = () => undefined;
        const at = (type: string, clientY: number): unknown => grip.dispatchEvent(new PointerEvent(type, { bubbles: true, cancelable: true, button: 0, pointerId: 1, clientY }));
        at("pointerdown", grip.getBoundingClientRect().top);
        at("pointermove", rows[0].getBoundingClientRect().top + 1);
        at("pointerup", rows[0].getBoundingClientRect().top + 1);
      });
      await order(["Nothing", "Desks", "Kettles"]);
      await focus("Nothing");
      await library.press("Delete");
      await order(["Desks", "Kettles"]);
      await library.press("Control+z");
      await order(["Nothing", "Desks", "Kettles"]);
      await library.click({ role: "checkbox", name: "Follow rule Desks" });
      await library.says("Rule Desks is off");
      await focus("Nothing");
      await library.press("Delete");
      await order(["Desks", "Kettles"]);
    });

    test("a new pin gets what they give; taken back, the pin stays", async () => {
      const before = await tagged("complaint/quality");
      const feed = await here.browser.tab(SOCIAL);
      const panel = await pin(here.browser, feed, LATER);
      await panel.sees({ role: "button", name: "Remove tag complaint / quality" });
      await until("the tag", async () => (await tagged("complaint/quality")) === before + 1);
      if (kind === "chromium") assert.ok((await modules(here.browser, feed)).includes("library"));
      await here.browser.closePanel();
      await feed.close();
      await library.page?.bringToFront();
      const count = (await pins()).length;
      await library.press("3");
      await library.click({ role: "button", name: "Undo: Rules changed 1 pin" });
      await until("the tag gone", async () => (await tagged("complaint/quality")) === before);
      assert.equal((await pins()).length, count);
    });

    test("a pin whose background died before they were followed gets what they give", async () => {
      const before = await tagged("complaint/quality");
      const own = (await pins()).find((pin) => JSON.stringify(pin).includes(LATER));
      assert.ok(typeof own?.["id"] === "string" && !JSON.stringify(own["tags"] ?? []).includes("complaint/quality"));
      // What stands there where a background died: for this pin, and for one that it did not come to store.
      const left = [own["id"], "01ARZ3NDEKTSV4RRFFQ69G5FAW"].map((pin) => `rules.${pin}`);
      await library.run((notes) => chrome.storage.local.set(Object.fromEntries(notes.map((note) => [note, true]))), left);
      await here.browser.killBackground();
      await library.run(() => chrome.runtime.sendMessage({ ask: { edit: { change: "01ARZ3NDEKTSV4RRFFQ69G5FAV", command: { site_switch: { host: "shop.example", state: "off" } } } } }));
      await until("the tag", async () => (await tagged("complaint/quality")) === before + 1);
      await until("no notes", async () => !(await library.run(async () => Object.keys(await chrome.storage.local.get(null)).some((key) => key.startsWith("rules.")))));
    });

    test("no page of ours logged an error", () => assert.deepEqual(here.browser.errors, []));

    // Last: axe writes style attributes into copies of what it looks at, which the page's policy reports.
    test("it is looked at", async () => {
      await library.press("7");
      await write("desk", "complaint/quality", "Desks again");
      await library.click({ role: "checkbox", name: "Follow rule Desks", exact: true });
      await library.says("Rule Desks is on");
      await order(["Desks", "Kettles", "Desks again"]);
      await looked(here.browser, library, "rules");
      await library.click({ role: "button", name: "New rule" });
      await library.fill({ css: "pf-dialog input[name=query]" }, QUERY);
      await library.says("Finds ");
      await looked(here.browser, library, "rules-write");
      await library.press("Escape");
      await library.gone({ css: "pf-rule dialog" });
      await library.click({ role: "button", name: "Follow for all pins" });
      await library.says("would change.");
      await looked(here.browser, library, "rules-foreseen");
      await library.press("Escape");
    });
  });
}
