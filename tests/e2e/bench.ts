// What Pinfold costs a page, and how long a pin takes, in real browsers with the packed extension. It prints
// figures beside their targets and never judges: what falls short is a figure, not a failure.
import { KINDS, type Kind } from "./lib/browser";
import { SIZES, measureCost, serveFeeds } from "./lib/cost";
import { figure, load, note, quantile } from "./lib/figure";
import { measurePins } from "./lib/latency";
import { SOCIAL } from "./lib/sites";
import { switchOn } from "./lib/switch";
import { world } from "./lib/world";

/** One card from the press to the acknowledgement, and scripting of one load. */
const PIN_MS = 150;
const SCRIPT_MS = 2;
/** A hundred times the cards: nothing that is done at load may grow with them, and more than this is no noise. */
const GROWTH = 2;
/** Loads of each page, with and without Pinfold in turn; the median counts. */
const LOADS = 9;
/** Posts pinned before the measured ones: the first opens the panel and wakes the background. */
const WARM = 3;
const POSTS = 33;

async function cost(): Promise<void> {
  const here = await world("chromium");
  try {
    serveFeeds(here.network);
    const { asked, unasked, added } = await measureCost(here.browser, LOADS);
    figure("page-bytes-not-asked", unasked, "bytes", 0);
    note("page-bytes-switched-on", asked, "bytes");
    for (const size of SIZES) figure(`page-script-${size}-cards`, added[size], "ms", SCRIPT_MS);
    const [small, large] = SIZES;
    figure(`page-script-growth-${small}-to-${large}-cards`, added[large] / added[small], "times", GROWTH);
  } finally {
    await here.end();
  }
}

async function pins(kind: Kind): Promise<void> {
  const here = await world(kind);
  try {
    await here.browser.willGrant([`${SOCIAL}/*`]);
    const feed = await switchOn(here.browser, SOCIAL);
    const times = (await measurePins(here.browser, feed, WARM + POSTS)).slice(WARM);
    note(`pin-${kind}-p50`, quantile(times, 0.5), "ms");
    figure(`pin-${kind}-p95`, quantile(times, 0.95), "ms", PIN_MS);
  } finally {
    await here.end();
  }
}

load();
await cost();
for (const kind of KINDS) await pins(kind);
load();
