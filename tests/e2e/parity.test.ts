// Saved pages read from their files and from the documents of both browsers: the same pins, field by field. What a
// browser knows better is named here with its reason, and nothing else may differ.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { KINDS } from "./lib/browser";
import { askerIn, differences, fromBrowser, fromFile, ownPages, savedPages, type Difference, type FilePage, type Value } from "./lib/parity";
import { haveFixtures } from "./lib/places";
import type { Screen } from "./lib/screen";
import { world, type World } from "./lib/world";

/** The saved pages. */
const COLLECTIONS = [
  "metascraper",
  "metascraper-shopping",
  "postlight-parser",
  "webscrapers-oldreddit",
  "autopager",
  "trafilatura",
  "microformats-tests",
  "defuddle",
  "embed",
  "facebook-scraper",
  "granary-facebook",
  "haul",
  "omnivore",
  "extruct",
];
/** Pages of each; all of them where the whole matrix is asked for. */
const MOST = process.env["PINFOLD_MATRIX"] === "whole" ? Infinity : 10;

for (const kind of KINDS) {
  describe(`a page from its file and in the browser, ${kind}`, () => {
    let here: World;
    let asker: Screen;
    let tab: Screen;
    before(async () => {
      here = await world(kind);
      asker = await askerIn(here.browser);
      tab = await here.browser.tab("about:blank");
    });
    after(() => here.end());

    const same = async (all: readonly FilePage[], least: number): Promise<void> => {
      let cards = 0;
      const wrong: string[] = [];
      for (const page of all) {
        const live = await fromBrowser(here.browser, asker, tab, page);
        const file = fromFile(page, Date.now());
        cards += file.cards.length;
        // Where no card is, the command line prints the one thing that the page is about.
        const isPage = live.cards.length === 0 && file.cards.length === 1 && differences(file.cards[0], file.page).length === 0;
        // In a browser, what a page without a word holds for those without scripts is not on the screen.
        const isBare = live.cards.length === 0 && (await tab.run(() => document.body.innerText.trim() === ""));
        const found = [...(isPage || isBare ? [] : differences(file.cards, live.cards, "card")), ...differences(file.page, live.page, "page")];
        const unexplained = found.filter((one) => !isExplained(one, page));
        wrong.push(...unexplained.map((one) => `${page.name} ${one.field}: ${short(one.file)} from the file, ${short(one.browser)} in the browser`));
      }
      assert.deepEqual(wrong, []);
      // A test that compares nothing proves nothing.
      assert.ok(cards >= least, `only ${cards} cards on ${all.length} pages`);
    };

    test("our own pages", () => same(ownPages(), 20));

    for (const collection of COLLECTIONS) {
      test(`saved pages: ${collection}`, async (it) => {
        if (!haveFixtures()) {
          console.log(`SKIPPED: ../shared absent (${collection})`);
          return it.skip("../shared absent");
        }
        await same(savedPages(collection, MOST), 1);
      });
    }
  });
}

/** Where the two may differ, and why. */
function isExplained({ field, file, browser }: Difference, page: FilePage): boolean {
  if (field.endsWith("media.url") && typeof file === "string" && typeof browser === "string") {
    // A page that came by https has its pictures by https: browsers change the addresses of others.
    if (browser === file.replace(/^http:/u, "https:")) return true;
    // Of several sources for one picture the browser chooses by its window and the formats it knows.
    return page.html.includes("srcset") && page.html.replaceAll("&amp;", "&").includes(browser);
  }
  // A picture that stands in the page's own text is there at once, and has a size.
  if (/media\.(width|height)$/u.test(field) && file === undefined && page.html.includes("data:image/")) return true;
  // A card alone holds nothing of what it names elsewhere on its page.
  if (field === "card.content.media" && page.html.includes("itemref=")) return true;
  // "2 hours ago" is counted from the moment of reading, which was a little earlier in the browser.
  if (field.endsWith("published.instant") && typeof file === "number" && typeof browser === "number") {
    return file > browser && file - browser < EARLIER_MS;
  }
  return false;
}

/** A page is read in the browser at most so long before it is read from its file. */
const EARLIER_MS = 10_000;

const short = (value: Value | undefined): string => (JSON.stringify(value) ?? "nothing").slice(0, 200);
