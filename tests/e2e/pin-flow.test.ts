// Who asked for a pin may die over it: the popup closes when its panel takes the focus, the background at any moment. What
// was asked for is done all the same, and the panel says what came of it.
import assert from "node:assert/strict";
import { after, afterEach, before, describe, test } from "node:test";
import { KINDS } from "./lib/browser";
import { pin, press } from "./lib/job";
import { EMPTY, LADEN, REVIEWS, SHOP, SOCIAL, STRICT } from "./lib/sites";
import { pause } from "./lib/wait";
import { world, type World } from "./lib/world";

/** Something to pin, and how long after the press the background is ended, in milliseconds: before, while and after it
 * stores. */
const DEATHS = [[`${SHOP}/p/stoneware-mug/`, 0], [`${SHOP}/p/copper-kettle/`, 10], [STRICT, 40], [LADEN, 120]] as const;

for (const kind of KINDS) {
  describe(`pinning to the end, ${kind}`, () => {
    let here: World;
    before(async () => {
      here = await world(kind);
    });
    afterEach(() => here.browser.closePanel());
    after(() => here.end());

    test("the panel opens on the new pin, whose popup is gone, and takes it back", async () => {
      const feed = await here.browser.tab(SOCIAL);
      const panel = await pin(here.browser, feed, "My Hearthside kettle");
      await panel.sees({ css: ".editor-status", name: "Pinned" });
      await panel.click({ role: "button", name: "Undo" });
      await panel.says("Nothing pinned here yet");
      const popup = await here.browser.popup(feed);
      await popup.sees({ role: "button", name: "Pin: " });
      await popup.close();
      await feed.close();
    });

    test("what was pinned before is said to be, and shown", async () => {
      const page = await here.browser.tab(EMPTY);
      for (const again of [false, true]) {
        const popup = await here.browser.popup(page);
        await press(popup, { role: "button", name: "Pin page" });
        const panel = await here.browser.panel();
        await panel.sees({ css: ".editor" });
        assert.equal((await panel.text()).includes("This was pinned already"), again);
        await panel.sees({ role: "tab", name: "Page 1" });
        await here.browser.closePanel();
      }
      await page.close();
    });

    test("what cannot be pinned is said where the person looks, and can be asked for again", async () => {
      const page = await here.browser.tab(STRICT);
      const popup = await here.browser.popup(page);
      await popup.sees({ role: "button", name: "Pin page" });
      // Leaving the site takes the permission away that opening the popup gave.
      await page.page?.goto("about:blank");
      await press(popup, { role: "button", name: "Pin page" });
      const panel = await here.browser.panel();
      await panel.says("Not pinned. This page cannot be read");
      await panel.click({ role: "button", name: "Try again" });
      await panel.says("Not pinned. This page cannot be read");
      await page.close();
    });

    test("all that was chosen is pinned, although the popup is closed over it", async () => {
      const feed = await here.browser.tab(SOCIAL);
      await feed.page?.setViewport({ width: 1280, height: 2_400 });
      const popup = await here.browser.popup(feed);
      await popup.click({ role: "button", name: "Choose…" });
      await popup.click({ css: ".picker-all input" });
      const chosen = await popup.count({ css: ".picker-list input" });
      assert.ok(chosen > 2, String(chosen));
      await popup.click({ role: "button", name: `Pin ${chosen}`, exact: true });
      await popup.close().catch(() => undefined);
      const said = here.browser.overlay(feed);
      await said.sees({ css: ".toast", name: "Pinned" });
      await said.click({ role: "button", name: "Undo" });
      await said.sees({ css: ".toast", name: "Undone" });
      const after = await here.browser.popup(feed);
      await after.sees({ css: "pf-found" });
      assert.equal(await after.count({ css: ".found-pinned" }), 0);
      await after.close();
      await feed.close();
    });

    test("a site is switched on when the browser allows it, though the popup that asked is gone", async () => {
      await here.browser.willAsk();
      const page = await here.browser.tab(REVIEWS);
      const popup = await here.browser.popup(page);
      await popup.sees({ css: "pf-found" });
      await popup.click({ role: "switch" });
      await here.browser.answerYes(popup, `${REVIEWS}/*`);
      const next = await here.browser.popup(page);
      await next.sees({ css: "[role=switch][aria-checked=true]" });
      await next.close();
      await page.close();
    });

    for (const [url, ms] of DEATHS) {
      test(`the background's death ${ms} ms after the press costs no pin and doubles none`, async () => {
        const page = await here.browser.tab(url);
        const popup = await here.browser.popup(page);
        await press(popup, { css: "pf-found button" });
        await pause(ms);
        await here.browser.killBackground();
        const panel = await here.browser.panel();
        await panel.sees({ css: ".editor" });
        await panel.sees({ role: "tab", name: "Page 1" });
        await page.close();
      });
    }

    test("no page of ours logged an error", () => assert.deepEqual(here.browser.errors, []));
  });
}
