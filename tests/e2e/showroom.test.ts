// The screens as they are after weeks of work, and with what breaks a layout: axe finds nothing, in both themes, at
// three widths, mirrored for scripts that run from the right, and in forced colours. The pictures are left in
// `target/screens` to be looked at.
import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { findings } from "./lib/axe";
import { KINDS } from "./lib/browser";
import { TARGET } from "./lib/places";
import type { Screen } from "./lib/screen";
import { furnish } from "./lib/showroom";
import { world, type World } from "./lib/world";

const WIDTHS = [360, 800, 1440];
/** What is looked at: a name, the page of ours, and what is there when it is drawn. */
const SCREENS = [
  ["everything", "library/index.html", "pf-pins"],
  ["pictures", "library/index.html#as=masonry", "pf-pins"],
  ["board", "library/index.html#board=01KK0000000000000000B00000", "pf-pins"],
  ["detail", "library/index.html#pin=01KK0000000000000000P00193", "pf-detail"],
  ["found", "library/index.html#q=kettle%20-tag:praise", "pf-pins"],
  ["customers", "library/index.html#in=customers", ".customers"],
  ["customer", "library/index.html#customer=01KK0000000000000000Q00000", ".customer-timeline"],
  ["customer-extreme", "library/index.html#customer=01KK0000000000000000Q00004", "article.customer"],
  ["nothing", "library/index.html#q=zebra", "main"],
  ["options", "options/index.html", "main"],
] as const;

for (const kind of KINDS) {
  describe(`a furnished workspace, ${kind}`, () => {
    let here: World;
    const out = path.join(TARGET, "screens", kind);
    const shoot = async (screen: Screen, name: string): Promise<void> => writeFileSync(path.join(out, `full-${name}.png`), await screen.hands.shot());

    before(async () => {
      mkdirSync(out, { recursive: true });
      here = await world(kind);
      await furnish(here.browser);
    });
    after(() => here.end());

    for (const [name, address, there] of SCREENS) {
      test(name, async () => {
        const screen = await here.browser.own(address);
        await screen.sees({ css: there });
        for (const theme of ["light", "dark"] as const) {
          await here.browser.theme(screen, theme);
          for (const width of WIDTHS) {
            await screen.page?.setViewport({ width, height: 900 });
            await screen.settled();
            await shoot(screen, `${name}-${theme}-${width}`);
          }
          assert.deepEqual(await findings(screen), [], theme);
        }
        await screen.run(() => void document.documentElement.setAttribute("dir", "rtl"));
        await screen.page?.setViewport({ width: 1280, height: 900 });
        await screen.settled();
        await shoot(screen, `${name}-mirrored`);
        await screen.close();
      });
    }
  });
}
