// What is easily never looked at: the screens of teaching, of choosing many and of a thing's history, in both languages of
// ours, both themes, on a narrow window and mirrored. axe finds nothing, nothing stands out of the window, and the pictures are
// left in `target/screens` to be looked at.
import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { findings, findingsOfDrawn } from "./lib/axe";
import { KINDS } from "./lib/browser";
import { choose, made } from "./lib/files";
import { press, tabTo } from "./lib/focus";
import { teach } from "./lib/job";
import { TARGET } from "./lib/places";
import type { Screen } from "./lib/screen";
import { CLEARING, EMPTY, SOCIAL } from "./lib/sites";
import { SEEN, taught } from "./lib/taught";
import { until } from "./lib/wait";
import { sticksOut } from "./lib/width";
import { world, type World } from "./lib/world";

const WIDTHS = [360, 1280];
const LANGUAGES = [undefined, "de"] as const;
const THEMES = ["light", "dark"] as const;

for (const kind of KINDS) {
  for (const language of LANGUAGES) {
    describe(`looks, ${kind}, ${language ?? "en"}`, () => {
      let here: World;
      const out = path.join(TARGET, "screens", kind);
      const shoot = async (screen: Screen, name: string): Promise<void> => writeFileSync(path.join(out, `${language ?? "en"}-${name}.png`), await screen.hands.shot());

      before(async () => {
        mkdirSync(out, { recursive: true });
        here = await world(kind, language === undefined ? {} : { language });
      });
      after(() => here.end());

      /** A page of ours in every way it is looked at, at this place in it. */
      const looked = async (screen: Screen, name: string, at: string): Promise<void> => {
        const arrive = (): Promise<void> => screen.run((css) => void document.querySelector(css)?.scrollIntoView({ block: "start" }), at);
        for (const theme of THEMES) {
          await here.browser.theme(screen, theme);
          for (const width of screen.page === undefined ? [0] : WIDTHS) {
            await screen.page?.setViewport({ width, height: 900 });
            await arrive();
            await screen.settled();
            await shoot(screen, `${name}-${theme}-${width}`);
            assert.deepEqual(await sticksOut(screen), [], `${name}, ${width}`);
          }
          assert.deepEqual(await findings(screen), [], `${name}, ${theme}`);
        }
        await screen.run(() => void document.documentElement.setAttribute("dir", "rtl"));
        await arrive();
        await screen.settled();
        await shoot(screen, `${name}-mirrored`);
        assert.deepEqual(await sticksOut(screen), [], `${name}, mirrored`);
      };
      /** What is drawn over somebody's page: for that page's own window. */
      const drawn = async (over: Screen, tab: Screen, bench: Screen, name: string): Promise<void> => {
        for (const theme of THEMES) {
          for (const width of WIDTHS) {
            await tab.page?.setViewport({ width, height: 800 });
            await here.browser.theme(tab, theme);
            await shoot(tab, `${name}-${theme}-${width}`);
          }
        }
        assert.deepEqual(await findingsOfDrawn(over, bench), [], name);
        await tab.page?.bringToFront();
      };

      test("adapters: none yet", async () => {
        const options = await here.browser.own("options/index.html#adapters");
        await options.sees({ css: "pf-adapters .pf-empty" });
        await looked(options, "adapters-empty", "#adapters");
        await options.close();
      });

      test("adapters with every trouble there is", async () => {
        const options = await here.browser.own("options/index.html#backup");
        await choose(options, made("taught.json", taught()));
        await options.click({ css: "pf-import .pf-primary" });
        await options.sees({ css: "pf-adapters li.adapter" });
        await options.close();
        const full = await here.browser.own("options/index.html#adapters");
        await full.sees({ css: "pf-adapters .pf-chip[data-colour=bad]" });
        // By keys alone: every stop on the way is on the screen and marked.
        await tabTo(here.browser, full, /old\.example/u);
        await looked(full, "adapters-full", "#adapters");
        await full.close();
      });

      test("how a thing changed", async () => {
        const library = await here.browser.own(`library/index.html#pin=${SEEN}`);
        await library.sees({ css: "pf-sightings li" });
        await looked(library, "history", "pf-sightings");
        await library.close();
      });

      test("what everything deleted asks", async () => {
        const options = await here.browser.own("options/index.html#privacy");
        await options.click({ css: "pf-erase .pf-danger" });
        await options.sees({ css: "dialog[open]" });
        await looked(options, "erase", "#privacy");
        await options.close();
      });

      test("choosing many", async () => {
        const feed = await here.browser.tab(SOCIAL);
        await feed.page?.setViewport({ width: 1280, height: 1_800 });
        const popup = await here.browser.popup(feed);
        await popup.click({ css: ".found:has(+ .popup-deeds) > .pf-button" });
        await popup.sees({ css: ".picker-list input" });
        await tabTo(here.browser, popup, "Tomasz Nowak");
        await press(here.browser, popup, " ");
        await until("one chosen", async () => (await popup.count({ css: ".picker-list input:checked" })) === 1);
        await looked(popup, "picker", "pf-picker");
        await popup.click({ css: ".picker-all input" });
        await shoot(popup, "picker-all");
        await popup.close();
        await feed.close();
      });

      test("teaching", async () => {
        const bench = await here.browser.tab(EMPTY);
        const tab = await here.browser.tab(`${CLEARING}/elsewhere`);
        const over = here.browser.overlay(tab);
        await teach(here.browser, tab);
        await over.sees({ css: ".teach-ask" });
        await tab.hover({ css: ".moss-name", at: 1 });
        await over.sees({ css: ".teach-reading b" });
        await drawn(over, tab, bench, "teach-ask");
        await tab.click({ css: ".moss-name", at: 1 });
        await over.sees({ css: ".teach-picked li" });
        await tab.click({ css: ".leaf" });
        await over.sees({ css: ".teach-picked li", at: 1 });
        await tab.click({ css: ".fern-when" });
        await over.sees({ css: ".teach-picked li", at: 2 });
        await tab.click({ css: ".fern-no" });
        await over.sees({ css: ".warn" });
        await drawn(over, tab, bench, "teach-refused");
        await tab.click({ css: ".fern-when" });
        await over.sees({ css: ".teach-list li" });
        await drawn(over, tab, bench, "teach-found");
        await tab.close();
        await bench.close();
      });

      test("no page of ours logged an error", () => assert.deepEqual(here.browser.errors.filter((one) => !one.includes("Content Security Policy") && !one.includes("Content-Security-Policy")), []));
    });
  }
}
