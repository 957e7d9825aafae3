// A part of the screen: chosen with the pointer or the keys, its picture stored with the pin and nothing of ours in it,
// shown in the library, and part of the exported board.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { KINDS } from "./lib/browser";
import { exported, press } from "./lib/job";
import { pages } from "./lib/network";
import { pixels } from "./lib/pixels";
import { ofKind } from "./lib/records";
import type { Screen } from "./lib/screen";
import { command } from "./lib/summon";
import { until } from "./lib/wait";
import { world, type World } from "./lib/world";

const COLOURS = "https://colours.pinfold.example";
const [RED, BLUE] = [[204, 0, 0], [0, 0, 204]] as const;
/** What an encoder and a screen may make of a colour. */
const NEAR = 12;

for (const kind of KINDS) {
  describe(`a part of the screen, ${kind}`, () => {
    let here: World;
    let tab: Screen;
    let own: Screen;
    before(async () => {
      here = await world(kind);
      here.network.serve(new URL(COLOURS).host, pages({ "/": coloured() }));
      own = await here.browser.own("options/index.html");
      tab = await here.browser.tab(COLOURS);
    });
    after(() => here.end());

    const chooser = async (): Promise<Screen> => {
      const over = here.browser.overlay(tab);
      await over.sees({ css: ".region" });
      return over;
    };
    const shots = async (): Promise<Record<string, unknown>[]> => (await ofKind(own, "pin")).filter((pin) => pin["kind"] === "screenshot");

    test("Escape lets everything stand as it was", async () => {
      const popup = await here.browser.popup(tab);
      await press(popup, { role: "button", name: "Part of screen" });
      const over = await chooser();
      await tab.press("Escape");
      await over.gone({ css: ".region" });
      assert.deepEqual(await shots(), []);
    });

    test("dragged from the popup: exactly that part, and nothing of ours in it", async () => {
      const popup = await here.browser.popup(tab);
      await press(popup, { role: "button", name: "Part of screen" });
      await chooser();
      // Half of it red, half of it blue.
      await tab.page?.mouse.move(300, 150);
      await tab.page?.mouse.down();
      await tab.page?.mouse.move(420, 300, { steps: 3 });
      await tab.page?.mouse.move(500, 350, { steps: 3 });
      await tab.page?.mouse.up();
      const pin = await until("the pin", async () => (await shots())[0]);
      const media = (pin["media"] as { id: string; width: number; height: number; state: { stored?: object } }[])[0];
      assert.ok(media?.state.stored !== undefined, JSON.stringify(media));
      const seen = await pixels(own, media.id, [[0, 0], [0.25, 0.5], [0.48, 0.97], [0.52, 0.03], [0.75, 0.5], [0.999, 0.999]]);
      assert.deepEqual([seen?.width, seen?.height, media.width, media.height], [200, 200, 200, 200]);
      for (const [at, colour] of (seen?.colours ?? []).entries()) near(colour, at < 3 ? RED : BLUE);
      assert.equal((pin["source"] as { page_url: string }).page_url, `${COLOURS}/`);
      await here.browser.overlay(tab).sees({ css: ".toast", name: "Pinned" });
    });

    test("chosen with the keys, after a key", async () => {
      await command(here.browser, tab, own, "region", "Alt+Shift+R");
      const over = await chooser();
      const frame = await over.sees({ css: ".region .frame" });
      await tab.press("ArrowLeft");
      await tab.press("Shift+ArrowUp");
      const moved = await over.sees({ css: ".region .frame" });
      assert.ok(moved.x < frame.x && moved.height < frame.height && moved.width === frame.width);
      await tab.press("Enter");
      const pin = await until("the second pin", async () => (await shots())[1]);
      const media = (pin["media"] as { id: string }[])[0];
      const seen = await pixels(own, media?.id ?? "", [[0.01, 0.5], [0.95, 0.5]]);
      assert.deepEqual([seen?.width, seen?.height], [Math.round(moved.width), Math.round(moved.height)]);
      near(seen?.colours[0], RED);
      near(seen?.colours[1], BLUE);
    });

    test("it is shown in the library, and goes into the board", async () => {
      const library = await here.browser.own("library/index.html");
      await drawn(library);
      const { text } = await exported(here.browser, library, "Everything", "Web page");
      assert.equal(text.match(/src="data:image\/png;base64,/g)?.length, 2);
      assert.ok(!text.includes("<script"));
    });

    test("no page of ours logged an error", () => assert.deepEqual(here.browser.errors, []));
  });
}

/** Waits for a picture from storage that the browser could draw. */
async function drawn(screen: Screen): Promise<void> {
  await until("the stored picture", () => screen.run(() => Array.from(document.images).some((image) => image.src.startsWith("blob:") && image.naturalWidth > 0)));
}

function near(colour: readonly number[] | undefined, wanted: readonly number[]): void {
  assert.ok(colour !== undefined && wanted.every((part, at) => Math.abs(part - (colour[at] ?? -1)) <= NEAR), `${String(colour)} is not ${String(wanted)}`);
}

/** Red on the left, blue from 400 pixels on. */
function coloured(): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Colours</title>
    <style>body { margin: 0; height: 100vh; background: linear-gradient(to right, rgb(${RED}) 400px, rgb(${BLUE}) 400px) }</style><h1 hidden>Two colours</h1>`;
}
