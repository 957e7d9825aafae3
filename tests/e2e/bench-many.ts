// How long a board of 10,000 pins takes to open, whether it scrolls without a hitch, and how long each form of export takes from the
// press to the finished file, in real browsers with the packed extension. It prints figures beside their targets and never judges.
import { KINDS, type Kind } from "./lib/browser";
import { backupOf } from "./lib/crowd";
import { figure, load, note, quantile } from "./lib/figure";
import { choose, made } from "./lib/files";
import { awaitFile, fileMade, type MadeFile, scroll, shownAfterPress } from "./lib/frames";
import type { Screen } from "./lib/screen";
import { pause, until, within } from "./lib/wait";
import { world } from "./lib/world";

const PINS = 10_000;
const BOARD = "Crowded";
/** What takes long with so many, on a machine that does much else. */
const LONG_MS = 120_000;
/** A board is opened so often; the first time it is read, and the median counts. */
const OPENED = 9;
const OPEN_MS = 300;
/** Tiles that are seen first. */
const TILES = 4;
/** Frames of each scroll: some eighty screens. */
const FRAMES = 300;
/** A frame that takes longer is one that people see missing. */
const HITCH_MS = 50;
/** After so long without a change the preview stands, which is made by the worker that exports. */
const STILL_MS = 1_000;
/** Each form as the dialog calls it, what its figure is called, and what it may take; absent where no target is named. */
const FORMS: readonly (readonly [string, string, number?])[] = [
  ["Web page", "html", 2_000],
  ["Excel workbook", "xlsx", 3_000],
  ["Table (CSV)", "csv", 200],
  ["CRM note", "crm-note"],
  ["Markdown", "markdown"],
  ["CRM import (CSV)", "crm-csv"],
  ["Raindrop (CSV)", "raindrop"],
  ["Pinterest table (CSV)", "pinterest"],
  ["Markdown folder", "folder"],
  ["Bookmarks", "bookmarks"],
  ["JSON Feed", "json-feed"],
  ["Web Annotations", "annotations"],
  ["Pinterest Save links", "save-links"],
  ["Board for a colleague", "bundle"],
  ["Backup", "backup"],
  // Ten thousand slides are nobody's wish; last, since they take long.
  ["PowerPoint", "pptx"],
];

async function measure(kind: Kind): Promise<void> {
  const here = await world(kind);
  try {
    const options = await here.browser.own("options/index.html#backup");
    await choose(options, made("many.json", backupOf(PINS, { onBoard: 1, withPicture: PINS })));
    await options.sees({ css: ".restore" }, LONG_MS);
    await options.click({ role: "button", name: "Restore", exact: true });
    await options.says("restored", LONG_MS);
    await options.close();
    const library = await here.browser.own("library/index.html");
    await library.sees({ css: `li[aria-setsize="${PINS}"]` }, LONG_MS);
    await opened(kind, library);
    await scrolled(kind, library);
    for (const [name, form, most] of FORMS) {
      const called = `many-${kind}-export-${form}`;
      const file = await exported(library, name).catch((error: Error) => console.log(`${called}: ${error.message}`));
      if (file === undefined) continue;
      const [ms, bytes] = file;
      if (most === undefined) note(called, ms, "ms");
      else figure(called, ms, "ms", most);
      note(`${called}-size`, bytes / 1e6, "MB");
    }
  } finally {
    await here.end();
  }
}

/** From the vocabulary, which shows no pin, to the board. */
async function opened(kind: Kind, library: Screen): Promise<void> {
  const times: number[] = [];
  for (let turn = 0; turn < OPENED; turn++) {
    await library.press("5");
    await library.gone({ css: "li[data-pin]" });
    const seen = library.run(shownAfterPress, "li[data-pin]", TILES);
    await library.click({ role: "link", name: BOARD });
    times.push(await within("the board", LONG_MS, seen));
    await library.sees({ css: `li[aria-setsize="${PINS}"]` });
  }
  note(`many-${kind}-board-first`, times[0] ?? NaN, "ms");
  note(`many-${kind}-board-slowest`, Math.max(...times), "ms");
  figure(`many-${kind}-board`, quantile(times, 0.5), "ms", OPEN_MS);
}

async function scrolled(kind: Kind, library: Screen): Promise<void> {
  for (const layout of ["masonry", "list"]) {
    const drawn = (): Promise<boolean> => library.run((name) => document.querySelector("ul[data-layout]")?.getAttribute("data-layout") === name, layout);
    for (let press = 0; press < 4 && !(await drawn()); press++) {
      await library.press("v");
      await pause(STILL_MS);
    }
    await until(layout, drawn);
    const gaps = await library.run(scroll, FRAMES);
    const called = `many-${kind}-${layout}-frame`;
    for (const share of [0.5, 0.95, 1]) note(`${called}-p${share * 100}`, quantile(gaps, Math.min(share, 0.999)), "ms");
    figure(`${called}s-over-${HITCH_MS}-ms`, gaps.filter((gap) => gap > HITCH_MS).length, `of ${gaps.length}`, 0);
  }
}

async function exported(library: Screen, form: string): Promise<MadeFile> {
  await library.click({ role: "button", name: "Export" });
  await library.sees({ css: ".export" });
  await library.click({ css: "label.format", name: form });
  await still(library);
  await library.run(awaitFile);
  await library.click({ role: "button", name: "Save file" });
  const took = await until(form, () => library.run(fileMade), LONG_MS);
  await library.gone({ css: ".export" }, LONG_MS);
  return took;
}

/** Waits until the preview was shown and stays. */
async function still(library: Screen): Promise<void> {
  const shown = (): Promise<string> => library.run(() => document.querySelector(".export-preview")?.textContent ?? "");
  let before = "";
  await until(
    "the preview",
    async () => {
      const now = await shown();
      const same = now !== "" && now === before;
      before = now;
      if (!same) await pause(STILL_MS);
      return same;
    },
    LONG_MS,
  );
}

load();
for (const kind of KINDS) await measure(kind);
load();
