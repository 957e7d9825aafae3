// A screen as somebody looks at it: a picture of it in light and dark is left to be judged, and axe finds nothing. It is light again
// afterwards.
import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { findings } from "./axe";
import type { Browser } from "./browser";
import { TARGET } from "./places";
import type { Screen } from "./screen";

export async function looked(browser: Browser, screen: Screen, name: string): Promise<void> {
  const out = path.join(TARGET, "screens", browser.kind);
  mkdirSync(out, { recursive: true });
  for (const theme of ["light", "dark"] as const) {
    await browser.theme(screen, theme);
    await screen.settled();
    writeFileSync(path.join(out, `${name}-${theme}.png`), await screen.hands.shot());
    assert.deepEqual(await findings(screen), [], `${name}, ${theme}`);
  }
  await browser.theme(screen, "light");
}
