// The hands that drivers do not have on Firefox's own window: keys that go where the focus is, be that a page, the
// popup, the sidebar or a menu, and the context menu. It presses what a person could press, and nothing else.
import type { Browser } from "./browser";
import { until } from "./wait";

interface Privileged {
  system(body: string): Promise<unknown>;
}

const inside = (browser: Browser): Privileged => {
  if (browser.kind !== "firefox") throw new Error("only Firefox has a window that scripts reach");
  return browser as unknown as Privileged;
};

/** Presses keys in the window: `Alt+Shift+J`, `Tab`. */
export const pressInWindow = (browser: Browser, keys: string): Promise<void> => chords(browser, [keys.split("+")]);

/** Writes into what has the focus in the window. */
export const writeInWindow = (browser: Browser, text: string): Promise<void> => chords(browser, [...text].map((letter) => [letter]));

/** Keys one after another; those of one chord are held together. */
async function chords(browser: Browser, keys: readonly (readonly string[])[]): Promise<void> {
  await inside(browser).system(`
    const input = Cc["@mozilla.org/text-input-processor;1"].createInstance(Ci.nsITextInputProcessor);
    // The sidebar is a window in the window.
    if (!input.beginInputTransactionForTests(Services.focus.focusedWindow ?? window)) throw new Error("the window takes no keys");
    const numbers = { Tab: 9, Enter: 13, Shift: 16, Control: 17, Alt: 18, Escape: 27, " ": 32, End: 35, Home: 36, ArrowLeft: 37, ArrowUp: 38, ArrowRight: 39, ArrowDown: 40, F6: 117 };
    const code = (key) => (/^[a-z]$/i.test(key) ? "Key" + key.toUpperCase() : key === " " ? "Space" : /^(Alt|Control|Shift)$/.test(key) ? key + "Left" : key.length > 1 ? key : "");
    const made = (key) => new window.KeyboardEvent("", { key, code: code(key), keyCode: numbers[key] ?? key.toUpperCase().charCodeAt(0) });
    for (const chord of ${JSON.stringify(keys)}) {
      for (const key of chord) input.keydown(made(key));
      for (const key of chord.reverse()) input.keyup(made(key));
    }`);
}

/** Chooses our entry from the context menu that a right click has opened; gives the words of all entries of ours. */
export async function chooseFromMenu(browser: Browser, entry: string): Promise<string[]> {
  const { system } = inside(browser);
  const look = `
    const menu = document.getElementById("contentAreaContextMenu");
    const ours = menu.state === "open" ? [...menu.querySelectorAll("menuitem[id*='pinfold']")].filter((one) => !one.hidden) : [];`;
  const call = (body: string): Promise<unknown> => system.call(browser, body);
  const words = await until("our entries in the context menu", async () => {
    const found = (await call(`${look} return ours.map((one) => one.label);`)) as string[];
    return found.length > 0 && found;
  });
  // More than one entry of an extension stand in a menu of their own.
  await call(`${look}
    const item = ours.find((one) => one.label === ${JSON.stringify(entry)});
    if (item === undefined) throw new Error("there is no such entry");
    const parent = item.closest("menu");
    if (parent) {
      const opened = new Promise((done) => parent.menupopup.addEventListener("popupshown", done, { once: true }));
      parent.openMenu(true);
      await opened;
      parent.menupopup.activateItem(item);
    } else menu.activateItem(item);`);
  return words;
}
