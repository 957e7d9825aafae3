// The whole main job on our sample feed: pin, tag, annotate, board, find again, export, back up and restore.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import { KINDS } from "./lib/browser";
import { exported, newBoard, note, pin, restored, tag } from "./lib/job";
import type { Screen } from "./lib/screen";
import { SOCIAL } from "./lib/sites";
import { until } from "./lib/wait";
import { launch, saved, world, type World } from "./lib/world";

for (const kind of KINDS) {
  describe(`main job, ${kind}`, () => {
    let here: World;
    let library: Screen;
    let backup: string;
    before(async () => {
      here = await world(kind);
      await here.browser.willGrant([`${SOCIAL}/*`]);
    });
    after(() => here.end());

    test("a post is pinned, tagged, annotated and put on a board", async () => {
      const feed = await here.browser.tab(SOCIAL);
      const panel = await pin(here.browser, feed, "My Hearthside kettle");
      await panel.says("Carla Moreno");
      assert.ok(!(await panel.text()).includes("Robin Sample"), "the person signed in is nobody's author");
      await tag(panel, "complaint/delivery/late");
      await note(panel, "Call back before Friday");
      await newBoard(panel, "Spring complaints");
    });

    test("it is found again by a word, its tag, its board and its author", async () => {
      library = await here.browser.own("library/index.html");
      for (const query of ["kettle", "tag:complaint", 'board:"Spring complaints"', "author:carla.moreno", '"nobody answers"', "site:pinfold.example"]) {
        await library.fill({ role: "searchbox", name: "Search" }, query);
        await until(`one pin for ${query}`, async () => (await library.count({ css: "pf-card, .card" })) > 0 && (await library.text()).includes("Carla Moreno"));
      }
      await library.fill({ role: "searchbox", name: "Search" }, "kettle -tag:complaint");
      await library.says("Nothing fits");
      await library.fill({ role: "searchbox", name: "Search" }, "");
    });

    test("the board is exported as one file that opens without a network", async () => {
      const { file, text } = await exported(here.browser, library, "Everything", "Web page");
      assert.ok(text.includes("nobody answers the phone") && text.includes("Call back before Friday") && text.includes("complaint"));
      assert.ok(!/<script/i.test(text));
      const asked = here.network.to().length;
      const board = await here.browser.tab(pathToFileURL(file).href);
      await board.says("Carla Moreno");
      const pictures = await board.run(() => Array.from(document.images, (image) => [image.src.slice(0, 5), image.naturalWidth > 0] as const));
      assert.ok(pictures.every(([scheme, drawn]) => scheme === "data:" && drawn), JSON.stringify(pictures));
      assert.equal(here.network.to().length, asked, "the exported board asked the network for something");
      await board.close();
    });

    test("the CRM note says who, what and why", async () => {
      const { text } = await exported(here.browser, library, "Everything", "CRM note");
      for (const words of ["Carla Moreno", "nobody answers the phone", "Call back before Friday", `${SOCIAL}/@carla.moreno/48213`]) {
        assert.ok(text.includes(words), `${words} is not in: ${text}`);
      }
    });

    test("every other format can be saved", async () => {
      for (const format of ["Table (CSV)", "Markdown", "CRM import (CSV)"] as const) {
        const { text } = await exported(here.browser, library, "Everything", format);
        assert.ok(text.includes("nobody answers the phone"), format);
      }
    });

    test("a backup restores to the same in an empty browser", async () => {
      backup = (await exported(here.browser, library, "Everything", "Backup")).file;
      assert.ok(readFileSync(backup, "utf8").includes("nobody answers the phone"));
      const other = await launch(kind, here.network);
      try {
        const options = await restored(other, backup);
        const again = await saved(other, () => options.click({ role: "button", name: "Save a backup" }));
        const [one, two] = [backup, again].map((file) => comparable(readFileSync(file, "utf8")));
        assert.deepEqual(two, one);
      } finally {
        await other.close();
      }
    });

    test("no page of ours logged an error", () => assert.deepEqual(here.browser.errors, []));
  });
}

/** A backup without the moment it was made at. */
function comparable(text: string): unknown {
  const value = JSON.parse(text) as Record<string, unknown>;
  return Object.fromEntries(Object.entries(value).filter(([key]) => key !== "made"));
}
