// Switching Pinfold on for a site, as a person does it: in the popup. It never writes settings behind its back.
import type { Browser } from "./browser";
import type { Screen } from "./screen";
import { until } from "./wait";

/** Opens the site, switches it on, and gives a tab that was loaded with it on. */
export async function switchOn(browser: Browser, url: string): Promise<Screen> {
  const first = await browser.tab(url);
  const popup = await browser.popup(first);
  // What the page holds is shown last: before that the popup still grows.
  await popup.sees({ css: "pf-found" });
  await popup.click({ role: "switch" });
  await popup.sees({ css: "[role=switch][aria-checked=true]" });
  // The switch says that it is stored; the browser is told after that.
  await until("the script of the site to be registered", () => popup.run(isRegistered, new URL(url).host));
  await popup.close().catch(() => undefined);
  const second = await loaded(browser, url);
  // Not before: a tab that closes brings another to the front while the next one opens.
  await first.close();
  return second;
}

/** Firefox may give a tab another frame while it leaves the blank page it opened with; the driver then holds one that is
 * gone. That was seen once in many runs, and a second tab has its frame from the start. */
async function loaded(browser: Browser, url: string): Promise<Screen> {
  const open = async (): Promise<Screen> => {
    const tab = await browser.tab(url);
    await tab.sees({ css: "body" });
    return tab;
  };
  return open().catch((error: Error) => {
    if (!/detached frame/i.test(error.message)) throw error;
    return open();
  });
}

/** Runs in the popup. */
async function isRegistered(host: string): Promise<boolean> {
  const scripts = await chrome.scripting.getRegisteredContentScripts();
  return scripts.some((script) => script.id === `site:${host}`);
}
