// One page read twice: by the command line from its file, and by the extension from the document that a browser
// made of the same bytes. It compares whole drafts, and repairs none of them.
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { allow } from "./allow";
import type { Browser } from "./browser";
import { inParts } from "./network";
import { FIXTURES, ROOT, TARGET } from "./places";
import { scratch } from "./scratch";
import type { Screen } from "./screen";

/** A page in a file, and where it was found. */
export interface FilePage {
  readonly name: string;
  readonly url: string;
  readonly html: string;
}

/** What is read, as JSON. */
export type Value = null | boolean | number | string | readonly Value[] | { readonly [key: string]: Value };

/** The drafts of a page: of every card in the order of the document, and of the one thing the page is about. */
export interface Reading {
  readonly cards: readonly Value[];
  readonly page: Value;
}

/** A field that differs, with what the file and the browser said. */
export interface Difference {
  readonly field: string;
  readonly file: Value | undefined;
  readonly browser: Value | undefined;
}

const OWN = path.join(ROOT, "tests/fixtures/capture");
/** Pinned under this id, pictures have the same ids on both ways. */
const NIL = "0".repeat(26);
/** More cards than any page has. */
const ALL = 10_000;
/** How long a page that lies ready takes to be shown, at most, on a machine that does much else. */
const SHOWN_MS = 20_000;
const EVERYWHERE = "https://*/*";
const CLI = path.join(TARGET, "debug/pinfold");

/** Our own small pages. */
export const ownPages = (): FilePage[] =>
  readdirSync(OWN)
    .sort()
    .map((name) => file(path.join(OWN, name), name));

/** The saved real pages of a collection, `most` of them from all its parts. */
export function savedPages(collection: string, most: number): FilePage[] {
  const rows = readFileSync(path.join(FIXTURES, "manifest.csv"), "utf8").split("\n").slice(1);
  const names = rows.map((row) => row.split(",")[0] ?? "").filter((name) => name.startsWith(`${collection}/`) && name.endsWith(".html"));
  const step = Math.max(1, names.length / most);
  return names.filter((_, at) => Math.trunc(at % step) === 0).map((name) => file(path.join(FIXTURES, name), name));
}

/** The page with the address that it gives itself; one that gives none stands on a host of our own. */
function file(from: string, name: string): FilePage {
  const html = readFileSync(from, "utf8");
  const said = /<link[^>]+rel="?canonical"?[^>]*>|<meta[^>]+property="?og:url"?[^>]*>/iu.exec(html)?.[0];
  const own = /(?:href|content)="?(https?:\/\/[^"\s>]+)/iu.exec(said ?? "")?.[1]?.replace(/^http:/u, "https:").replaceAll("&amp;", "&");
  const url = own !== undefined && URL.canParse(own) ? new URL(own) : new URL(`https://saved.pinfold.example/${name}`);
  url.hash = "";
  return { name, url: url.href, html };
}

/** As the command line reads it. */
export function fromFile(page: FilePage, now: number): Reading {
  const folder = scratch("parity");
  const saved = path.join(folder, "page.html");
  writeFileSync(saved, page.html);
  const clip = (...more: string[]): Value[] => {
    const words = ["clip", saved, "--url", page.url, "--draft", "--now", new Date(now).toISOString(), ...more];
    try {
      const out = execFileSync(CLI, words, { encoding: "utf8", maxBuffer: 1 << 28, stdio: ["ignore", "pipe", "pipe"] });
      return out.split("\n").filter(Boolean).map((line) => JSON.parse(line) as Value);
    } catch (error) {
      if (String(error).includes("was found there")) return [];
      throw error;
    }
  };
  const reading = { cards: clip("--all"), page: clip()[0] ?? null };
  rmSync(folder, { recursive: true });
  return reading;
}

/** A page of the extension that may look into every site: granted, as a person does, with a click. */
export async function askerIn(browser: Browser): Promise<Screen> {
  const asker = await browser.own("options/index.html");
  await allow(browser, asker, EVERYWHERE);
  return asker;
}

