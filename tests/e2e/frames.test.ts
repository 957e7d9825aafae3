// Comments that a page shows in a frame from another site: that site is a grant of its own, and then its comments are
// pinned like any others, each with who wrote it and where it stands on the page around the frame.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { KINDS } from "./lib/browser";
import { pages } from "./lib/network";
import { ROOT } from "./lib/places";
import { ofKind } from "./lib/records";
import type { Screen } from "./lib/screen";
import { command } from "./lib/summon";
import { until } from "./lib/wait";
import { world, type World } from "./lib/world";

const BLOG = "https://blog.pinfold.example";
const COMMENTS = "disqus.com";
/** Where its adapter says that pictures come from: both are asked for at once. */
const PICTURES = ["disquscdn.com", "uploads.disquscdn.com"];
const FRAME = `<!doctype html><html lang="en"><title>Blenders</title><h1>Blenders that last</h1><p>We tried nine of them.</p>
  <iframe title="Comments" src="https://${COMMENTS}/embed/comments/" width="700" height="400"></iframe></html>`;
const SWITCH = { role: "switch", name: COMMENTS } as const;

/** What is looked at of a stored pin. */
interface Pin {
  readonly author: { readonly handle?: string; readonly name?: string };
  readonly source: { readonly url?: string };
  readonly text?: string;
}

for (const kind of KINDS) {
  describe(`comments in a frame, ${kind}`, () => {
    let here: World;
    let own: Screen;
    let page: Screen;
    before(async () => {
      here = await world(kind);
      here.network.serve(new URL(BLOG).host, pages({ "/": FRAME }));
      here.network.serve(COMMENTS, pages({ "/embed/comments/": readFileSync(path.join(ROOT, "tests/fixtures/capture/disqus.html")) }));
      await here.browser.willGrant([COMMENTS, ...PICTURES].map((host) => `https://${host}/*`));
      own = await here.browser.own("options/index.html#sites");
      page = await here.browser.tab(`${BLOG}/`);
    });
    after(() => here.end());

    const isOn = (on: boolean): Promise<unknown> =>
      until(`the script of the frame to be ${on ? "there" : "gone"}`, () =>
        own.run(async (host, wanted) => (await chrome.scripting.getRegisteredContentScripts()).some(({ id }) => id === `site:${host}`) === wanted, COMMENTS, on),
      );
    const pins = async (): Promise<Pin[]> => (await ofKind(own, "pin")) as unknown as Pin[];

    test("the popup offers the frame's site beside the page's own", async () => {
      const popup = await here.browser.popup(page);
      await popup.sees(SWITCH);
      assert.equal(await popup.count({ role: "switch" }), 2);
      await popup.click(SWITCH);
      await popup.sees({ css: "[role=switch][aria-checked=true]" });
      await popup.close().catch(() => undefined);
      await isOn(true);
    });

    test("a comment in the frame is pinned with its author and its own address", async () => {
      await page.page?.bringToFront();
      // Into the frame, beside the first comment: what has the focus is what a key is for.
      const frame = await page.sees({ css: "iframe" });
      await page.hands.click(frame.x + frame.width - 20, frame.y + 20);
      await command(here.browser, page, own, "next-card", "Alt+Shift+J");
      await until("the comment to be pinned", async () => {
        await page.page?.keyboard.press("Enter");
        return (await pins()).length > 0;
      });
      const [pin] = await pins();
      assert.deepEqual(
        { handle: pin?.author.handle, name: pin?.author.name, url: pin?.source.url, text: pin?.text },
        { handle: "carla_k", name: "Carla K.", url: "https://blog.example/blenders/#comment-5551", text: "It leaks." },
      );
    });

    test("the page around the frame stays as it was", async () => assert.equal(await page.count({ css: "pinfold-overlay" }), 0));

    test("switched off, it is gone", async () => {
      const popup = await here.browser.popup(page);
      await popup.click({ css: "[role=switch][aria-checked=true]" });
      await popup.gone({ css: "[role=switch][aria-checked=true]" });
      await popup.close().catch(() => undefined);
      await isOn(false);
    });
  });
}
