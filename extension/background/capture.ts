// Pinning, whoever asked: the popup, a page, a menu, a command. From the question on it is carried out here alone, to the
// end, since whoever asked may be gone by then. The panel opens in the turn of the click or key; nothing here waits for it.

import type { ChangeId, PinId, Response, Snapshot } from "../../pkg/pinfold.js";
import { AskError, failureOf } from "../lib/core.js";
import { type Progress, PROGRESS, type Scan, type Wanted, type Wish } from "../lib/messages.js";
import { openPanel } from "../lib/platform.js";
import { wish } from "../lib/wish.js";
import { core } from "./core.js";
import { setPanel } from "./panel.js";
import { complain, enter, tellTab, toTab } from "./tab.js";

/** Where it is said what came of it, besides the answer. */
export type Say = "panel" | "page" | "both" | "nowhere";

/** Pins something of a tab and opens the panel on it. Must be called in the turn of a person's action. */
export async function pinFrom(tab: number, what: Wanted): Promise<void> {
  void openPanel(tab).catch(() => undefined);
  await carryOut(tab, [wish(what)], "both");
}

/** Carries out wishes one after another, says what came of them, and answers each. `picture` goes with the first. */
export async function carryOut(tab: number, wishes: readonly Wish[], say: Say, picture?: Uint8Array): Promise<Response[]> {
  const inPanel = say === "panel" || say === "both";
  // Without its picture one cannot be asked for again.
  const again = picture === undefined ? [...wishes] : [];
  const waiting = inPanel ? setPanel(tab, { pinning: { since: Date.now() }, wishes: again }) : undefined;
  const done: Done[] = [];
  for (const one of wishes) {
    done.push({ wish: one, response: await granted(tab, one, done.length === 0 ? picture : undefined) });
    if (told(wishes, done.length)) break;
  }
  await waiting;
  await Promise.all([inPanel ? sayInPanel(tab, done, again) : undefined, say === "page" || say === "both" ? sayOnPage(tab, done) : undefined]);
  return done.map(({ response }) => response);
}

/** The first pins of what is to be carried out no further. */
const stopped = new Set<PinId>();
const progress = new BroadcastChannel(PROGRESS);

/** Pins no more of what begins with this pin. */
export function stop(first: PinId): void {
  stopped.add(first);
}

/** Says how far several wishes have come, and whether that is to be all. */
function told(wishes: readonly Wish[], done: number): boolean {
  const [first] = wishes;
  if (first === undefined || wishes.length === 1) return false;
  progress.postMessage({ first: first.pin, done, of: wishes.length } satisfies Progress);
  return stopped.delete(first.pin);
}

interface Done {
  readonly wish: Wish;
  readonly response: Response;
}

async function sayInPanel(tab: number, done: readonly Done[], wishes: Wish[]): Promise<void> {
  const last = done.at(-1);
  if (last === undefined) return;
  if ("failed" in last.response) await setPanel(tab, { failed: last.response.failed, wishes });
  if ("captured" in last.response) {
    const { pin, captured } = last.response.captured;
    await setPanel(tab, { pin, captured, change: changeOf(last) });
  }
}

async function sayOnPage(tab: number, done: readonly Done[]): Promise<void> {
  const failed = done.map(({ response }) => response).find((response) => "failed" in response);
  if (failed !== undefined) return complain(tab, failed.failed);
  const isNew = done.some(({ response }) => "captured" in response && response.captured.captured === "new");
  const changes = done.map(changeOf).filter((change) => change !== undefined);
  await tellTab(tab, { pinned: { captured: isNew ? "new" : "again", changes: changes.reverse() } });
}

/** What Undo takes back. What was pinned already was only seen once more, unless words of it were marked. */
function changeOf({ wish, response }: Done): ChangeId | undefined {
  if (!("captured" in response)) return undefined;
  const { captured, acknowledgement } = response.captured;
  return captured === "new" || wish.highlight !== undefined ? acknowledgement.change : undefined;
}

async function granted(tab: number, { what, ...names }: Wish, picture?: Uint8Array): Promise<Response> {
  try {
    if (what === "best") return await best(tab, names);
    if (what === "selection") return await selection(tab, names);
    if ("take" in what) {
      await enter(tab);
      return await capture(names, await toTab<Snapshot>(tab, { take: what.take }), what.aim);
    }
    return await capture(names, what.snapshot, what.aim, picture);
  } catch (error) {
    return { failed: failureOf(error) };
  }
}

type Names = Omit<Wish, "what">;

function capture(names: Names, snapshot: Snapshot, aim: Exclude<Wanted, string>["aim"], picture?: Uint8Array): Promise<Response> {
  return core({ capture: { ...names, snapshot, aim } }, picture);
}

/** The one thing a page is about; where it is about none, the page. */
async function best(tab: number, names: Names): Promise<Response> {
  await enter(tab);
  const page = await toTab<Snapshot>(tab, { take: "page" });
  const card = await capture(names, page, "card");
  return "failed" in card && card.failed.code === "no_card" ? capture(names, page, "page") : card;
}

async function selection(tab: number, names: Names): Promise<Response> {
  await enter(tab);
  const [scan, around] = await Promise.all([
    toTab<Scan>(tab, { scan: { limit: 0 } }),
    toTab<Snapshot>(tab, { take: { around: "selection" } }),
  ]);
  if (scan.selection === undefined) throw new AskError({ code: "no_card" });
  return capture(names, around, { selection: scan.selection });
}
