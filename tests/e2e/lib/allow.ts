// A permission for a site, given on one of the extension's own pages with a click, as both browsers want it. It never
// answers for a person where the browser asks one.
import type { Browser } from "./browser";
import type { Screen } from "./screen";
import { until } from "./wait";

export async function allow(browser: Browser, own: Screen, origin: string): Promise<void> {
  await browser.willGrant([origin]);
  await own.page?.bringToFront();
  await own.run((wanted) => document.addEventListener("click", () => void chrome.permissions.request({ origins: [wanted] }), { once: true }), origin);
  await own.click({ css: "h1" });
  await until("the permission", () => own.run((wanted) => chrome.permissions.contains({ origins: [wanted] }), origin));
}
