// Every message between the parts of the extension. Values are JSON: Chrome sends nothing else.

import type { Aim, ChangeId, Failure, LibraryRequest, PinId, RecordKey, Request, Response, Snapshot } from "../../pkg/pinfold.js";

/** A question to the core; the library's are for its own worker. */
export interface AskMessage {
  ask: Exclude<Request, LibraryRequest>;
}

/** From a switched-on page, in the turn of a click: open the side panel on a pin, with the change that made it, so
 * that it can be undone there. Chrome only. */
export interface PanelMessage {
  panel: { pin: PinId; change?: ChangeId };
}

/** Open the library, at a place in it. */
export interface LibraryMessage {
  library: { place: string };
}

/** Fetch what waits in the media queue now; `pin`: also what was given up or refused for that pin. */
export interface MediaMessage {
  media: { pin?: PinId };
}

/** From the popup: let the person choose a part of that tab's screen, and pin its picture. */
export interface RegionMessage {
  region: { tab: number };
}

/** What the background takes. */
export type ToBackground = AskMessage | PanelMessage | LibraryMessage | MediaMessage | RegionMessage;

/** What the background answers: questions with a response, the rest with that it is done. Anything else, or
 * silence, is a failure. */
export type Answer = { ok: true; response?: Response } | { ok: false; failure: Failure };

/** To a tab's content script. `scan` is answered with a `Scan`, `take` with a `Snapshot`, `choose` with a
 * `ChosenRegion` or null; the others with nothing. */
export type ToContent =
  | { key: "next" | "previous" | "pin" }
  | { pinned: { pin: PinId } }
  | { failed: Failure }
  | { site: "off" }
  | { scan: { limit: number } }
  | { take: "page" | { around: "selection" } | { around: { image: string } } }
  | { choose: "region" };

/** What is on the screen of a tab: the first cards, and how many more there are. */
export interface Scan {
  cards: Snapshot[];
  more: number;
  /** Selected words, as an aim takes them. */
  selection?: { text: string; prefix: string; suffix: string };
}

/** A part of the window in CSS pixels, with the device's pixels to each. */
export interface ChosenRegion {
  x: number;
  y: number;
  width: number;
  height: number;
  scale: number;
}

/** On the channel `pinfold`, to every page of the extension: what was just stored or deleted. */
export interface Changed {
  changed: RecordKey[];
}

/** The name of that channel. */
export const CHANNEL = "pinfold";

/** What a panel shows, in `storage.session` under `panelKey`. */
export interface PanelState {
  /** The pin in the editor. */
  pin?: PinId;
  /** The change that made it, where that was just now. */
  change?: ChangeId;
  /** Counts up, so that the same pin asked for again is a change. */
  turn: number;
}

/** Where a tab's panel finds what to show. Firefox has one sidebar a window; it follows the active tab. */
export function panelKey(tabId: number): string {
  return `panel:${tabId}`;
}

export type { Aim };
