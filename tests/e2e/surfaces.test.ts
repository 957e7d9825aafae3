// Every page of ours, empty and with a pin: axe finds nothing, in both themes, at three widths; the pictures
// are left in `target/screens` to be looked at.
import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { after, afterEach, before, describe, test } from "node:test";
import { findings } from "./lib/axe";
import { KINDS } from "./lib/browser";
import { pin, tag } from "./lib/job";
import { looked } from "./lib/looked";
import { TARGET } from "./lib/places";
import type { Screen } from "./lib/screen";
import { SOCIAL } from "./lib/sites";
import { world, type World } from "./lib/world";

const PAGES = ["library", "options", "welcome", "panel"];
const WIDTHS = [360, 800, 1440];

for (const kind of KINDS) {
  describe(`surfaces, ${kind}`, () => {
    let here: World;
    const out = path.join(TARGET, "screens", kind);
    before(async () => {
      mkdirSync(out, { recursive: true });
      here = await world(kind);
    });
    afterEach(() => here.browser.closePanel());
    after(() => here.end());

    for (const state of ["empty", "pinned"]) {
      for (const name of PAGES) {
        test(`${name}, ${state}`, async () => {
          if (state === "pinned" && name === PAGES[0]) {
            const feed = await here.browser.tab(SOCIAL);
            await tag(await pin(here.browser, feed, "My Hearthside kettle"), "complaint/delivery/late");
            await feed.close();
          }
          const screen = await here.browser.own(`${name}/index.html`);
          await screen.sees({ css: "main" });
          for (const theme of ["light", "dark"] as const) {
            await here.browser.theme(screen, theme);
            for (const width of WIDTHS) {
              await screen.page?.setViewport({ width, height: 900 });
              writeFileSync(path.join(out, `${name}-${state}-${theme}-${width}.png`), await screen.hands.shot());
            }
            assert.deepEqual(await findings(screen), [], theme);
          }
          await screen.close();
        });
      }
    }

    test("the popup", async () => {
      const feed = await here.browser.tab(SOCIAL);
      const popup = await here.browser.popup(feed);
      await popup.sees({ css: "pf-found" });
      await looked(here.browser, popup, "popup");
      await popup.close();
      await feed.close();
    });

    /** What opens over the library, and how. */
    const OVER: Readonly<Record<string, (library: Screen) => Promise<void>>> = {
      export: (library) => library.click({ role: "button", name: "Export" }),
      commands: (library) => library.press("Control+k"),
      keys: (library) => library.press("?"),
    };
    for (const [name, open] of Object.entries(OVER)) {
      test(`over the library: ${name}`, async () => {
        const library = await here.browser.own("library/index.html");
        await library.sees({ css: "pf-card" });
        await open(library);
        await library.sees({ css: "dialog[open]" });
        await library.settled();
        await looked(here.browser, library, name);
        await library.close();
      });
    }
  });
}
