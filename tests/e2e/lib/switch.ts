// Switching Pinfold on for a site, as a person does it: in the popup. It never writes settings behind its back.
import type { Browser } from "./browser";
import type { Screen } from "./screen";

/** Opens the site, switches it on, and gives a tab that was loaded with it on. */
export async function switchOn(browser: Browser, url: string): Promise<Screen> {
  const first = await browser.tab(url);
  const popup = await browser.popup(first);
  // What the page holds is shown last: before that the popup still grows.
  await popup.sees({ css: "pf-found" });
  await popup.click({ role: "switch" });
  await popup.sees({ css: "[role=switch][aria-checked=true]" });
  await popup.close().catch(() => undefined);
  await first.close();
  return browser.tab(url);
}
