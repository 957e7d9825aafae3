// A library of 10,000 pins in the real page: what is drawn stays bounded however far one scrolls, search answers while
// one types, and what is done to all of them is done. Times are printed, never judged: the machine has other things to do.
import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { KINDS } from "./lib/browser";
import { backupOf, ON_BOARD, RARE } from "./lib/crowd";
import { inDatabase } from "./lib/database";
import { note, quantile } from "./lib/figure";
import { choose, made } from "./lib/files";
import { scroll } from "./lib/frames";
import { TARGET } from "./lib/places";
import type { Screen } from "./lib/screen";
import { until } from "./lib/wait";
import { world, type World } from "./lib/world";

const PINS = 10_000;
/** What takes long with so many, two browsers sharing two cores. */
const LONG_MS = 60_000;
/** Elements of the page, whatever is scrolled to: some thirty pins of at most fifty elements each, and what stands around. */
const MOST_ELEMENTS = 4_000;
const MOST_PINS = 80;
const FRAMES = 150;
const TAGS = 10_000;

for (const kind of KINDS) {
  describe(`${PINS} pins, ${kind}`, () => {
    let here: World;
    let library: Screen;
    const told = (name: string, value: number): void => note(`many-${kind}-${name}`, value, "ms");
    before(async () => {
      here = await world(kind);
    });
    after(() => here.end());

    const timed = async (name: string, work: () => Promise<unknown>): Promise<void> => {
      const start = performance.now();
      await work();
      told(name, performance.now() - start);
    };
    const drawn = (): Promise<{ elements: number; pins: number }> =>
      library.run(() => ({ elements: document.querySelectorAll("*").length, pins: document.querySelectorAll("li[data-index], li.waiting").length }));
    const bounded = async (where: string): Promise<void> => {
      const { elements, pins } = await drawn();
      assert.ok(elements <= MOST_ELEMENTS && pins <= MOST_PINS && pins > 3, `${where}: ${elements} elements, ${pins} pins`);
    };
    const total = (count: number): Promise<unknown> => library.sees({ css: `li[aria-setsize="${count}"]` }, LONG_MS);
    const shoot = async (name: string): Promise<void> => {
      const folder = path.join(TARGET, "screens", kind);
      mkdirSync(folder, { recursive: true });
      writeFileSync(path.join(folder, `many-${name}.png`), await library.hands.shot());
    };

    test("a backup of them is restored", async () => {
      const options = await here.browser.own("options/index.html#backup");
      const file = made("many.json", backupOf(PINS));
      await timed("preview", async () => {
        await choose(options, file);
        await options.sees({ css: ".restore" }, LONG_MS);
      });
      await options.says("10,000");
      await timed("restore", async () => {
        await options.click({ role: "button", name: "Restore", exact: true });
        await options.says("restored", LONG_MS);
      });
      await options.close();
    });

    test("the library opens on them", async () => {
      await timed("open", async () => {
        library = await here.browser.own("library/index.html");
        await total(PINS);
      });
      await library.says("10,000");
      await bounded("at the top");
      await shoot("top");
    });

    for (const layout of ["list", "masonry"] as const) {
      test(`${layout}: scrolling draws what is near, and no more`, async () => {
        if (layout === "masonry") await library.press("v");
        await until(layout, () => library.run((name) => document.querySelector("ul[data-layout]")?.getAttribute("data-layout") === name, layout));
        const gaps = await library.run(scroll, FRAMES);
        for (const share of [0.5, 0.95, 1]) told(`${layout}-frame-p${share * 100}`, quantile(gaps, Math.min(share, 0.999)));
        await bounded("after scrolling");
        await library.press("End");
        await library.sees({ css: `li[aria-posinset="${PINS}"]` });
        await bounded("at the end");
        await shoot(`${layout}-end`);
        await library.press("Home");
        await library.sees({ css: 'li[aria-posinset="1"]' });
        // A jump into the middle, as with the scroll bar.
        await library.run(() => {
          const scroller = document.querySelector("[data-scroller]");
          if (scroller !== null) scroller.scrollTop = scroller.scrollHeight / 2;
        });
        await until("pins in the middle", () =>
          library.run(() => Array.from(document.querySelectorAll("li[data-index]"), (one) => Number(one.getAttribute("data-index"))).some((at) => at > 4_000 && at < 6_000)),
        );
        await until("none of them to be waited for", () => library.run(() => document.querySelectorAll("li.waiting").length === 0));
        await bounded("in the middle");
      });
    }

    test("search answers while one types", async () => {
      await library.press("/");
      const word = RARE.word;
      await library.hands.type(word.slice(0, -1));
      await timed("last-letter-to-results", async () => {
        await library.hands.type(word.slice(-1));
        await total(PINS / RARE.each);
      });
      await library.press("Control+a");
      await timed("phrase-to-results", async () => {
        await library.hands.type('kettle tag:praise -"nobody answers"');
        await until("pins that fit", async () => (await library.count({ css: "li[data-pin]" })) > 3 && (await library.text()).includes("kettle"));
      });
      await library.press("Escape");
      await total(PINS);
      await library.press("Escape");
    });

    test("a board of many is in order", async () => {
      await library.press("Control+k");
      await library.hands.type("crowded");
      await timed("board", async () => {
        await library.press("Enter");
        await total(PINS / ON_BOARD);
      });
      await bounded("on the board");
      await library.press("1");
      await total(PINS);
    });

    test("all of them are tagged at once, and one press takes it back", async () => {
      await library.press("Control+a");
      await library.says("10,000 chosen", LONG_MS);
      await library.press("t");
      await library.fill({ css: "pf-dialog input" }, "everything");
      await library.press("Enter");
      await timed("tag-all", async () => {
        await library.click({ role: "button", name: "Apply" });
        await library.says("10,000 pins tagged", LONG_MS);
      });
      await timed("undo-all", async () => {
        await library.press("Control+z");
        await library.says("Undone", LONG_MS);
      });
      await bounded("after all that");
    });

    test("what many were given stays when the background dies before it went to its place", async () => {
      await library.press("Control+a");
      await library.says("10,000 chosen", LONG_MS);
      await library.press("t");
      await library.fill({ css: "pf-dialog input" }, "kept");
      await library.press("Enter");
      await library.click({ role: "button", name: "Apply" });
      await library.says("10,000 pins tagged", LONG_MS);
      await here.browser.killBackground();
      const options = await here.browser.own("options/index.html#backup");
      assert.ok((await logged(options)) > 0, "not all in their places");
      const found = async (): Promise<void> => {
        const again = await here.browser.own("library/index.html");
        await again.press("/");
        await again.hands.type("tag:kept");
        await again.sees({ css: `li[aria-setsize="${PINS}"]` }, LONG_MS);
        await again.close();
      };
      await found();
      // Whatever is stored next has the background look after what the one before it left.
      await options.run(() => chrome.runtime.sendMessage({ ask: { edit: { change: "01ARZ3NDEKTSV4RRFFQ69G5FAV", command: { site_switch: { host: "shop.example", state: "off" } } } } }));
      await until("all in their places", async () => (await logged(options)) === 0, LONG_MS);
      await found();
      await options.close();
    });

    test(`${TAGS} tags are brought in, found while one types, and given by a few letters`, async () => {
      await library.press("5");
      await library.sees({ role: "heading", name: "Vocabulary" });
      await library.click({ role: "button", name: "Vocabulary menu" });
      await library.click({ role: "menuitem", name: "Bring in a vocabulary" });
      const rows = Array.from({ length: TAGS }, (_, at) => `range ${at % 50}/group ${Math.floor(at / 50) % 20}/model ${at},,,,,,\r\n`);
      const head = "tag,colour,synonyms,description,called_before,told_apart_from,needed_on\r\n";
      await choose(library, made("tags.csv", `\uFEFF${head}${rows.join("")}`), "pf-import");
      await library.sees({ role: "button", name: "Import", exact: true }, LONG_MS);
      const there = (): Promise<boolean> => library.run((tags) => Number(/([\d,]+) tags/u.exec(document.querySelector(".vocabulary-tabs")?.textContent ?? "")?.[1]?.replace(",", "")) >= tags, TAGS);
      await timed("tags-brought-in", async () => {
        await library.click({ role: "button", name: "Import", exact: true });
        await until("all of them", there, LONG_MS);
      });
      // Once it is closed, the focus goes back to where it was, and what is typed with it.
      await library.gone({ css: "pf-import" });
      await library.click({ css: ".vocabulary-find input" });
      await library.hands.type("model 777");
      await timed("tags-last-letter-to-rows", async () => {
        await library.hands.type("7");
        await until("the one row of its name", async () => (await library.count({ css: ".tag-name[title$='model 7777']" })) === 1);
      });
      const { elements } = await drawn();
      assert.ok(elements <= MOST_ELEMENTS, `${elements} elements`);
      await library.run(() => (document.activeElement as HTMLElement).blur());
      await library.press("1");
      await total(PINS);
      await library.press("j");
      await library.press("t");
      await until("the focus in the field", () => library.run(() => document.activeElement?.matches("pf-dialog input") === true));
      await library.hands.type("model 12");
      await timed("tags-last-letter-to-offer", async () => {
        await library.hands.type("3");
        await library.says("model 123");
      });
      await shoot("tags");
      await library.press("Escape");
    });

    test("no page of ours logged an error", () => assert.deepEqual(here.browser.errors, []));
  });
}

/** How much is stored that did not go to its place yet. */
const logged = (own: Screen): Promise<number> => inDatabase(own, "pinfold", ({ database, done }) => done(database.transaction("log").objectStore("log").count()));
