// The tab the popup stands over: whether it can be read, and what is on it. It reads after a click and stores nothing.
import type { Aim, DraftView, PinId, Snapshot } from "../../pkg/pinfold.js";
import { answerTo, ask, AskError, payload, pinWishes, tell } from "../lib/core.js";
import { TOP } from "../lib/framed.js";
import type { Scan, ToContent, Wish } from "../lib/messages.js";
import { openPanel } from "../lib/platform.js";
import { MOST_READ, type Threaded, threadsOf } from "../lib/threads.js";
import { wish } from "../lib/wish.js";

/** Something on the page that can be pinned. */
export interface Found {
  readonly snapshot: Snapshot;
  readonly aim: Aim;
  readonly draft: DraftView["draft"];
  pinned: PinId | undefined;
}

/** A thread of one author, of which the page shows more than one post. */
export interface FoundThread {
  readonly posts: readonly Threaded[];
  pinned: boolean;
}

/** What is on a page. */
export interface FoundPage {
  /** What the page itself is: a product, an article, a post; nothing where it is a feed or cannot be told. */
  readonly page: Found | undefined;
  readonly cards: Found[];
  /** Cards on the screen past those. */
  readonly more: number;
  /** Cards the page holds that are not on the screen. */
  readonly beyond: number;
  readonly selection: Found | undefined;
  /** Hosts whose cards stand in frames on the page. */
  readonly frames: readonly string[];
}

/** A page that can be read. */
export interface ReadableTab {
  readonly id: number;
  readonly url: string;
  readonly host: string;
}

/** The tab in front, if its page can be read. Puts the content script there, which the click that opened us allows. */
export async function readableTab(): Promise<ReadableTab | undefined> {
  const [tab] = await chrome.tabs.query({ active: true, currentWindow: true });
  if (tab?.id === undefined || tab.url === undefined || !/^https?:/u.test(tab.url)) return undefined;
  try {
    // From the root: Firefox takes a path without a slash as one beside this page.
    const [done] = await chrome.scripting.executeScript({ target: { tabId: tab.id }, files: ["/content/once.js"] });
    if (done === undefined || "error" in done) return undefined;
  } catch {
    // Browsers keep their own pages, their stores and what an administrator names to themselves.
    return undefined;
  }
  return { id: tab.id, url: tab.url, host: new URL(tab.url).host };
}

/** Looks at what the tab shows; `limit` cards are read, the others counted. */
export async function look(tab: ReadableTab, limit: number): Promise<FoundPage> {
  const [scan, page] = await Promise.all([
    toTab<Scan>(tab, { scan: { limit } }),
    toTab<Snapshot>(tab, { take: "page" }),
  ]);
  const [cards, itself, selection] = await Promise.all([
    Promise.all(scan.cards.map((snapshot) => preview(snapshot, "card"))),
    preview(page, "card"),
    scan.selection === undefined ? undefined : preview(page, { selection: scan.selection }),
  ]);
  const found = cards.filter((card) => card !== undefined);
  // A page that is one of its cards is shown once: by its card, unless the page alone says where it is.
  const twin = found.find((card) => sameThing(card, itself));
  const byPage = twin?.draft.content.source.url === undefined && itself?.draft.content.source.url !== undefined;
  return {
    page: twin === undefined || byPage ? itself : undefined,
    cards: byPage ? found.filter((card) => card !== twin) : found,
    more: scan.more,
    beyond: scan.beyond,
    selection,
    frames: scan.frames,
  };
}

/** Pins what was found and opens the panel on it. Must be called in the turn of the click. */
export async function pin(tab: ReadableTab, found: Found): Promise<void> {
  found.pinned = await pinInPanel(tab, wishFor(found));
}

/** Pins the page as a whole and opens the panel on it. Must be called in the turn of the click. */
export function pinPage(tab: ReadableTab): Promise<PinId> {
  return pinInPanel(tab, wish({ aim: "page", take: "page" }));
}

/** The threads on the page, as far as it holds them. */
export async function threads(tab: ReadableTab): Promise<FoundThread[]> {
  const scan = await toTab<Scan>(tab, { scan: { limit: MOST_READ, of: "page" } });
  return (await threadsOf(scan.cards, answerTo)).map((posts) => ({ posts, pinned: false }));
}

/** Wishes for several things that were found. */
export function wishesFor(all: readonly Found[]): Wish[] {
  return all.map(wishFor);
}

/** Wishes for the posts of a thread, in its order. */
export function wishesForThread({ posts }: FoundThread): Wish[] {
  return posts.map(({ snapshot, thread }) => ({ ...wish({ snapshot, aim: "card" }), thread }));
}

/** Opens the panel on a pin. Must be called in the turn of the click. */
export async function show(tab: ReadableTab, pin: PinId): Promise<void> {
  const told = tell({ panel: { tab: tab.id, pin, panel: "opened" } });
  await Promise.all([told, opened(tab)]);
}

/** The message is sent before the panel opens: the panel takes the focus, and the popup dies of that. */
async function pinInPanel(tab: ReadableTab, one: Wish): Promise<PinId> {
  const answer = pinWishes({ tab: tab.id, wishes: [one], panel: "opened" });
  const [{ responses }] = await Promise.all([answer, opened(tab)]);
  const [response] = responses;
  if (response === undefined) throw new AskError({ code: "no_answer" });
  return payload(response, "captured").pin;
}

/** Where there is no panel to open, the popup stays and says what came of it. */
function opened(tab: ReadableTab): Promise<void> {
  return openPanel(tab.id).catch(() => undefined);
}

function wishFor({ snapshot, aim }: Found): Wish {
  return wish({ snapshot, aim });
}

/** Sends a message to the tab's content script. */
export async function toTab<T>(tab: ReadableTab, message: ToContent): Promise<T> {
  const answer = (await chrome.tabs.sendMessage(tab.id, message, TOP)) as T | undefined;
  if (answer === undefined) throw new AskError({ code: "page_unreadable" });
  return answer;
}

async function preview(snapshot: Snapshot, aim: Aim): Promise<Found | undefined> {
  try {
    const { draft, pinned } = await ask({ preview: { snapshot, aim } }, "preview");
    return { snapshot, aim, draft, pinned };
  } catch (error) {
    // What is no card is not shown; anything else would be said for every card, so it is said once by the caller.
    if (error instanceof AskError && ["no_card", "too_large", "snapshot_invalid"].includes(error.failure.code)) return undefined;
    throw error;
  }
}

/** By the address; where one has none, by what both say they are. */
function sameThing(one: Found, other: Found | undefined): boolean {
  if (other === undefined) return false;
  const [{ content: here }, { content: there }] = [one.draft, other.draft];
  if (here.source.url !== undefined && there.source.url !== undefined) return here.source.url === there.source.url;
  const [name, named] = [here, there].map(({ product, title, text: words }) => product?.name ?? title ?? words);
  return here.kind === there.kind && name !== undefined && name === named;
}
