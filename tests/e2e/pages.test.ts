// Pages of every kind, in both browsers: real software, saved pages under their own names, a strict policy, a
// single-page app, German, and pages made to hurt. Each is opened by the toolbar button, as a person does.
import assert from "node:assert/strict";
import { after, afterEach, before, describe, test } from "node:test";
import { FORUM, OSCAR, startForum, startShop, type App } from "./lib/apps";
import { KINDS, type Browser } from "./lib/browser";
import { exported, newBoard, note, pin, press, put, tag } from "./lib/job";
import { SAVED, serveSaved } from "./lib/saved-pages";
import type { Screen } from "./lib/screen";
import { EMPTY, HOSTILE, LADEN, REVIEWS, SHOP, SOCIAL, STRICT } from "./lib/sites";
import { until } from "./lib/wait";
import { world, type World } from "./lib/world";

for (const kind of KINDS) {
  describe(`pages, ${kind}`, () => {
    let here: World;
    let forum: App;
    let shop: App;
    /** What was kept so far: words of it. */
    const all: string[] = [];
    const BOARD = "From everywhere";
    /** Tags, annotates and puts on one board what the panel shows, as a person goes on from the pin. */
    const kept = async (panel: Screen, words: string): Promise<void> => {
      await tag(panel, `seen/number ${all.length}`);
      await note(panel, `Noted of ${words}`);
      await (all.length === 0 ? newBoard(panel, BOARD) : put(panel, BOARD));
      all.push(words);
    };
    before(async () => {
      here = await world(kind);
      forum = await startForum(here.network);
      shop = await startShop(here.network);
    });
    // What one page left open in the panel is nothing that the next one could be taken for.
    afterEach(() => here.browser.closePanel());
    after(async () => {
      await forum.stop();
      await shop.stop();
      await here.end();
    });

    test("a forum: the post that was meant, by who wrote it", async () => {
      const topic = await here.browser.tab(`${FORUM}${String(forum.seeded["topic"])}`);
      await topic.run((session) => void (document.cookie = `sessionid=${session}; path=/`), String(forum.seeded["session"]));
      await topic.page?.reload();
      await topic.says("robin");
      await kept(await pinned(here.browser, topic, "Bought it on Monday", ["carla"]), "Bought it on Monday");
      await topic.close();
    });

    test("a shop: the product with its price", async () => {
      const [first] = shop.seeded["products"] as string[];
      const product = await here.browser.tab(`${OSCAR}${first ?? ""}`);
      await kept(await pinned(here.browser, product, "Blender X200", ["49.90"]), "Blender X200");
      await product.close();
    });

    test("our shop: the product with its price", async () => {
      const product = await here.browser.tab(`${SHOP}/p/stoneware-mug/`);
      await kept(await pinned(here.browser, product, "Stoneware mug, moss", ["24.50", "Hearthside"]), "Stoneware mug, moss");
      await product.close();
    });

    test("a review among several, whose product is offered once", async () => {
      const reviews = await here.browser.tab(REVIEWS);
      const popup = await here.browser.popup(reviews);
      await popup.sees({ css: "pf-found", name: "Leaks from the base" });
      assert.equal(await popup.count({ css: "pf-found", name: "Copper kettle K2" }), 1);
      await popup.close();
      await kept(await pinned(here.browser, reviews, "Leaks from the base", ["Carla M."]), "Leaks from the base");
      await reviews.close();
    });

    test("a page in German", async () => {
      const laden = await here.browser.tab(LADEN);
      await kept(await pinned(here.browser, laden, "Die Leuchte flackert seit gestern", ["Grete Lind"]), "Die Leuchte flackert seit gestern");
      await laden.close();
    });

    test("a page that allows nothing", async () => {
      const strict = await here.browser.tab(STRICT);
      await pinned(here.browser, strict, "Water is off on Friday", ["Ines Duarte"]);
      await strict.close();
    });

    test("a single-page app: the post in front, not the one that was loaded", async () => {
      const app = await here.browser.tab(`${SOCIAL}/@carla.moreno/48213`);
      await app.click({ role: "link", name: "Home" });
      await app.click({ css: "article", name: "Unpopular opinion" });
      await app.says("← Home");
      await pinned(here.browser, app, "Unpopular opinion", ["Jonas Weber", "/@jonas_w/48207"]);
      await app.close();
    });

    for (const page of SAVED) {
      test(`saved: ${new URL(page.url).host}`, async (it) => {
        if (!serveSaved(here.network, page)) return it.skip("../shared absent");
        const tab = await here.browser.tab(page.url);
        await kept(await pinned(here.browser, tab, page.words, []), page.words);
        await tab.close();
      });
    }

    test("a page with no card says so and offers the page", async () => {
      const empty = await here.browser.tab(EMPTY);
      const popup = await here.browser.popup(empty);
      await popup.says("No posts, reviews or products were found here");
      await popup.sees({ role: "button", name: "Pin page" });
      await popup.close();
      await empty.close();
    });

    for (const path of ["deep", "text", "images", "surrogates", "script"]) {
      test(`a hostile page (${path}) is read or refused in words, and hurts nobody`, async () => {
        const tab = await here.browser.tab(`${HOSTILE}/${path}`);
        const popup = await here.browser.popup(tab);
        await popup.sees({ role: "button", name: "Pin page" });
        await press(popup, { role: "button", name: "Pin page" });
        const panel = await here.browser.panel();
        await panel.sees({ css: '[role="alert"], .editor' });
        assert.ok(!(await panel.text()).includes("Something went wrong"), await panel.text());
        await popup.close().catch(() => undefined);
        assert.equal(await tab.run(() => document.querySelectorAll("*").length > 5), true);
        await tab.close();
      });
    }

    test("an open shadow root is read, a closed one is not", async () => {
      const tab = await here.browser.tab(`${HOSTILE}/shadow`);
      const popup = await here.browser.popup(tab);
      await popup.sees({ css: "pf-found", name: "Said in the open." });
      await popup.sees({ css: "pf-found", name: "Said there too." });
      assert.ok(!(await popup.text()).includes("behind"), await popup.text());
      await popup.close();
      await tab.close();
    });

    test("what was kept of every page is found again, and leaves as one board and as notes", async () => {
      const library = await here.browser.own("library/index.html");
      const search = { role: "searchbox", name: "Search" };
      for (const [number, words] of all.entries()) {
        for (const query of [`"Noted of ${words}"`, `tag:"seen/number ${number}" board:"${BOARD}"`]) {
          await library.fill(search, query);
          await until(`one pin for ${query}`, async () => (await library.count({ css: "pf-card" })) === 1 && (await library.text()).includes(words));
        }
      }
      await library.fill(search, "");
      await library.click({ css: "pf-rail a", name: BOARD });
      await until("the whole board", async () => (await library.count({ css: "pf-card" })) === all.length);
      for (const format of ["Web page", "CRM note"] as const) {
        const { text } = await exported(here.browser, library, BOARD, format);
        for (const words of all) assert.ok(text.includes(words) && text.includes(`Noted of ${words}`), `${format} without ${words}`);
      }
      assert.ok(all.length >= 5, "too little was kept");
      await library.close();
    });

    test("no page of ours logged an error", () => assert.deepEqual(here.browser.errors, []));
  });
}

/** Pins what has these words, and sees in the panel what must have been read. */
async function pinned(browser: Browser, tab: Screen, words: string, read: readonly string[]): Promise<Screen> {
  const panel = await pin(browser, tab, words);
  await panel.says(words);
  for (const one of read) await panel.says(one);
  assert.ok(!(await panel.text()).includes("Robin Sample"), "the person signed in is nobody's author");
  return panel;
}
