// What Pinfold draws on a site that was switched on: the button under a resting pointer or finger, the keys, the ring on
// what is pinned, the small editor of browsers without a panel, the bar at selected words, and its own way out. The
// shadow root is closed to the page; a debugger looks into it, and the pointer and the keys are real ones.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { KINDS } from "./lib/browser";
import { tap, touch } from "./lib/finger";
import { pages } from "./lib/network";
import { boxes, covered, ofPage, type Box } from "./lib/overlaid";
import { ofKind } from "./lib/records";
import type { Screen } from "./lib/screen";
import { SOCIAL } from "./lib/sites";
import { switchOn } from "./lib/switch";
import { until } from "./lib/wait";
import { world, type World } from "./lib/world";

const CROWDED = "https://crowded.pinfold.example";
const POST = "article.post";
const OURS = "pinfold-overlay";
/** The ring stands this far outside of its card. */
const OUT = 2;

for (const kind of KINDS) {
  describe(`the overlay, ${kind}`, () => {
    let here: World;
    let feed: Screen;
    let over: Screen;
    let own: Screen;
    before(async () => {
      here = await world(kind);
      here.network.serve(new URL(CROWDED).host, pages({ "/": crowded() }));
      await here.browser.willGrant([`${SOCIAL}/*`, `${CROWDED}/*`]);
      own = await here.browser.own("options/index.html#sites");
      feed = await switchOn(here.browser, SOCIAL);
      over = here.browser.overlay(feed);
    });
    after(() => here.end());

    const button = async (): Promise<Box | undefined> => (await boxes(here.browser, feed, ".pin"))[0];
    const pinned = (): Promise<Record<string, unknown>[]> => ofKind(own, "pin");
    /** Rests the pointer on a post's words until the button stands at that post. */
    const rest = async (at: number): Promise<Box> => {
      await feed.hover({ css: `${POST} p.text`, at });
      return until(`the button at post ${at}`, async () => {
        const [card, found] = [(await ofPage(feed, POST))[at], await button()];
        return card !== undefined && found !== undefined && within(found, card) && found;
      });
    };

    test("nothing is drawn until a person is there", async () => {
      await feed.says("My Hearthside kettle");
      assert.equal(await feed.count({ css: OURS }), 0);
    });

    test("the button stands at the post under the pointer, over nothing that the site needs", async () => {
      await feed.page?.bringToFront();
      for (let at = 0; at < 8; at++) assert.deepEqual(await covered(feed, await rest(at), POST), [], `post ${at}`);
    });

    test("what lies under the button's layer still takes the pointer", async () => {
      await feed.click({ role: "button", name: "14 replies" });
      await feed.click({ css: `${POST} p.text`, at: 1 });
      await feed.says("← Home");
      await feed.click({ role: "link", name: "Home" });
      await feed.says("My Hearthside kettle");
    });

    test("a press pins the post, says so, and rings it", async () => {
      await rest(0);
      await over.click({ css: ".pin:not(.done) button", at: 0 });
      await over.sees({ css: ".pin.done" });
      assert.deepEqual((await pinned()).map((pin) => (pin["source"] as { native_id?: string }).native_id ?? pin["url"]).length, 1);
      await ringed(0);
      if (kind === "firefox") {
        // No browser opens a sidebar from a page: the small editor is on the page.
        await over.sees({ css: ".editor" });
        assert.equal(await focused(), "tags");
        await feed.hands.type("complaint/late");
        await feed.press("Enter");
        await over.sees({ css: ".editor .chips button", name: "Remove tag complaint/late" });
        await over.click({ css: "#note" });
        await feed.hands.type("Call back before Friday");
        await over.sees({ css: ".editor .status", name: "Saved" });
        await feed.press("Escape");
        await over.gone({ css: ".editor" });
        const [note] = await ofKind(own, "annotation");
        assert.equal(note?.["body"], "Call back before Friday");
        assert.deepEqual((await pinned())[0]?.["tags"], ["complaint/late"]);
      } else {
        await over.sees({ css: ".toast", name: "Pinned" });
        const panel = await here.browser.panel();
        await panel.says("Carla Moreno");
      }
    });

    test("a press on what is pinned opens it and pins nothing twice", async () => {
      await feed.page?.bringToFront();
      await rest(1);
      await rest(0);
      await over.click({ css: ".pin.done button", at: 0 });
      if (kind === "firefox") {
        await over.sees({ css: ".editor .chips button", name: "Remove tag complaint/late" });
        await feed.press("Escape");
        await over.gone({ css: ".editor" });
      } else await (await here.browser.panel()).says("Carla Moreno");
      assert.equal((await pinned()).length, 1);
    });

    test("after a reload the ring is there again, and follows its post", async () => {
      await feed.page?.reload();
      await feed.says("My Hearthside kettle");
      await rest(1);
      await ringed(0);
      await feed.run(() => scrollBy(0, 120));
      await ringed(0);
    });

    test("keys go to the next post and back, and pin it", async () => {
      await feed.run(() => scrollTo(0, 0));
      await feed.hands.hover(10, 400);
      await feed.press("Alt+Shift+J");
      const first = await here_at();
      await feed.press("Alt+Shift+J");
      await until("the next post", async () => (await here_at()) === first + 1);
      await feed.press("Alt+Shift+J");
      await until("the one after", async () => (await here_at()) === first + 2);
      await feed.press("Alt+Shift+K");
      await until("the one before", async () => (await here_at()) === first + 1);
      await over.sees({ css: ".pin:not(.done) button", name: `${first + 2} of 8` });
      await feed.press("Alt+Shift+P");
      await over.sees({ css: ".pin.done" });
      await until("two pins", async () => (await pinned()).length === 2);
      await ringed(first + 1);
    });

    test("somebody who types is left alone", async () => {
      if (kind === "firefox") {
        await over.sees({ css: ".editor" });
        await feed.press("Escape");
        await over.gone({ css: ".editor" });
      }
      await feed.run(() => {
        const field = document.createElement("input");
        document.querySelector("header")?.append(field);
        field.focus();
      });
      const before = await here_at();
      await feed.press("Alt+Shift+J");
      await feed.hands.type("kettle");
      assert.match(String(await feed.run(() => document.querySelector("input")?.value)), /kettle$/);
      assert.equal(await here_at(), before);
      await feed.run(() => document.querySelector("input")?.remove());
    });

    test("a pin can be taken back where it was made", async () => {
      await rest(3);
      await over.click({ css: ".pin:not(.done) button", at: 0 });
      await until("three pins", async () => (await pinned()).length === 3);
      await over.click({ role: "button", name: "Undo" });
      await until("two pins", async () => (await pinned()).length === 2);
      await over.sees({ css: ".pin:not(.done)" });
    });

    test("selected words are highlighted from the bar", async () => {
      const words = await feed.still({ css: `${POST} p.text`, at: 5 });
      await feed.page?.mouse.move(words.x + 2, words.y + 10);
      await feed.page?.mouse.down();
      await feed.page?.mouse.move(words.x + 160, words.y + 10, { steps: 4 });
      await feed.page?.mouse.up();
      await over.sees({ css: ".bar" });
      await over.click({ css: ".bar button", name: "Highlight" });
      const note = await until("the highlight", async () => (await ofKind(own, "annotation")).find((one) => one["motivation"] === "highlighting"));
      const quote = (note["target"] as { quote: { exact: string } }).quote.exact;
      assert.ok("Same here. If a parcel leaks, do not open it at home.".startsWith(quote) && quote.length > 8, quote);
    });

    test("a picture alone is pinned from the button's menu", async () => {
      await feed.hover({ css: `${POST} img`, at: 3 });
      await over.sees({ css: ".pin:not(.done) button" });
      await over.click({ role: "button", name: "More" });
      await over.click({ role: "button", name: "Pin this picture only" });
      await until("a pin that is a picture", async () => (await pinned()).some((pin) => pin["kind"] === "image"));
      if (kind === "firefox") await feed.press("Escape");
    });

    test("among controls everywhere the button finds a free spot or stays away", async () => {
      const tab = await switchOn(here.browser, CROWDED);
      await tab.page?.bringToFront();
      const cards = await ofPage(tab, POST);
      for (let at = 0; at < cards.length; at++) {
        await tab.hover({ css: `${POST} p`, at });
        const card = (await ofPage(tab, POST))[at];
        const found = await until(`the button at card ${at}`, async () => {
          const [box] = await boxes(here.browser, tab, ".pin");
          return box !== undefined && card !== undefined && box.bottom > card.top - 40 && box.top < card.bottom + 40 && box;
        });
        assert.deepEqual(await covered(tab, found, POST), [], `card ${at}`);
      }
      await tab.close();
    });

    test("a finger that rests shows the button, one that only taps does not", async () => {
      const tab = await here.browser.tab(CROWDED);
      const words = await tab.sees({ css: `${POST} p`, at: 3 });
      const [x, y] = [words.x + 20, words.y + words.height / 2];
      await tap(here.browser, tab, x, y);
      assert.deepEqual(await boxes(here.browser, tab, ".pin"), []);
      const lift = await touch(here.browser, tab, x, y);
      const found = await until("the button", async () => (await boxes(here.browser, tab, ".pin"))[0]);
      await lift();
      const before = (await pinned()).length;
      await tap(here.browser, tab, found.left + 20, (found.top + found.bottom) / 2);
      await until("one more pin", async () => (await pinned()).length === before + 1);
      await tab.close();
    });

    test("the site is switched off from the button itself, and on again in the options", async () => {
      await feed.page?.bringToFront();
      await rest(1);
      await over.click({ role: "button", name: "More" });
      await over.click({ css: ".menu button", name: "Don’t show on social.pinfold.example" });
      await over.sees({ css: ".toast", name: "no longer shows" });
      assert.deepEqual([await boxes(here.browser, feed, ".pin"), await boxes(here.browser, feed, ".ring")], [[], []]);
      await until("the site to be off", async () => (await ofKind(own, "site")).some((site) => site["state"] === "off"));
      await until("no script for it", async () => !(await registered()).includes("site:social.pinfold.example"));
      await feed.press("Alt+Shift+J");
      await feed.page?.reload();
      await feed.says("My Hearthside kettle");
      await feed.hover({ css: `${POST} p.text`, at: 1 });
      assert.equal(await feed.count({ css: OURS }), 0);

      await own.page?.bringToFront();
      await own.click({ role: "switch", name: "social.pinfold.example" });
      await own.says("Switched on for social.pinfold.example");
      await until("its script", async () => (await registered()).includes("site:social.pinfold.example"));
      // The page that stands open has it at once.
      await feed.page?.bringToFront();
      await rest(2);
    });

    test("no page of ours logged an error", () => assert.deepEqual(here.browser.errors, []));

    async function ringed(at: number): Promise<void> {
      await until(`a ring around post ${at}`, async () => {
        const [card, rings] = [(await ofPage(feed, POST))[at], await boxes(here.browser, feed, ".ring:not(.here)")];
        return card !== undefined && rings.some((ring) => around(ring, card));
      });
    }

    /** The place of the post that the keys are at; -1 where they are at none. */
    async function here_at(): Promise<number> {
      const [ring] = await boxes(here.browser, feed, ".ring.here");
      return (await ofPage(feed, POST)).findIndex((card) => ring !== undefined && around(ring, card));
    }

    /** The field of ours that has the focus. */
    const focused = (): Promise<unknown> => over.hands.evaluate("document.activeElement?.id ?? null");

    const registered = (): Promise<string[]> => own.run(async () => (await chrome.scripting.getRegisteredContentScripts()).map(({ id }) => id));
  });
}

