// What Pinfold costs a page, how long a pin takes, and how long a look at a picture, in real browsers with the packed extension. It prints
// figures beside their targets and never judges: what falls short is a figure, not a failure.
import { KINDS, type Kind } from "./lib/browser";
import { SIZES, measureCost, serveFeeds } from "./lib/cost";
import { PICTURES, measureEye, serveEye } from "./lib/eye";
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
/** Fingerprint and colours of a megapixel, decoded. */
const LOOK_MS = 3;
const LOOKS = 100;

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

async function looks(kind: Kind): Promise<void> {
  const here = await world(kind);
  try {
    serveEye(here.network);
    for (const picture of PICTURES) {
      const times = await measureEye(here.browser, picture, LOOKS);
      const called = `looks-${kind}-${picture}-megapixel`;
      note(`${called}-first`, times[0] ?? NaN, "ms");
      note(`${called}-p95`, quantile(times, 0.95), "ms");
      if (picture === "noise") note(`${called}-p50`, quantile(times, 0.5), "ms");
      else figure(`${called}-p50`, quantile(times, 0.5), "ms", LOOK_MS);
    }
  } finally {
    await here.end();
  }
}

load();
for (const kind of KINDS) await looks(kind);
await cost();
for (const kind of KINDS) await pins(kind);
load();
