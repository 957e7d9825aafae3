// A finger on a page. Firefox takes one over BiDi, but not with the angles that puppeteer adds, so it is asked
// directly. It has one finger, and lifts it before it touches again.
import type { Browser } from "./browser";
import { bidiOf } from "./privileged";
import type { Screen } from "./screen";

const HOLD_MS = 40;

/** Puts the finger down; the answer lifts it. */
export async function touch(browser: Browser, screen: Screen, x: number, y: number): Promise<() => Promise<void>> {
  const page = screen.page;
  if (page === undefined) throw new Error("a finger needs a tab");
  const [left, top] = [Math.round(x), Math.round(y)];
  if (browser.kind === "chromium") {
    const finger = await page.touchscreen.touchStart(left, top);
    return () => finger.end();
  }
  const bidi = bidiOf(page.browser());
  const { _id: context } = page.mainFrame() as unknown as { _id: string };
  const act = (...actions: object[]): Promise<unknown> =>
    bidi.send("input.performActions", { context, actions: [{ type: "pointer", id: "finger", parameters: { pointerType: "touch" }, actions }] });
  await act({ type: "pointerMove", x: left, y: top }, { type: "pointerDown", button: 0 });
  return async () => void (await act({ type: "pause", duration: HOLD_MS }, { type: "pointerUp", button: 0 }));
}

export async function tap(browser: Browser, screen: Screen, x: number, y: number): Promise<void> {
  const lift = await touch(browser, screen, x, y);
  await lift();
}