/** As the extension reads it in a browser: asked by one of its own pages, by the messages that the popup sends. */
export async function fromBrowser(browser: Browser, asker: Screen, tab: Screen, page: FilePage): Promise<Reading> {
  const { host, pathname } = new URL(page.url);
  browser.network.serve(host, inParts(pathname, page.html, { "content-security-policy": "script-src 'none'", "content-type": "text/html; charset=utf-8" }));
  // Its pictures and frames are not there to be waited for.
  await tab.page?.goto(page.url, { waitUntil: "domcontentloaded", timeout: SHOWN_MS });
  return JSON.parse(await asker.run(read, page.url, ALL, NIL)) as Reading;
}

/** Runs in a page of the extension. */
async function read(url: string, limit: number, pin: string): Promise<string> {
  const tab = (await chrome.tabs.query({})).find((one) => one.url === url)?.id;
  if (tab === undefined) throw new Error(`no tab shows ${url}`);
  await chrome.scripting.executeScript({ target: { tabId: tab }, files: ["/content/once.js"] });
  const screenless = (): void => {
    type Cards = { onScreen(): Element[]; beside(from: Element | null, by: 1 | -1): { card: Element } | null };
    const { cards } = (globalThis as unknown as { pinfold: { cards: Cards } }).pinfold;
    cards.onScreen = () => {
      const all: Element[] = [];
      let next = cards.beside(null, 1)?.card;
      for (let above = next; above !== undefined; above = above === next ? undefined : next) next = cards.beside(above, -1)?.card;
      for (; next !== undefined && next !== all.at(-1); next = cards.beside(next, 1)?.card) all.push(next);
      return all;
    };
  };
  type Linked = { content: { thread?: object } };
  const draft = async (snapshot: object): Promise<Linked | null> => {
    type Answer = { ok: boolean; response?: { draft: Linked }; failure?: { code: string } };
    const answer = (await chrome.runtime.sendMessage({ ask: { read: { snapshot, aim: "card", pin } } })) as Answer;
    if (answer.ok && answer.response !== undefined) return answer.response.draft;
    if (answer.failure?.code === "no_card") return null;
    throw new Error(`not read: ${JSON.stringify(answer)}`);
  };
  // A scan reads what is on the screen; from the second on, all that the keyboard reaches is.
  await chrome.tabs.sendMessage(tab, { scan: { limit: 0 } });
  await chrome.scripting.executeScript({ target: { tabId: tab }, func: screenless });
  const scan = (await chrome.tabs.sendMessage(tab, { scan: { limit } })) as { cards: object[] };
  const whole = (await chrome.tabs.sendMessage(tab, { take: "page" })) as object;
  const cards: (Linked | null)[] = [];
  for (const card of scan.cards) cards.push(await draft(card));
  // What only all of them together tell.
  const drafts = cards.filter((card) => card !== null);
  const linked = (await chrome.runtime.sendMessage({ ask: { link: { drafts } } })) as { response: { linked: object[] } };
  for (const [place, thread] of linked.response.linked.entries()) {
    const card = drafts[place];
    if (card !== undefined && Object.keys(thread).length > 0) card.content.thread = thread;
  }
  return JSON.stringify({ cards, page: await draft(whole) });
}

/** Every field of two values that is not the same in both, by its path; numbers of lists are no part of it. */
export function differences(file: Value | undefined, browser: Value | undefined, field = ""): Difference[] {
  if (Array.isArray(file) && Array.isArray(browser) && file.length === browser.length) {
    return file.flatMap((one, at) => differences(one as Value, browser[at] as Value, field));
  }
  if (isObject(file) && isObject(browser)) {
    const keys = [...new Set([...Object.keys(file), ...Object.keys(browser)])];
    return keys.flatMap((key) => differences(file[key], browser[key], field === "" ? key : `${field}.${key}`));
  }
  return JSON.stringify(file) === JSON.stringify(browser) ? [] : [{ field, file, browser }];
}

const isObject = (value: Value | undefined): value is { readonly [key: string]: Value } => typeof value === "object" && value !== null && !Array.isArray(value);
