// The threads among the cards of a page. The core tells them; here it is asked, by a screen or by the background.

import type { Draft, Response, Snapshot, Thread } from "../../pkg/pinfold.js";
import type { AskMessage } from "./messages.js";
import { newId } from "./ids.js";

/** Most cards that are read to find threads: more than a feed holds at a time. */
export const MOST_READ = 200;

/** A card that belongs to a thread. */
export interface Threaded {
  readonly snapshot: Snapshot;
  readonly draft: Draft;
  readonly thread: Thread;
  /** Its place among the cards of the page. */
  readonly at: number;
}

/** The threads among cards, each in its order. `asked` answers a question of the core. */
export async function threadsOf(cards: readonly Snapshot[], asked: (question: AskMessage["ask"]) => Promise<Response>): Promise<Threaded[][]> {
  const drafts: Draft[] = [];
  const read: Omit<Threaded, "draft" | "thread">[] = [];
  for (const [at, snapshot] of cards.slice(0, MOST_READ).entries()) {
    // Nothing is stored under this id. What is no card has no place in a thread.
    const response = await asked({ read: { snapshot, aim: "card", pin: newId() } }).catch(() => undefined);
    if (response === undefined || !("draft" in response)) continue;
    drafts.push(response.draft);
    read.push({ snapshot, at });
  }
  if (drafts.length < 2) return [];
  const response = await asked({ link: { drafts } });
  const threads = new Map<string, Threaded[]>();
  for (const [place, thread] of ("linked" in response ? response.linked : []).entries()) {
    const [card, draft] = [read[place], drafts[place]];
    if (thread.position === undefined || card === undefined || draft === undefined) continue;
    // One root may have several threads below it: each begins with its first post.
    const key = `${thread.root} ${thread.position.place === 1 ? threads.size : placeOf(threads, thread)}`;
    threads.set(key, [...(threads.get(key) ?? []), { ...card, draft, thread }]);
  }
  return [...threads.values()];
}

/** The thread, by its number, that goes on with this post. */
function placeOf(threads: ReadonlyMap<string, readonly Threaded[]>, thread: Thread): number {
  return [...threads.values()].findIndex((posts) => posts.some(({ draft }) => draft.content.source.url === thread.parent));
}
