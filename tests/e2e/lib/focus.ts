// What has the focus, as somebody sees who has no pointer: what it is called, whether the screen shows it and
// whether it is marked. It moves the focus with keys only.
import type { Browser } from "./browser";
import type { Screen } from "./screen";
import { until } from "./wait";
import { pressInWindow, writeInWindow } from "./window";

export interface Focus {
  /** Its name, as far as it has one of its own. */
  readonly name: string;
  readonly tag: string;
  /** Whether it or what stands around it shows a mark that is only there for the focus. */
  readonly marked: boolean;
  /** Whether it lies in the window. */
  readonly shown: boolean;
}

/** More stops than this are a circle. */
const STOPS = 80;
/** How long a key may be on its way before it is pressed again. */
const ON_ITS_WAY_MS = 1_000;

export const focus = (screen: Screen): Promise<Focus> => screen.hands.evaluate(`(${read.toString()})()`) as Promise<Focus>;

/** A key where the focus is: Firefox's popup and sidebar take real ones only from the window. */
export async function press(browser: Browser, screen: Screen, keys: string): Promise<void> {
  if (browser.kind !== "firefox" || screen.page !== undefined) return screen.press(keys);
  await until("the window's focus", () => screen.run(() => document.hasFocus()));
  await pressInWindow(browser, keys);
}

export async function write(browser: Browser, screen: Screen, text: string): Promise<void> {
  if (browser.kind === "firefox" && screen.page === undefined) await writeInWindow(browser, text);
  else await screen.hands.type(text);
}

/** Goes on with Tab until what is named so has the focus; every stop on the way must be seen and marked. */
export async function tabTo(browser: Browser, screen: Screen, name: string | RegExp, back = false): Promise<Focus> {
  const passed: string[] = [];
  for (let stop = 0; stop < STOPS; stop++) {
    const before = JSON.stringify(await focus(screen));
    const now = await until("the focus to move", async () => {
      await press(browser, screen, back ? "Shift+Tab" : "Tab");
      // A key on its way through two processes is not there at once, and a window that just opened takes none.
      return until("a stop", async () => {
        const at = await focus(screen);
        return JSON.stringify(at) !== before && at;
      }, ON_ITS_WAY_MS);
    });
    passed.push(`${now.tag} “${now.name}”`);
    if (now.tag === "body") continue;
    if (!now.shown || !now.marked) throw new Error(`the focus is not ${now.shown ? "marked" : "on the screen"} at ${passed.at(-1) ?? ""}`);
    if (typeof name === "string" ? now.name.includes(name) : name.test(now.name)) return now;
  }
  throw new Error(`Tab never came to ${String(name)}, only to: ${passed.join(", ")}`);
}

/** Runs in the page. */
function read(): Focus {
  let at: Element | null = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  if (at === null || at === document.body) return { name: "", tag: "body", marked: false, shown: false };
  const labels = [...((at as HTMLInputElement).labels ?? [])].map((one) => one.textContent ?? "");
  const by = (at.getAttribute("aria-labelledby") ?? "").split(" ").map((id) => document.getElementById(id)?.textContent ?? "");
  const name = at.getAttribute("aria-label") ?? ([...labels, ...by].join(" ").trim() || (at.textContent ?? ""));
  const box = at.getBoundingClientRect();
  const shown = box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  let marked = false;
  // A hidden field marks its label, a card the whole of it.
  for (let part: Element | null = at; part !== null && !marked; part = part.parentElement) {
    const { outlineStyle, outlineWidth } = getComputedStyle(part);
    marked = outlineStyle !== "none" && parseFloat(outlineWidth) >= 1;
  }
  return { name: name.replace(/\s+/g, " ").trim(), tag: at.localName, marked: marked && at.matches(":focus-visible"), shown };
}
