// Saved real pages under their real host names, with no script allowed to run. They stand beside the project
// on some machines only; where they do not, a test says so loudly.
import { readFileSync } from "node:fs";
import path from "node:path";
import { pages, type Network } from "./network";
import { FIXTURES, haveFixtures } from "./places";

/** One saved page: where it was, and words of a card that a person would pin. */
export interface SavedPage {
  readonly file: string;
  readonly url: string;
  readonly words: string;
}

export const SAVED: readonly SavedPage[] = [
  {
    file: "metascraper/x/post.html",
    url: "https://x.com/realDonaldTrump/status/1222907250383245320",
    words: "Schiff blasted for not focusing",
  },
  {
    file: "webscrapers-oldreddit/tests/reddit_post_example.html",
    url: "https://old.reddit.com/r/Games/comments/1lqa2hj/has_xbox_considered_laying_one_person_off_instead/",
    words: "Has Xbox Considered Laying One Person Off",
  },
];

/** Whether the page could be served. */
export function serveSaved(network: Network, page: SavedPage): boolean {
  if (!haveFixtures()) {
    console.log(`SKIPPED: ../shared absent (${page.file})`);
    return false;
  }
  const url = new URL(page.url);
  const html = readFileSync(path.join(FIXTURES, page.file), "utf8");
  network.serve(url.host, pages({ [url.pathname]: html }, { "content-security-policy": "script-src 'none'", "content-type": "text/html; charset=utf-8" }));
  return true;
}
