// From a pin to a note: as it reads and as it is written, masked with what was masked, edited, copied. What lands on the
// clipboard is read past the program.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { KINDS } from "./lib/browser";
import { note, pin } from "./lib/job";
import { looked } from "./lib/looked";
import type { Screen } from "./lib/screen";
import { SOCIAL } from "./lib/sites";
import { until } from "./lib/wait";
import { world, type World } from "./lib/world";

/** What a person writes who has not thought of where a note goes. */
const WRITTEN = "Call back on +49 171 1234567 or jane (at) example (dot) com, IBAN DE89 3704 0044 0532 0130 00.";

for (const kind of KINDS) {
  describe(`composer, ${kind}`, () => {
    let here: World;
    let panel: Screen;
    before(async () => {
      here = await world(kind);
    });
    after(() => here.end());

    const said = (screen: Screen): Promise<string> => screen.run(() => document.querySelector(".compose-look")?.textContent ?? "");

    test("a note is previewed, and what is personal in it is masked", async () => {
      const feed = await here.browser.tab(SOCIAL);
      panel = await pin(here.browser, feed, "My Hearthside kettle");
      await note(panel, WRITTEN);
      await panel.click({ role: "button", name: "More" });
      await panel.click({ role: "menuitem", name: "Send to…" });
      await panel.sees({ role: "combobox", name: "To" });
      const text = await until("a masked preview", async () => {
        const shown = await said(panel);
        return shown.includes("[e-mail]") ? shown : false;
      });
      for (const secret of ["+49 171", "jane (at)", "DE89"]) assert.ok(!text.includes(secret), text);
      assert.match(text, /pin:[0-9A-Z]{26}/u);
      await looked(here.browser, panel, "compose-panel");
    });

    test("a switch shows what it masks, and the difference says what stood there", async () => {
      await panel.click({ role: "checkbox", name: "E-mail addresses" });
      await until("the address as it was written", async () => (await said(panel)).includes("jane (at) example (dot) com"));
      await panel.click({ role: "checkbox", name: "E-mail addresses" });
      await until("the mask again", async () => (await said(panel)).includes("[e-mail]"));
      await panel.run(() => document.querySelector<HTMLDetailsElement>(".compose-differences")?.setAttribute("open", ""));
      await panel.says("+49 171 1234567");
      await looked(here.browser, panel, "compose-differences");
    });

    test("what a person writes into it is looked at too", async () => {
      await panel.click({ css: ".compose-tabs button:nth-child(2)" });
      await panel.fill({ css: ".compose-edit" }, "Please write to joe@example.com");
      await panel.says("would be sent");
      await until("no way on", () => panel.run(() => document.querySelector<HTMLButtonElement>(".compose-copy")?.disabled === true));
      await panel.fill({ css: ".compose-edit" }, "Please call her.");
      await until("a way on", () => panel.run(() => document.querySelector<HTMLButtonElement>(".compose-copy")?.disabled === false));
      await panel.click({ css: ".compose-tabs button:nth-child(3)" });
      const source = await panel.run(() => document.querySelector(".compose-source")?.textContent ?? "");
      assert.match(source, /Please call her\.[\s\S]*https:\/\/[\s\S]*pin:[0-9A-Z]{26}/u);
    });

    test("it is copied instead", async () => {
      // What the clipboard is given is kept: tests have no clipboard of their own in both browsers.
      await panel.run(() => {
        const kept: string[] = [];
        Object.assign(window, { kept });
        navigator.clipboard.writeText = (words: string) => Promise.resolve(void kept.push(words));
      });
      // Through the page: the driver of one browser takes the dialog's footer in its narrow sidebar for moving.
      await panel.run(() => document.querySelector<HTMLButtonElement>(".compose-copy")?.click());
      await panel.says("The note is on the clipboard");
      const kept = await panel.run(() => (window as unknown as { kept: string[] }).kept.join());
      assert.match(kept, /Please call her\./u);
    });
  });
}
