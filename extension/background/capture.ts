// Pinning from outside the page: a menu, a command. What is on the page is asked of the content script; the
// panel opens first, since no browser opens it later.

import type { Aim, PinId, Response, Snapshot } from "../../pkg/pinfold.js";
import { AskError, failureOf, payload } from "../lib/core.js";
import { newId } from "../lib/ids.js";
import type { Scan, ToContent } from "../lib/messages.js";
import { core } from "./core.js";
import { setPanel, showInPanel } from "./panel.js";
import { complain, enter, tellTab, toTab } from "./tab.js";

type Take = Extract<ToContent, { take: unknown }>["take"];

/** What is to be pinned, as far as it is known before the page was asked. */
export type Wanted = { aim: Aim; take: Take } | "selection" | "best";

/** Pins something of a tab. Must be called in the turn of a person's action. */
export async function pinFrom(tab: number, wanted: Wanted): Promise<void> {
  const pin: PinId = newId();
  const opening = showInPanel(tab, pin).catch(() => undefined);
  try {
    await enter(tab);
    const stored = payload(await asWanted(tab, pin, wanted), "captured");
    await opening;
    const made = stored.captured === "new" ? stored.acknowledgement.change : undefined;
    await setPanel(tab, stored.pin, made);
    await tellTab(tab, { pinned: { pin: stored.pin } });
  } catch (error) {
    await complain(tab, failureOf(error));
  }
}

/** Pins a snapshot under an id, with the bytes of its picture, if it is one of the screen. */
export function capture(pin: PinId, snapshot: Snapshot, aim: Aim, picture?: Uint8Array): Promise<Response> {
  const highlight = typeof aim === "object" && "selection" in aim ? newId() : undefined;
  return core({ capture: { change: newId(), pin, highlight, snapshot, aim } }, picture);
}

async function asWanted(tab: number, pin: PinId, wanted: Wanted): Promise<Response> {
  if (wanted === "best") return best(tab, pin);
  if (wanted === "selection") return selection(tab, pin);
  return capture(pin, await toTab<Snapshot>(tab, { take: wanted.take }), wanted.aim);
}

/** The one thing a page is about; where it is about none, the page. */
async function best(tab: number, pin: PinId): Promise<Response> {
  const page = await toTab<Snapshot>(tab, { take: "page" });
  const card = await capture(pin, page, "card");
  return "failed" in card && card.failed.code === "no_card" ? capture(pin, page, "page") : card;
}

async function selection(tab: number, pin: PinId): Promise<Response> {
  const [scan, around] = await Promise.all([
    toTab<Scan>(tab, { scan: { limit: 0 } }),
    toTab<Snapshot>(tab, { take: { around: "selection" } }),
  ]);
  if (scan.selection === undefined) throw new AskError({ code: "no_card" });
  return capture(pin, around, { selection: scan.selection });
}
