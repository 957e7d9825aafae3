// The context menu's entries and the browser's own keys: each pins what it was asked for, from the page it was asked on,
// and says so there.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { KINDS } from "./lib/browser";
import { ofKind } from "./lib/records";
import type { Screen } from "./lib/screen";
import { EMPTY, SOCIAL } from "./lib/sites";
import { choose, command } from "./lib/summon";
import { until } from "./lib/wait";
import { world, type World } from "./lib/world";

type Pin = Readonly<Record<string, unknown>>;

for (const kind of KINDS) {
  describe(`menus and keys, ${kind}`, () => {
    let here: World;
    let feed: Screen;
    let own: Screen;
    before(async () => {
      here = await world(kind);
      await here.browser.willGrant([`${SOCIAL}/*`, `${EMPTY}/*`]);
      own = await here.browser.own("options/index.html");
      feed = await here.browser.tab(SOCIAL);
    });
    after(() => here.end());

    /** The pin that `work` makes, once the page says so. */
    const pinned = async (tab: Screen, work: () => Promise<void>): Promise<Pin> => {
      const before = new Set((await ofKind(own, "pin")).map((pin) => pin["id"]));
      await work();
      const made = await until("a new pin", async () => (await ofKind(own, "pin")).find((pin) => !before.has(pin["id"])));
      await here.browser.overlay(tab).sees({ css: ".toast", name: "Pinned" });
      return made;
    };
    const middle = async (css: string, at = 0): Promise<{ x: number; y: number }> => {
      const place = await feed.sees({ css, at });
      return { x: place.x + place.width / 2, y: place.y + place.height / 2 };
    };

    test("an image is pinned with who posted it", async () => {
      const srcUrl = `${SOCIAL}/lamp.jpg`;
      const at = await middle(`img[src="/lamp.jpg"]`);
      const pin = await pinned(feed, () => choose(here.browser, feed, at, { id: "image", words: "Pin this image", about: { srcUrl } }));
      assert.equal(pin["kind"], "image");
      assert.equal((pin["media"] as { url: string }[])[0]?.url, srcUrl);
      assert.equal((pin["author"] as { name?: string } | undefined)?.name, "Jonas Weber");
      if (kind === "firefox") await (await here.browser.panel()).says("Jonas Weber");
    });

    test("selected words are pinned and marked", async () => {
      const words = await feed.sees({ css: "article p.text", at: 0 });
      await feed.page?.mouse.move(words.x + 2, words.y + 10);
      await feed.page?.mouse.down();
      await feed.page?.mouse.move(words.x + 200, words.y + 10, { steps: 4 });
      await feed.page?.mouse.up();
      const selectionText = String(await feed.run(() => getSelection()?.toString()));
      assert.ok(selectionText.length > 8);
      const at = { x: words.x + 60, y: words.y + 10 };
      await pinned(feed, () => choose(here.browser, feed, at, { id: "selection", words: "Pin the selected words", about: { selectionText } }));
      const note = await until("the words", async () => (await ofKind(own, "annotation"))[0]);
      assert.equal((note["target"] as { quote: { exact: string } }).quote.exact, selectionText.trim());
    });

    test("a link is pinned by its address", async () => {
      await feed.run(() => getSelection()?.removeAllRanges());
      const linkUrl = `${SOCIAL}/about`;
      const at = await middle('nav a[href="/about"]');
      const pin = await pinned(feed, () => choose(here.browser, feed, at, { id: "link", words: "Pin this link", about: { linkUrl } }));
      assert.equal((pin["source"] as { url: string }).url, linkUrl);
    });

    test("the page is pinned as a page", async () => {
      const empty = await here.browser.tab(EMPTY);
      const pin = await pinned(empty, () => choose(here.browser, empty, { x: 600, y: 600 }, { id: "page", words: "Pin this page" }));
      assert.equal(pin["kind"], "page");
      assert.equal((pin["source"] as { page_url: string }).page_url, `${EMPTY}/`);
      await empty.close();
    });

    test("the key for it pins what the page is about", async () => {
      const post = await here.browser.tab(`${SOCIAL}/@tomasz/48170`);
      const pin = await pinned(post, () => command(here.browser, post, own, "pin-it", "Alt+Shift+P"));
      assert.equal((pin["author"] as { name?: string }).name, "Tomasz Nowak");
      await post.close();
    });

    test("the key for a page pins the page", async () => {
      const empty = await here.browser.tab(`${EMPTY}/another`);
      const pin = await pinned(empty, () => command(here.browser, empty, own, "pin-page", "Alt+Shift+U"));
      assert.equal((pin["source"] as { page_url: string }).page_url, `${EMPTY}/another`);
      await empty.close();
    });

    test("the key for the library opens it", async () => {
      await command(here.browser, feed, own, "library", "Alt+Shift+L");
      await until("the library", () => own.run(() => chrome.extension.getViews({ type: "tab" }).some((view) => view.location.pathname === "/library/index.html")));
    });

    test("no page of ours logged an error", () => assert.deepEqual(here.browser.errors, []));
  });
}
