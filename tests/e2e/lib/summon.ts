// Ways to Pinfold that lie outside of any page: an entry of the context menu, a key of the browser's own. Firefox shows
// its menu to a right click and takes the key. Chromium draws its menu where no driver reaches and gives keys from a
// driver to the page alone: there the background's listener is called, in the background, as the browser calls it.
import type { Browser as Puppet } from "puppeteer-core";
import type { Browser } from "./browser";
import type { Screen } from "./screen";
import { chooseFromMenu, pressInWindow } from "./window";

/** The entries, as they are called, and what Chromium says was clicked. */
export interface Entry {
  readonly id: "image" | "selection" | "link" | "page" | "thread" | "region";
  readonly words: string;
  readonly about?: { readonly srcUrl?: string; readonly linkUrl?: string; readonly selectionText?: string };
}

/** Chooses an entry from the context menu at a point of the page. */
export async function choose(browser: Browser, tab: Screen, at: { readonly x: number; readonly y: number }, entry: Entry): Promise<void> {
  if (browser.kind === "firefox") {
    await tab.page?.bringToFront();
    await tab.hands.click(at.x, at.y, { button: "right" });
    await chooseFromMenu(browser, entry.words);
    return;
  }
  const info = { menuItemId: entry.id, editable: false, pageUrl: tab.page?.url(), ...entry.about };
  await inBackground(browser, tab, `chrome.contextMenus.onClicked.dispatch(${JSON.stringify(info)}, tab)`);
}

/** Presses the key of one of our commands; one that has none is given this one. */
export async function command(browser: Browser, tab: Screen, own: Screen, name: string, keys: string): Promise<void> {
  if (browser.kind === "firefox") {
    await own.run((one, shortcut) => (globalThis as unknown as { browser: { commands: { update(to: object): Promise<void> } } }).browser.commands.update({ name: one, shortcut }), name, keys);
    await tab.page?.bringToFront();
    await pressInWindow(browser, keys);
    return;
  }
  await inBackground(browser, tab, `chrome.commands.onCommand.dispatch(${JSON.stringify(name)}, tab)`);
}

async function inBackground(browser: Browser, tab: Screen, expression: string): Promise<void> {
  // A click or a key gives the right to look at the tab; so does opening the popup over it, and that can be done.
  await (await browser.popup(tab)).close();
  await tab.page?.bringToFront();
  const { puppet } = browser as unknown as { puppet: Puppet };
  const target = await puppet.waitForTarget((one) => one.type() === "service_worker" && one.url().startsWith(browser.origin));
  const worker = await target.worker();
  if (worker === null) throw new Error("the background is no worker");
  await worker.evaluate(`chrome.tabs.query({ active: true, lastFocusedWindow: true }).then(([tab]) => { ${expression}; })`);
}

