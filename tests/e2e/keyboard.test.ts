// The main job without a pointer: from the popup to the exported file, with nothing but keys. At every stop of Tab the
// focus is on the screen and marked, and what opens gives it back when it closes.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { KINDS } from "./lib/browser";
import { focus, press, tabTo, write, type Focus } from "./lib/focus";
import { restored } from "./lib/job";
import { SAMPLE } from "./lib/places";
import { ofKind } from "./lib/records";
import type { Screen } from "./lib/screen";
import { SOCIAL } from "./lib/sites";
import { until } from "./lib/wait";
import { pressInWindow } from "./lib/window";
import { saved, world, type World } from "./lib/world";


for (const kind of KINDS) {
  describe(`by keyboard alone, ${kind}`, () => {
    let here: World;
    let library: Screen;
    before(async () => {
      here = await world(kind);
      await (await restored(here.browser, SAMPLE)).close();
    });
    after(() => here.end());

    /** Waits until what has the focus fits; a mark must be there, since keys brought it there. */
    const focused = (screen: Screen, what: string, fits: (at: Focus) => boolean): Promise<Focus> =>
      until(`the focus on ${what}`, async () => {
        const at = await focus(screen);
        return at.marked && at.shown && fits(at) && at;
      });
    const onPin = (at: Focus): boolean => at.tag === "a";
    const order = (): Promise<string[]> =>
      library.run(() =>
        Array.from(document.querySelectorAll<HTMLElement>("li[data-pin]"))
          .sort((one, other) => Number(one.dataset["index"]) - Number(other.dataset["index"]))
          .map((one) => one.dataset["pin"] ?? ""),
      );

    test("a post is pinned from the popup", async () => {
      const feed = await here.browser.tab(SOCIAL);
      const popup = await here.browser.popup(feed);
      await popup.sees({ css: "pf-found" });
      await tabTo(here.browser, popup, "Pin: My Hearthside kettle");
      // The panel that opens may close the popup before the key is let go.
      await press(here.browser, popup, "Enter").catch((error: Error) => assert.match(error.message, /closed|detached/i));
      const panel = await here.browser.panel();
      await panel.says("My Hearthside kettle");
      await popup.close().catch(() => undefined);
    });

    test("it is tagged, annotated and put on a new board in the panel", async () => {
      const panel = await here.browser.panel();
      await panel.sees({ css: ".editor" });
      // From the page to the panel, as with every browser.
      if (kind === "firefox") {
        await until("the focus in the sidebar", async () => {
          await pressInWindow(here.browser, "F6");
          return panel.run(() => document.hasFocus());
        });
      }
      await tabTo(here.browser, panel, "Tags");
      await write(here.browser, panel, "complaint/delivery/late");
      await press(here.browser, panel, "Enter");
      await panel.sees({ role: "button", name: "Remove tag complaint / delivery / late" });
      await tabTo(here.browser, panel, /^Note/);
      await write(here.browser, panel, "Call back before Friday");
      await tabTo(here.browser, panel, "Put on a board");
      // A new board is the last of what is offered.
      await press(here.browser, panel, "End");
      await panel.sees({ css: "pf-dialog input" });
      await write(here.browser, panel, "Spring complaints");
      await press(here.browser, panel, "Enter");
      await panel.sees({ role: "button", name: "Take off the board Spring complaints" });
      await until("the focus back at the boards", async () => (await focus(panel)).name.includes("Put on a board"));
      await tabTo(here.browser, panel, "Done");
      await press(here.browser, panel, "Enter");
    });

    test("it is found in the library, and more are chosen and tagged", async () => {
      library = await here.browser.own("library/index.html");
      const notes = await ofKind(library, "annotation");
      assert.ok(notes.some((note) => note["body"] === "Call back before Friday"));
      await library.sees({ css: "pf-card" });
      await library.press("/");
      await focused(library, "the search", (at) => at.name === "Search");
      await library.hands.type("kettle");
      await library.sees({ css: 'li[aria-setsize="1"]' });
      await library.press("Control+a");
      await library.hands.type("desk");
      await until("the pins with desks", async () => (await order()).length > 3 && !(await library.text()).includes("Hearthside kettle"));
      await library.press("Enter");
      await focused(library, "the first pin found", onPin);
      await library.press("x");
      await library.press("Shift+ArrowDown");
      await library.press("Shift+ArrowDown");
      await library.says("3 chosen");
      await library.press("t");
      await focused(library, "the field for tags", (at) => at.tag === "input");
      await library.hands.type("by hand");
      await library.press("Enter");
      await library.sees({ css: "pf-dialog .pf-chip", name: "by hand" });
      await tabTo(here.browser, library, "Apply");
      await library.press("Enter");
      await library.says("3 pins tagged: by hand");
      await focused(library, "a pin again", onPin);
      assert.equal((await ofKind(library, "pin")).filter((pin) => JSON.stringify(pin["tags"]).includes("by hand")).length, 3);
      await library.press("Escape");
      await library.gone({ css: ".bulk" });
    });

    test("Ctrl+Z takes it back", async () => {
      await library.press("Control+z");
      await library.says("Undone");
      assert.equal((await ofKind(library, "pin")).filter((pin) => JSON.stringify(pin["tags"] ?? []).includes("by hand")).length, 0);
    });

    test("the command bar goes to a board, where Alt and the arrows move a pin, and Ctrl+Z moves it back", async () => {
      await library.press("Control+k");
      // The one field of the bar is marked by its caret.
      await until("the command bar", async () => (await focus(library)).name === "Commands");
      await library.hands.type("home furn");
      await library.press("Enter");
      await library.sees({ css: "h1, h2", name: "Home furnishings" });
      await until("the board in order", async () => (await order()).length > 5);
      await library.press("Home");
      await library.press("j");
      await library.press("j");
      const at = await focused(library, "the third pin", onPin);
      const before = await order();
      await library.press("Alt+ArrowDown");
      await until("the third pin to be the fourth", async () => (await order())[3] === before[2]);
      await focused(library, "the pin that moved", (now) => now.name === at.name);
      await library.press("Control+z");
      await until("the order as it was", async () => (await order()).join() === before.join());
    });

    test("a pin is opened, annotated and closed, and the focus is back on it", async () => {
      await library.press("Home");
      const at = await focused(library, "the first pin", onPin);
      await library.press("o");
      await library.sees({ css: "pf-detail h2, pf-detail .detail-head" });
      await library.press("n");
      await focused(library, "the note", (now) => now.tag === "textarea");
      await library.hands.type("Typed, not clicked");
      await library.press("Control+Enter");
      await until("the note", async () => (await ofKind(library, "annotation")).some((note) => note["body"] === "Typed, not clicked"));
      await library.press("Escape");
      await library.press("Escape");
      await focused(library, "the pin", (now) => now.name === at.name);
    });

    test("what is in front is exported, and the focus comes back", async () => {
      const at = await focus(library);
      await library.press("e");
      await library.sees({ css: ".export" });
      await tabTo(here.browser, library, /web page/i);
      // Past paper and slides.
      for (let step = 0; step < 3; step += 1) await library.press("ArrowDown");
      await library.says("CRM note");
      const file = await saved(here.browser, async () => {
        await tabTo(here.browser, library, "Save file");
        await library.press("Enter");
      });
      assert.match(readFileSync(file, "utf8"), /Typed, not clicked/);
      await library.gone({ css: ".export" });
      await focused(library, "the pin", (now) => now.name === at.name);
    });

    test("the help names the keys, and Escape closes it", async () => {
      await library.press("?");
      await library.sees({ css: "dialog", name: "Keyboard shortcuts" });
      await library.press("Escape");
      await library.gone({ css: "dialog", name: "Keyboard shortcuts" });
      await focused(library, "the pin", onPin);
    });

    test("no page of ours logged an error", () => assert.deepEqual(here.browser.errors, []));
  });
}
