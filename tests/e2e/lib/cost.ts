// What a page pays: bytes put into it and time its scripts take, with Pinfold and without, on feeds of our own
// that run no script themselves. It reads Chromium's own counters.
import type { CDPSession } from "puppeteer-core";
import type { Browser } from "./browser";
import { quantile } from "./figure";
import { pages, type Network } from "./network";
import type { Screen } from "./screen";
import { switchOn } from "./switch";
import { until } from "./wait";

/** The feed that is switched on, and the same feed on a host that is not. */
const FEED = "https://feed.pinfold.example";
const PLAIN = "https://plain.pinfold.example";
/** Cards of the feeds. */
export const SIZES = [50, 5_000] as const;

export interface Cost {
  /** Bytes of script and style put into a page of a site that is switched on, and into one that is not. */
  readonly asked: number;
  readonly unasked: number;
  /** Milliseconds of scripting that Pinfold adds to one load, by the number of cards. */
  readonly added: Readonly<Record<(typeof SIZES)[number], number>>;
}

export function serveFeeds(network: Network): void {
  const all = Object.fromEntries(SIZES.map((size) => [`/${size}`, feed(size)]));
  for (const origin of [FEED, PLAIN]) network.serve(new URL(origin).host, pages(all));
}

export async function measureCost(browser: Browser, loads: number): Promise<Cost> {
  const [small] = SIZES;
  await browser.willGrant([`${FEED}/*`]);
  const unasked = await injected(browser, `${FEED}/${small}`);
  await (await switchOn(browser, `${FEED}/${small}`)).close();
  const asked = await until("the script on a site that is switched on", async () => (await injected(browser, `${FEED}/${small}`)) || false);
  const added = { 50: NaN, 5_000: NaN };
  for (const size of SIZES) {
    const [on, off]: [number[], number[]] = [[], []];
    for (let load = 0; load < loads; load++) {
      on.push(await scripting(browser, `${FEED}/${size}`));
      off.push(await scripting(browser, `${PLAIN}/${size}`));
    }
    added[size] = quantile(on, 0.5) - quantile(off, 0.5);
  }
  return { asked, unasked, added };
}

/** Opens an empty tab, prepares it, goes there, waits until everything that runs at load has run. */
async function visit<T>(browser: Browser, url: string, prepare: (cdp: CDPSession) => Promise<T>, read: (cdp: CDPSession, prepared: T) => Promise<number>): Promise<number> {
  const tab: Screen = await browser.tab("about:blank");
  const page = tab.page;
  if (page === undefined) throw new Error("a tab has no page");
  const cdp = await page.createCDPSession();
  const prepared = await prepare(cdp);
  await page.goto(url, { waitUntil: "load" });
  // What a script puts off comes when a page is idle; then two frames.
  await page.evaluate(async () => {
    await new Promise((done) => requestIdleCallback(done));
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  });
  const value = await read(cdp, prepared);
  await tab.close();
  return value;
}

/** Running scripts, in milliseconds of the thread's own time: others on the machine do not count. */
function scripting(browser: Browser, url: string): Promise<number> {
  return visit(
    browser,
    url,
    (cdp) => cdp.send("Performance.enable", { timeDomain: "threadTicks" }),
    async (cdp) => {
      const { metrics } = await cdp.send("Performance.getMetrics");
      return (metrics.find(({ name }) => name === "ScriptDuration")?.value ?? NaN) * 1_000;
    },
  );
}

/** Bytes of the scripts and style sheets that extensions put into a page. */
function injected(browser: Browser, url: string): Promise<number> {
  return visit(
    browser,
    url,
    async (cdp) => {
      const scripts: string[] = [];
      const sheets: number[] = [];
      cdp.on("Debugger.scriptParsed", (script) => {
        if (script.url.startsWith("chrome-extension:")) scripts.push(script.scriptId);
      });
      cdp.on("CSS.styleSheetAdded", ({ header }) => {
        if (header.origin === "injected") sheets.push(header.length);
      });
      for (const domain of ["DOM", "CSS", "Debugger"] as const) await cdp.send(`${domain}.enable`);
      return { scripts, sheets };
    },
    async (cdp, { scripts, sheets }) => {
      let bytes = sheets.reduce((sum, one) => sum + one, 0);
      for (const scriptId of scripts) bytes += Buffer.byteLength((await cdp.send("Debugger.getScriptSource", { scriptId })).scriptSource);
      return bytes;
    },
  );
}

/** A feed as they come, of one shape and without a script. */
function feed(cards: number): string {
  const posts = Array.from({ length: cards }, (_, at) => at + 1).map(
    (id) => `<article class="post" data-post-id="${id}"><header><a rel="author" href="/@user${id}"><b>User ${id}</b></a> <a href="/@user${id}/${id}"><time datetime="2026-03-01T08:00:00Z">1 March</time></a></header>
      <p>The lid of kettle ${id} leaks, and nobody answers the phone.</p><footer><button>Reply</button><button>Like</button></footer></article>`,
  );
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Feed</title><main>${posts.join("")}</main>`;
}
