// Teaching a site whose posts nothing tells, by pointer and by keys alone, on a page that acts on every press and on one
// that allows nothing; and what was taught: used after the background's death, exported, removed and imported.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { findings, findingsOfDrawn } from "./lib/axe";
import { KINDS } from "./lib/browser";
import { choose } from "./lib/files";
import { pin, teach } from "./lib/job";
import { boxes } from "./lib/overlaid";
import { ofKind } from "./lib/records";
import type { Screen } from "./lib/screen";
import { CLEARING, EMPTY, HUSHED } from "./lib/sites";
import { until } from "./lib/wait";
import { saved, world, type World } from "./lib/world";

const HOST = new URL(CLEARING).host;
const OURS = "pinfold-overlay";

for (const kind of KINDS) {
  describe(`teaching, ${kind}`, () => {
    let here: World;
    let own: Screen;
    let tab: Screen;
    let over: Screen;
    let bench: Screen;
    let file: string;
    before(async () => {
      here = await world(kind);
      own = await here.browser.own("options/index.html#adapters");
      bench = await here.browser.tab(EMPTY);
      tab = await here.browser.tab(`${CLEARING}/talk/12`);
      over = here.browser.overlay(tab);
    });
    after(() => here.end());

    /** Begins on a page as a person does, in the popup. */
    const begin = async (page: Screen): Promise<void> => {
      await teach(here.browser, page);
      await asked(here.browser.overlay(page), "Click the author of one post");
    };
    /** The popup shows what the window shows first. */
    const goTo = (post: number): Promise<void> => tab.run((at) => document.querySelectorAll(".bark")[at]?.scrollIntoView({ block: "start" }), post);
    const pins = (): Promise<{ source: { adapter?: { id: string }; native_id?: string; url?: string }; author?: { name?: string } }[]> => ofKind(own, "pin") as never;
    /** The page that stands open has nothing to pin. */
    const none = async (): Promise<void> => {
      const popup = await here.browser.popup(tab);
      await popup.says("No posts, reviews or products were found here");
      await popup.close();
    };
    const adapters = async (): Promise<string[]> => (await ofKind(own, "adapter")).map((one) => String(one["host"]));

    test("a post is shown by its parts, and every post like it is found", async () => {
      await begin(tab);
      // The first is the person who is signed in.
      await tab.hover({ css: ".moss-name", at: 1 });
      await over.sees({ css: ".teach-reading", name: "Odile Ferrand" });
      assert.deepEqual(await findingsOfDrawn(over, bench), []);
      await tab.page?.bringToFront();
      await tab.click({ css: ".moss-name", at: 1 });
      await asked(over, "Now the text of the same post");
      await over.sees({ css: ".teach-picked li", name: "Odile Ferrand" });
      await tab.click({ css: ".leaf" });
      await asked(over, "Its date or time");
      await tab.click({ css: ".fern-when" });
      await asked(over, "The link that leads to this one post");
      // What is no link is refused in words, and nothing is lost.
      await tab.click({ css: ".fern-no" });
      await over.sees({ css: ".warn", name: "That is no link" });
      await tab.click({ css: ".fern-when" });
      await asked(over, "5 posts found");
      assert.equal(await over.count({ css: ".teach-list li" }), 5);
      for (const words of ["Odile Ferrand", "Benno Adler", "Saskia Lund", "Imre Halász"]) await over.sees({ css: ".teach-list li", name: words });
      await over.sees({ css: ".teach-list li", name: "No author" });
      await over.sees({ css: ".teach-list li", name: "Author missing" });
      assert.equal(await over.count({ css: ".teach-list li", name: "Robin Sample knows" }), 1);
      assert.ok((await boxes(here.browser, tab, ".teach-ring")).length >= 3, "posts on the screen have rings");
      assert.deepEqual(await findingsOfDrawn(over, bench), []);
      await tab.page?.bringToFront();
      assert.deepEqual(await adapters(), [], "nothing is stored before it is confirmed");
    });

    test("a row of the list leads to its post", async () => {
      await over.click({ css: ".teach-list button", at: 4 });
      await over.sees({ css: ".teach-ring.here", name: "5" });
    });

    test("the page heard nothing and is as it was", async () => {
      assert.deepEqual(
        await tab.run(() => [document.body.dataset["heard"], document.body.dataset["key"], location.hash]).then((all) => all.map((one) => one ?? "")),
        ["", "", ""],
      );
      assert.equal(await tab.run((ours) => document.querySelectorAll(ours).length, OURS), 1);
    });

    test("what was taught is kept, and used at once", async () => {
      await over.click({ role: "button", name: "Use on this site" });
      await over.sees({ css: ".toast", name: `Pinfold now reads ${HOST}` });
      assert.deepEqual(await adapters(), [HOST]);
      await goTo(0);
      const panel = await pin(here.browser, tab, "The spout of my copper kettle");
      await panel.says("Odile Ferrand");
      const [made] = await pins();
      assert.equal(made?.source.adapter?.id, `user:${HOST}`);
      assert.equal(made?.source.url, `${CLEARING}/talk/12/said/301`);
      await here.browser.closePanel();
    });

    test("a background that wakes anew knows it still", async () => {
      await here.browser.killBackground();
      await goTo(1);
      const panel = await pin(here.browser, tab, "Mine did that too");
      await panel.says("Benno Adler");
      await here.browser.closePanel();
      assert.deepEqual((await pins()).map((one) => one.source.adapter?.id), [`user:${HOST}`, `user:${HOST}`]);
    });

    test("the options show how well it reads", async () => {
      await own.page?.bringToFront();
      await own.says(HOST);
      await own.says("2 of the last 2 captures complete");
    });

    test("it is switched off, and on again", async () => {
      await own.click({ role: "switch", name: `Use the adapter for ${HOST}` });
      await own.sees({ css: `pf-adapters [role=switch][aria-checked=false]` });
      // The page that stands open is told at once.
      await tab.page?.bringToFront();
      await none();
      await own.page?.bringToFront();
      await own.click({ role: "switch", name: `Use the adapter for ${HOST}` });
      await own.sees({ css: `pf-adapters [role=switch][aria-checked=true]` });
    });

    test("it leaves as a file, is removed, and comes back from the file", async () => {
      file = await saved(here.browser, () => own.click({ role: "button", name: `Export the adapter for ${HOST}` }));
      await own.click({ role: "button", name: `Remove the adapter for ${HOST}` });
      await own.says("No adapter of your own yet");
      assert.deepEqual(await adapters(), []);
      await choose(own, file, "pf-adapters");
      await own.says(`Pinfold now reads ${HOST} with the imported adapter`);
      assert.deepEqual(await adapters(), [HOST]);
      await tab.page?.bringToFront();
      await goTo(3);
      const panel = await pin(here.browser, tab, "The maker sends a new seal");
      await panel.says("Saskia Lund");
      await here.browser.closePanel();
    });

    test("a backup has it, and brings it back to a page that stands open", async () => {
      await own.page?.bringToFront();
      const backup = await saved(here.browser, () => own.click({ role: "button", name: "Save a backup" }));
      await own.click({ role: "button", name: `Remove the adapter for ${HOST}` });
      await own.says("No adapter of your own yet");
      await tab.page?.bringToFront();
      await none();
      await own.page?.bringToFront();
      await choose(own, backup);
      await own.click({ role: "button", name: "Restore", exact: true });
      await until("the adapter", async () => (await adapters()).length === 1);
      await own.says("complete");
      await tab.page?.bringToFront();
      await goTo(4);
      const popup = await here.browser.popup(tab);
      await popup.sees({ css: "pf-found" });
      await popup.close();
    });

    test("it is taught again from the options, and the new way is the one that counts", async () => {
      const [before] = await ofKind(own, "adapter");
      await own.page?.bringToFront();
      await here.browser.willGrant([`${CLEARING}/*`]);
      await own.click({ role: "button", name: `Teach ${HOST} again` });
      const again = await here.browser.opened(`${CLEARING}/`);
      const bar = here.browser.overlay(again);
      await asked(bar, "Click the author of one post");
      await again.page?.bringToFront();
      await again.click({ css: ".moss-name", at: 1 });
      await asked(bar, "Now the text of the same post");
      await again.click({ css: ".leaf" });
      await asked(bar, "Its date or time");
      await bar.click({ role: "button", name: "Skip" });
      await asked(bar, "The link that leads to this one post");
      await again.click({ css: ".fern-when" });
      await asked(bar, "5 posts found");
      await bar.click({ role: "button", name: "Use on this site" });
      await bar.sees({ css: ".toast", name: `Pinfold now reads ${HOST}` });
      const [after, ...others] = await ofKind(own, "adapter");
      assert.equal(others.length, 0);
      assert.equal(after?.["created"], before?.["created"]);
      const fields = (one: typeof after): string[] => Object.keys((JSON.parse(String(one?.["data"])) as { card: { fields: object }[] }).card[0]?.fields ?? {});
      assert.ok(fields(before).includes("published") && !fields(after).includes("published"), "the time was taught, and then no more");
      await again.close();
    });

    test("by keys alone, on a page that allows nothing", async () => {
      const strict = await here.browser.tab(`${HUSHED}/talk/12`);
      const ours = here.browser.overlay(strict);
      await begin(strict);
      /** Goes on from text to text until one is read. */
      const readOn = (words: string): Promise<true> =>
        until(`the text ${words}`, async () => {
          if ((await ours.count({ css: ".teach-reading", name: words })) > 0) return true;
          await strict.press("ArrowRight");
          return false;
        });
      await readOn("Odile Ferrand");
      // Wider takes more, narrower what it was.
      await strict.press("ArrowUp");
      await ours.sees({ css: ".teach-reading", name: "Regular" });
      await strict.press("ArrowDown");
      await until("the name alone", async () => (await ours.count({ css: ".teach-reading", name: "Regular" })) === 0);
      await strict.press("Enter");
      await asked(ours, "Now the text of the same post");
      await readOn("The spout of my copper kettle");
      await strict.press("Enter");
      await asked(ours, "Its date or time");
      await strict.press("Tab");
      await strict.press("Tab");
      // Skip: the date is the link, and the link alone will do.
      await strict.press("Enter");
      await asked(ours, "The link that leads to this one post");
      await readOn(`${HUSHED}/talk/12/said/301`);
      await strict.press("Enter");
      await asked(ours, "5 posts found");
      await strict.press("Enter");
      await ours.sees({ css: ".toast", name: "Pinfold now reads" });
      assert.deepEqual((await adapters()).sort(), [HOST, new URL(HUSHED).host].sort());
      const panel = await pin(here.browser, strict, "The spout of my copper kettle");
      await panel.says("Odile Ferrand");
      await here.browser.closePanel();
      await strict.close();
    });

    test("Escape leaves, and takes all of it off the page", async () => {
      const page = await here.browser.tab(`${CLEARING}/elsewhere`);
      await begin(page);
      const ours = here.browser.overlay(page);
      await page.press("Escape");
      await ours.gone({ css: ".teach-bar" });
      await page.click({ css: ".leaf" });
      assert.equal(await page.run(() => document.body.dataset["heard"] ?? ""), "click", "the page hears its own presses again");
      await page.close();
    });

    test("no page of ours logged an error", () => assert.deepEqual(here.browser.errors, []));

    // Last: axe itself breaks the page's rules for styles, and that is logged.
    test("axe finds nothing in the options", async () => {
      await own.page?.bringToFront();
      await own.says(HOST);
      assert.deepEqual(await findings(own), []);
    });
  });
}

/** Waits until the bar asks or says this. */
async function asked(over: Screen, words: string): Promise<void> {
  await over.sees({ css: ".teach-ask", name: words });
}
