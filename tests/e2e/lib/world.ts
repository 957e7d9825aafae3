// What every end-to-end test starts from: the network, our sites, and one browser with the package in it.
// It never shares a browser between test files.
import { readdirSync, statSync } from "node:fs";
import path from "node:path";
import { packed, type Browser, type Kind, type Wanted } from "./browser";
import { chromium } from "./chromium";
import { firefox } from "./firefox";
import { Network } from "./network";
import { serveSites } from "./sites";
import { until } from "./wait";

/** The identity that the manifest gives the extension in Firefox. */
const ADDON = "pinfold@pinfold.example";

export interface World {
  readonly network: Network;
  readonly browser: Browser;
  end(): Promise<void>;
}

export async function world(kind: Kind, more: Omit<Wanted, "network"> = {}): Promise<World> {
  const network = await Network.start();
  serveSites(network);
  const browser = await launch(kind, network, more);
  return {
    network,
    browser,
    async end() {
      await browser.close();
      await network.close();
    },
  };
}

/** A browser in which the package has greeted in a tab of its own. Until that stands it may come before any other, and what is
 * asked of the page in front would be asked of that one. */
export async function launch(kind: Kind, network: Network, more: Omit<Wanted, "network"> = {}): Promise<Browser> {
  const browser = await (kind === "chromium" ? chromium(packed(kind), { network, ...more }) : firefox(packed(kind), ADDON, { network, ...more }));
  await until("the package to greet", () => browser.hasTab("welcome/index.html"));
  return browser;
}

/** The file that arrives in the downloads while `save` runs. */
export async function saved(browser: Browser, save: () => Promise<void>): Promise<string> {
  const before = new Set(readdirSync(browser.downloads));
  await save();
  let size = -1;
  const name = await until("a saved file", () => {
    const fresh = readdirSync(browser.downloads).filter((file) => !before.has(file) && !/\.(crdownload|part)$|^\.|^Unconfirmed/.test(file));
    const first = fresh[0];
    if (first === undefined) return false;
    const now = statSync(path.join(browser.downloads, first)).size;
    const whole = now > 0 && now === size;
    size = now;
    return whole ? first : false;
  });
  return path.join(browser.downloads, name);
}
