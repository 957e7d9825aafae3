// Pinning a whole thread: every post of it that the page holds, each as a pin of its own that knows its place.

import type { PinId, Response, Snapshot } from "../../pkg/pinfold.js";
import { AskError, payload } from "../lib/core.js";
import type { Scan, Wish } from "../lib/messages.js";
import { MOST_READ, type Threaded, threadsOf } from "../lib/threads.js";
import { wish } from "../lib/wish.js";
import { carryOut } from "./capture.js";
import { core } from "./core.js";
import { complain, enter, toTab } from "./tab.js";

/** Pins the thread that a pin belongs to. Throws where the page shows none. */
export async function pinThreadOf(tab: number, pin: PinId): Promise<Response[]> {
  const { detail } = payload(await core({ editor: { pin } }), "editor");
  const { url } = detail.pin.source;
  const is = ({ draft }: Threaded): boolean => url !== undefined && draft.content.source.url === url;
  const { threads } = await threadsOn(tab);
  return pinned(tab, threads.find((posts) => posts.some(is)), "nowhere");
}

/** Pins the thread that the pointer is over; else the one the page is about; else the only one there is. */
export async function pinThreadHere(tab: number): Promise<void> {
  try {
    const { threads, scan } = await threadsOn(tab);
    const pointed = threads.find((posts) => posts.some(({ at }) => at === scan.pointed));
    const about = threads.find((posts) => posts.some(({ draft: { content } }) => content.source.url === bare(content.source.page_url)));
    await pinned(tab, pointed ?? about ?? (threads.length === 1 ? threads[0] : undefined), "page");
  } catch (error) {
    await complain(tab, error instanceof AskError ? error.failure : { code: "internal", details: [String(error)] });
  }
}

async function threadsOn(tab: number): Promise<{ threads: Threaded[][]; scan: Scan }> {
  await enter(tab);
  const scan = await toTab<Scan>(tab, { scan: { limit: MOST_READ, of: "page" } });
  return { threads: await threadsOf(scan.cards as Snapshot[], core), scan };
}

async function pinned(tab: number, posts: readonly Threaded[] | undefined, say: "page" | "nowhere"): Promise<Response[]> {
  if (posts === undefined) throw new AskError({ code: "no_thread" });
  const wishes = posts.map(({ snapshot, thread }): Wish => ({ ...wish({ snapshot, aim: "card" }), thread }));
  return carryOut(tab, wishes, say);
}

function bare(url: string): string {
  return url.split(/[?#]/u, 1)[0] ?? url;
}
