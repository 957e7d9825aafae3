// Threads, several things at once, and the same thing again: pinned together and taken back as one, by pointer and by keys,
// with what is left out said; and what changed and what is alike shown.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { after, afterEach, before, describe, test } from "node:test";
import { allow } from "./lib/allow";
import { KINDS } from "./lib/browser";
import { focus, press, tabTo } from "./lib/focus";
import { pin } from "./lib/job";
import { looked } from "./lib/looked";
import { pages } from "./lib/network";
import { FIXTURES, haveFixtures, ROOT } from "./lib/places";
import { ofKind } from "./lib/records";
import type { Screen } from "./lib/screen";
import { SOCIAL } from "./lib/sites";
import { choose } from "./lib/summon";
import { until } from "./lib/wait";
import { world, type World } from "./lib/world";

type Pin = Readonly<Record<string, unknown>> & { readonly thread?: { readonly root?: string; readonly position?: { place: number; of: number } } };

const THREAD = `${SOCIAL}/@tomasz/48170`;
const X = "https://x.com";
/** A saved page with three posts of one person. */
const PROFILE = path.join(FIXTURES, "metascraper/x/profile.html");

for (const kind of KINDS) {
  describe(`threads, ${kind}`, () => {
    let here: World;
    let own: Screen;
    before(async () => {
      here = await world(kind);
      own = await here.browser.own("options/index.html");
      for (const site of [SOCIAL, X]) await allow(here.browser, own, `${site}/*`);
    });
    afterEach(() => here.browser.closePanel());
    after(() => here.end());

    const pins = async (): Promise<Pin[]> => (await ofKind(own, "pin")) as Pin[];
    test("a thread is pinned from the popup, post by post, and taken back as one", async () => {
      const page = await here.browser.tab(THREAD);
      const popup = await here.browser.popup(page);
      await popup.says("Thread by Tomasz");
      await popup.says("3 posts on this page");
      await looked(here.browser, popup, "popup-thread");
      await popup.click({ role: "button", name: "Pin thread" });
      await popup.sees({ css: "pf-progress [role=status]", name: "3 pinned" });
      const made = await pins();
      assert.deepEqual(made.map((one) => one.thread?.position?.place).sort(), [1, 2, 3]);
      assert.deepEqual(new Set(made.map((one) => one.thread?.root)), new Set([THREAD]));
      await popup.click({ role: "button", name: "Undo" });
      await until("no pin", async () => (await pins()).length === 0);
      await popup.close();
      await page.close();
    });

    test("a thread is pinned from the panel, and what was pinned before belongs to it", async () => {
      const page = await here.browser.tab(THREAD);
      const panel = await pin(here.browser, page, "Two litres of tea");
      await panel.click({ role: "button", name: "More" });
      await panel.click({ role: "menuitem", name: "Pin the thread" });
      await panel.says("3 posts of the thread pinned");
      await panel.says("Thread, post 1 of 3 seen");
      assert.equal((await pins()).length, 3);
      const library = await here.browser.own(`library/index.html#pin=${String((await pins()).find((one) => one.thread?.position?.place === 2)?.["id"])}`);
      await library.page?.setViewport({ width: 1440, height: 1200 });
      await library.says("Thread, post 2 of 3 seen");
      assert.equal(await library.count({ css: "pf-related li" }), 2);
      await looked(here.browser, library, "library-thread");
      await library.close();
      await page.close();
    });

    test("a thread is pinned from the page's own menu", async () => {
      const before = (await pins()).length;
      const page = await here.browser.tab(THREAD);
      const { x, y } = await page.sees({ css: "article p.text", at: 1 });
      await choose(here.browser, page, { x: x + 5, y: y + 5 }, { id: "thread", words: "Pin the thread", about: {} });
      await here.browser.overlay(page).sees({ css: ".toast" });
      // They were there: each was seen once more.
      await until("observations", async () => (await pins()).filter((one) => (one["observations"] as unknown[] | undefined)?.length).length === 3);
      assert.equal((await pins()).length, before);
      await page.close();
    });

    test("what is on the screen is chosen, pinned and taken back with keys alone", async () => {
      const feed = await here.browser.tab(SOCIAL);
      await feed.page?.setViewport({ width: 1280, height: 1_400 });
      const popup = await here.browser.popup(feed);
      await popup.sees({ css: "pf-found" });
      await tabTo(here.browser, popup, "Choose…");
      await press(here.browser, popup, "Enter");
      await popup.sees({ css: ".picker-list" });
      await popup.says("on this page not shown; the site may hold more");
      await tabTo(here.browser, popup, /^All/);
      await press(here.browser, popup, "Space");
      await looked(here.browser, popup, "popup-picker");
      const free = await popup.count({ css: ".picker-list input:enabled" });
      assert.ok(free > 1, String(free));
      await tabTo(here.browser, popup, `Pin ${free}`);
      const before = (await pins()).length;
      await press(here.browser, popup, "Enter");
      await popup.sees({ css: "pf-progress [role=status]", name: `${free} pinned` });
      assert.equal((await pins()).length, before + free);
      await looked(here.browser, popup, "popup-picked");
      await until("the focus on Undo", async () => (await focus(popup)).name.includes("Undo"));
      await press(here.browser, popup, "Enter");
      await until("as many pins as before", async () => (await pins()).length === before);
      await popup.close();
      await feed.close();
    });

    test("pinning many is stopped where it is", async () => {
      const feed = await here.browser.tab(SOCIAL);
      await feed.page?.setViewport({ width: 1280, height: 6_000 });
      const popup = await here.browser.popup(feed);
      await popup.click({ role: "button", name: "Choose…" });
      await popup.click({ css: ".picker-all input" });
      const before = (await pins()).length;
      const free = await popup.count({ css: ".picker-list input:enabled" });
      // Cancel stands where Pin stood as soon as it is pressed; a person's hand is slower than the first few pins.
      await popup.run(() => {
        new MutationObserver((_, observer) => {
          const cancel = [...document.querySelectorAll("pf-progress button")].find((one) => one.textContent?.includes("Cancel"));
          if (cancel instanceof HTMLElement) [observer.disconnect(), cancel.click()];
        }).observe(document.body, { childList: true, subtree: true });
      });
      await popup.click({ role: "button", name: `Pin ${free}`, exact: true });
      await popup.sees({ css: "pf-progress [role=status]" });
      const made = (await pins()).length - before;
      assert.ok(made >= 1 && made < free, `${made} of ${free}`);
      await popup.click({ role: "button", name: "Undo" });
      await until("as many pins as before", async () => (await pins()).length === before);
      await popup.close();
      await feed.close();
    });

    test("what was pinned before shows what has changed since", async () => {
      const page = (likes: number, words: string): string =>
        readFileSync(path.join(ROOT, "tests/fixtures/capture/x-feed.html"), "utf8").replace("My blender leaks", words).replaceAll(/\b27\b/gu, String(likes));
      here.network.serve("x.com", pages({ "/home": page(27, "My blender leaks") }));
      const before = await here.browser.tab(`${X}/home`);
      await (await pin(here.browser, before, "My blender leaks")).sees({ css: ".editor" });
      await before.close();
      await here.browser.closePanel();
      here.network.serve("x.com", pages({ "/home": page(31, "My new blender leaks") }));
      const again = await here.browser.tab(`${X}/home`);
      const { x, y } = await again.sees({ css: "[data-testid=tweetText] span" });
      await again.page?.mouse.move(x + 2, y + 8);
      await again.page?.mouse.down();
      await again.page?.mouse.move(x + 80, y + 8, { steps: 4 });
      await again.page?.mouse.up();
      const words = String(await again.run(() => getSelection()?.toString()));
      assert.ok(words.length > 4, words);
      await choose(here.browser, again, { x: x + 30, y: y + 8 }, { id: "selection", words: "Pin the selected words", about: { selectionText: words } });
      const made = await until("an observation", async () => (await pins()).find((one) => String(one["text"]).startsWith("My blender") && one["observations"] !== undefined));
      const library = await here.browser.own(`library/index.html#pin=${String(made["id"])}`);
      await library.page?.setViewport({ width: 1440, height: 1200 });
      await library.says("Likes 27 → 31");
      await library.says("text edited");
      await library.sees({ css: ".pf-sightings ins", name: "new" });
      await looked(here.browser, library, "library-history");
      await library.close();
      await again.close();
    });

    test("a picture shows its colours, and its place has one", async () => {
      const feed = await here.browser.tab(SOCIAL);
      await (await pin(here.browser, feed, "My Hearthside kettle")).sees({ css: ".editor" });
      const pictured = await until("a stored picture", async () =>
        (await pins()).find((one) => ((one["media"] ?? []) as { looks?: { fingerprint?: string } }[])[0]?.looks?.fingerprint !== undefined),
      );
      const library = await here.browser.own(`library/index.html#pin=${String(pictured["id"])}`);
      await library.page?.setViewport({ width: 1440, height: 1200 });
      await library.sees({ css: ".pf-colours" });
      assert.ok((await library.count({ css: ".pf-colour" })) >= 3);
      await looked(here.browser, library, "library-colours");
      await library.close();
      await feed.close();
    });

    test("the posts of a saved page are pinned together", { skip: !haveFixtures() }, async () => {
      here.network.serve("x.com", pages({ "/Kikobeats": readFileSync(PROFILE, "utf8") }, { "content-security-policy": "script-src 'none'", "content-type": "text/html; charset=utf-8" }));
      const before = (await pins()).length;
      const page = await here.browser.tab(`${X}/Kikobeats`);
      await page.page?.setViewport({ width: 1280, height: 4_000 });
      const popup = await here.browser.popup(page);
      await popup.click({ role: "button", name: "Choose…" });
      await popup.click({ css: ".picker-all input" });
      assert.equal(await popup.count({ css: ".picker-list input" }), 3);
      await popup.click({ role: "button", name: "Pin 3", exact: true });
      await popup.sees({ css: "pf-progress [role=status]", name: "3 pinned" });
      assert.equal((await pins()).length, before + 3);
      await popup.close();
      await page.close();
    });

    // That our pages refuse axe's own styles is no error of theirs.
    test("no page of ours logged an error", () => assert.deepEqual(here.browser.errors.filter((one) => !one.includes("Applying inline style")), []));
  });
}
