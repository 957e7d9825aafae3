// A tag that a pin may want is offered under its tags with the reason, accepted by one key or where Tab leads, and taken back
// like every change.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { KINDS } from "./lib/browser";
import { stocked } from "./lib/job";
import { looked } from "./lib/looked";
import { ofKind } from "./lib/records";
import type { Screen } from "./lib/screen";
import { until } from "./lib/wait";
import { world, type World } from "./lib/world";

const PIN = "Ridge writing desk, oak";
const OFFERED = { role: "button", name: "Add oak. “oak” stands in the text." } as const;

for (const kind of KINDS) {
  describe(`suggested tags, ${kind}`, () => {
    let here: World;
    let library: Screen;
    before(async () => {
      here = await world(kind);
      library = await stocked(here.browser);
    });
    after(() => here.end());

    const tags = async (): Promise<string[]> => {
      const pins = await ofKind(library, "pin");
      const pin = pins.find((one) => (one["product"] as { name?: string } | undefined)?.name === PIN);
      return (pin?.["tags"] ?? []) as string[];
    };
    const has = (path: string, wanted: boolean): Promise<unknown> => until(`${wanted ? "" : "no "}${path}`, async () => (await tags()).includes(path) === wanted);

    const leave = (): Promise<void> => library.run(() => (document.activeElement as HTMLElement | null)?.blur());

    test("what the text names is offered once the pin has it no more", async () => {
      await library.click({ css: "pf-card a", name: PIN });
      await library.sees({ css: "pf-detail pf-tag-input" });
      await library.gone(OFFERED);
      await library.click({ role: "button", name: "Remove tag oak" });
      await has("oak", false);
      await library.sees(OFFERED);
    });

    test("one key accepts it, one takes it back", async () => {
      // Out of the field of the tags, where it would be typed.
      await leave();
      await library.press("a");
      await has("oak", true);
      await library.gone(OFFERED);
      await library.press("Control+z");
      await has("oak", false);
      await library.sees(OFFERED);
    });

    test("it is a stop of Tab behind the tags, and the focus goes on to them", async () => {
      await library.run(() => document.querySelector<HTMLElement>("pf-detail pf-tag-input input")?.focus());
      await library.press("Tab");
      await until("the focus on it", () => library.run(() => document.activeElement?.closest("pf-suggested") !== null));
      await library.press("Enter");
      await has("oak", true);
      await until("the focus on the tags", () => library.run(() => document.activeElement?.closest("pf-tag-input, pf-suggested") !== null));
    });

    test("the help lists the key", async () => {
      await leave();
      await library.press("Control+z");
      await has("oak", false);
      await library.press("?");
      await library.says("Accept the first suggested tag");
      await library.press("Escape");
    });

    test("no page of ours logged an error", () => assert.deepEqual(here.browser.errors, []));

    // Last: axe writes style attributes into copies of what it looks at, which the page's policy reports.
    test("it is looked at", async () => {
      await library.sees(OFFERED);
      await looked(here.browser, library, "suggested");
    });
  });
}
