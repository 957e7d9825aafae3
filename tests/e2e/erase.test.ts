// Everything deleted: asked twice, a backup offered, done in one go, and Pinfold as it was on the first day, with every open
// page of ours and of the web. The backup brings it back.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { KINDS } from "./lib/browser";
import { tabTo } from "./lib/focus";
import { note, pin, restored, tag } from "./lib/job";
import { stored } from "./lib/records";
import type { Screen } from "./lib/screen";
import { SOCIAL } from "./lib/sites";
import { switchOn } from "./lib/switch";
import { until } from "./lib/wait";
import { saved, world, type World } from "./lib/world";

const ERASE = { role: "button", name: "Delete everything now" } as const;

for (const kind of KINDS) {
  describe(`everything deleted, ${kind}`, () => {
    let here: World;
    let options: Screen;
    let library: Screen;
    let feed: Screen;
    let backup: string;
    before(async () => {
      here = await world(kind);
      await here.browser.willGrant([`${SOCIAL}/*`]);
      feed = await switchOn(here.browser, SOCIAL);
      const panel = await pin(here.browser, feed, "My Hearthside kettle");
      await tag(panel, "complaint/delivery/late");
      await note(panel, "Call back before Friday.");
      await here.browser.closePanel();
      library = await here.browser.own("library/index.html");
      await library.sees({ css: "pf-card" });
      options = await here.browser.own("options/index.html#privacy");
    });
    after(() => here.end());

    test("it says how much goes, and does nothing before that is confirmed", async () => {
      const earlier = await stored(options);
      await options.click({ role: "button", name: "Delete everything…" });
      await options.says("1 pin goes");
      const button = await options.sees(ERASE);
      assert.ok(button.disabled);
      await options.press("Escape");
      await options.gone({ css: "dialog[open]" });
      assert.deepEqual(await stored(options), earlier);
    });

    test("it offers a backup first", async () => {
      await options.click({ role: "button", name: "Delete everything…" });
      backup = await saved(here.browser, () => options.click({ role: "button", name: "Save a backup first" }));
      await options.says("Backup saved");
    });

    test("all of it goes, and the first day is back", async () => {
      // By keys alone, from where the dialog left the focus.
      await tabTo(here.browser, options, /I have a backup/u);
      await options.press(" ");
      await tabTo(here.browser, options, ERASE.name);
      await options.press("Enter");
      await options.says("Everything was deleted");
      await options.sees({ role: "heading", name: "Pin this post" });
      assert.deepEqual(await stored(options), { records: {}, pictures: [], ready: 0 });
      const left = await options.run(async () => ({
        local: Object.keys(await chrome.storage.local.get(null)),
        session: Object.keys(await chrome.storage.session.get(null)),
        origins: (await chrome.permissions.getAll()).origins ?? [],
        scripts: (await chrome.scripting.getRegisteredContentScripts()).length,
      }));
      assert.deepEqual(left, { local: [], session: [], origins: [], scripts: 0 });
    });

    test("what stood open shows none of it any more", async () => {
      await library.page?.bringToFront();
      await library.says("Pin your first post");
      assert.equal(await library.count({ css: "pf-card" }), 0);
      await feed.page?.bringToFront();
      await feed.hover({ css: "article" });
      const over = here.browser.overlay(feed);
      await until("no ring and no button on the page", async () => (await over.count({ css: ".ring" })) + (await over.count({ css: ".pin" })) === 0);
      const popup = await here.browser.popup(feed);
      await popup.sees({ css: "[role=switch][aria-checked=false]" });
      await popup.sees({ css: "pf-found .pf-button", name: "Pin" });
      assert.equal(await popup.count({ css: ".found-pinned" }), 0);
      await popup.close();
    });

    test("the backup brings it back", async () => {
      const again = await restored(here.browser, backup);
      await library.page?.bringToFront();
      await library.sees({ css: "pf-card" });
      await library.says("complaint");
      await again.close();
    });

    test("no page of ours logged an error", () => assert.deepEqual(here.browser.errors, []));
  });
}