const within = (inner: Box, outer: Box): boolean => inner.left >= outer.left && inner.right <= outer.right && inner.top >= outer.top && inner.bottom <= outer.bottom;

const around = (ring: Box, card: Box): boolean =>
  [ring.left + OUT - card.left, ring.top + OUT - card.top, ring.right - OUT - card.right, ring.bottom - OUT - card.bottom].every((apart) => Math.abs(apart) < 1);

/** Posts whose corners and edges the site has taken itself, under a bar that stays. */
function crowded(): string {
  const row = (many: number, words: string): string => `<nav>${`<button>${words}</button>`.repeat(many)}</nav>`;
  const post = (id: number, inner: string): string =>
    `<article class="post" id="p${id}"><header><a rel="author" href="/@ada${id}">Ada ${id}</a> <a href="/@ada${id}/${id}"><time datetime="2026-03-01T0${id}:00:00Z">1 March</time></a></header>${inner}</article>`;
  const posts = [
    post(1, `${row(40, "Up")}<p>The lid leaks.</p>${row(40, "Down")}`),
    post(2, `<p>The spout leaks, too, and the handle is loose.</p>${row(60, "Go")}`),
    post(3, `${row(60, "Do")}<p>The base does not.</p>`),
    post(4, `<p>What a kettle. It whistles, at least, and that is something to be thankful for.</p>`),
  ];
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Crowded</title><style>
    body { margin: 0; font: 15px/1.4 sans-serif } .bar { position: sticky; top: 0; padding: 20px; background: #eee } main { margin: 0 0 60vh }
    article { margin: 12px; border: 1px solid #999 } nav { display: flex; flex-wrap: wrap } nav button { flex: 1; min-width: 60px; height: 34px }
    </style><div class="bar"><a href="/">Home</a> <button>Search</button></div><main>${posts.join("")}</main>`;
}
