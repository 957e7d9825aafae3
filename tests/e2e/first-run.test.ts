// Somebody's first minutes: the page that opens by itself, its three steps, and a note in their own wording. Each step
// is the real thing, so the sample lies in the library until it is deleted there.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { KINDS } from "./lib/browser";
import { ofKind } from "./lib/records";
import type { Screen } from "./lib/screen";
import { until } from "./lib/wait";
import { saved, world, type World } from "./lib/world";

const SAMPLE = "Third week waiting for the desk";
const LATER = "Give it a tag first.";

for (const kind of KINDS) {
  describe(`first run, ${kind}`, () => {
    let here: World;
    let welcome: Screen;
    before(async () => {
      here = await world(kind);
    });
    after(() => here.end());

    test("the sample is pinned and tagged, each step after the one before", async () => {
      welcome = await here.browser.own("welcome/index.html");
      await welcome.says("Pin the post first.");
      await welcome.says(LATER);
      await welcome.click({ role: "button", name: "Pin", exact: true });
      await welcome.says("Pinned");
      await welcome.fill({ role: "combobox", name: "Tag it" }, "complaint/delivery/late");
      await welcome.press("Enter");
      await welcome.sees({ role: "button", name: "Remove tag" });
      await welcome.gone({ css: ".step-export .later" });
      const [pin, ...others] = await ofKind(welcome, "pin");
      assert.deepEqual([pin?.["tags"], others], [["complaint/delivery/late"], []]);
    });

    test("its note is shown, and it is saved as a page of its own", async () => {
      const note = (): string => document.querySelector(".step-export pre")?.textContent ?? "";
      await until("the note", async () => (await welcome.run(note)).includes(SAMPLE));
      const file = await saved(here.browser, () => welcome.click({ role: "button", name: "Save as web page" }));
      assert.ok(readFileSync(file, "utf8").includes(SAMPLE));
      await welcome.says("That is all there is to it");
    });

    test("a template that cannot be read is refused where it is written, and one that can be is exported with", async () => {
      const options = await here.browser.own("options/index.html#templates");
      await options.click({ role: "button", name: "New template" });
      await options.fill({ role: "textbox", name: "Name" }, "Short");
      await options.fill({ role: "textbox", name: "Wording" }, "{{nobody}} said");
      await options.says("This template cannot be used");
      assert.equal((await options.sees({ role: "button", name: "Save", exact: true })).disabled, true);
      await options.fill({ role: "textbox", name: "Wording" }, "Seen by us: {{text}}");
      await options.says(`Seen by us: ${SAMPLE}`);
      await options.click({ role: "button", name: "Save", exact: true });
      await options.says("Template Short saved");
      await options.close();

      const library = await here.browser.own("library/index.html");
      await library.sees({ css: "pf-card" });
      await library.click({ role: "button", name: "Export" });
      await library.click({ css: "label.format", name: "CRM note" });
      await library.choose({ role: "combobox", name: "Template" }, "Short");
      const file = await saved(here.browser, () => library.click({ role: "button", name: "Save file" }));
      assert.match(readFileSync(file, "utf8"), new RegExp(`^Seen by us: ${SAMPLE}`, "u"));
      await library.close();
    });

    test("the sample is deleted, and everything stands as at the beginning", async () => {
      await welcome.click({ role: "button", name: "Delete the sample" });
      await welcome.says("Sample deleted");
      await welcome.says(LATER);
      assert.deepEqual(await ofKind(welcome, "pin"), []);
    });

    test("no page of ours logged an error", () => assert.deepEqual(here.browser.errors, []));
  });
}
