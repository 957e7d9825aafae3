// Every message between the parts of the extension. Values are JSON: Chrome sends nothing else.

import type {
  Aim,
  AnnotationId,
  Captured,
  ChangeId,
  Failure,
  LibraryRequest,
  PinId,
  RecordKey,
  Request,
  Response,
  Snapshot,
  Thread,
} from "../../pkg/pinfold.js";
import type { WrittenFile } from "../library/writer.js";

/** A question to the core; the library's are for its own worker, and what the reader is told at first is the background's. */
export interface AskMessage {
  ask: Exclude<Request, LibraryRequest | { texts: unknown }>;
}

/** Something to be pinned under names that whoever asks has made: asking again doubles nothing. */
export interface Wish {
  pin: PinId;
  change: ChangeId;
  /** The name of the highlight, where words are marked as well. */
  highlight?: AnnotationId;
  what: Wanted;
  /** Its place in a thread, where that was told from other cards. */
  thread?: Thread;
}

/** What is to be pinned, as far as it is known before the page was asked: as it was seen, to be taken from the page, what
 * is selected, or the one thing a page is about. */
export type Wanted = { aim: Aim; snapshot: Snapshot } | { aim: Aim; take: Take } | "selection" | "best";

/** From the popup or a switched-on page: pin these. It is carried out to the end whether or not who asked is still there;
 * the popup dies of the focus that its panel takes. */
export interface PinMessage {
  pin: {
    /** From a page it is always its own. */
    tab?: number;
    wishes: Wish[];
    /** `open`: in this turn of the click, which Firefox allows to the popup alone. `opened`: whoever asks has done so.
     * `closed`: nothing is shown in it. */
    panel: "open" | "opened" | "closed";
  };
}

/** What a `pin` is answered with: a response to each wish, and whether the panel shows what came of it. */
export interface Pinned {
  responses: Response[];
  inPanel: boolean;
}

/** From a screen of ours: pin the thread that a pin of that tab's page belongs to, all of it that the page holds. */
export interface ThreadMessage {
  thread: { tab: number; pin: PinId };
}

/** Pin no more of what is being carried out; `first` is the pin of its first wish. */
export interface StopMessage {
  stop: { first: PinId };
}

/** Show a stored pin in the panel, opened as a `pin` says. */
export interface PanelMessage {
  panel: { tab?: number; pin: PinId; panel: "open" | "opened" };
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

/** From the popup, before the browser asks the person for a site: once it is allowed, that site is to be switched on. The
 * popup may have died of the browser's question by then. */
export interface SiteMessage {
  site: { host: string; change: ChangeId };
}

/** From a screen of ours, once the person has confirmed it: delete everything there is. */
export interface EraseMessage {
  erase: "everything";
}

/** From a screen of ours: go on with the outbox. */
export interface OutboxMessage {
  outbox: "run";
}

/** What the background takes. */
export type ToBackground = AskMessage | PinMessage | ThreadMessage | StopMessage | PanelMessage | LibraryMessage | MediaMessage | RegionMessage | SiteMessage | EraseMessage | OutboxMessage;

/** What the background answers: questions with a response, `pin` and `thread` with what was pinned, the rest with that it is done.
 * Anything else, or silence, is a failure. */
export type Answer = { ok: true; response?: Response; pinned?: Pinned } | { ok: false; failure: Failure };

/** What to take from a page. */
export type Take = "page" | { around: "selection" } | { around: { image: string } };

/** To a tab's content script. `scan` is answered with a `Scan`, `take` with a `Snapshot`, `choose` with a
 * `ChosenRegion` or null; the others with nothing. `pinned` names what can be undone, last first. */
export type ToContent =
  | { key: "next" | "previous" | "pin" }
  | { pinned: { captured: Captured; changes: ChangeId[] } }
  | { failed: Failure }
  | { site: "off" }
  | { adapters: "changed" }
  | { scan: { limit: number; of?: "page" } }
  | { take: Take }
  | { choose: "region" };

/** What is on the screen of a tab, or on all of its page: the first cards, and how many more there are. */
export interface Scan {
  cards: Snapshot[];
  more: number;
  /** Cards the page holds besides those on the screen. */
  beyond: number;
  /** Hosts whose cards stand in frames on the page. */
  frames: string[];
  /** The card that the pointer is over. */
  pointed?: number;
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

/** On the channel `pinfold-progress`: how many of several wishes are carried out; `first` is the pin of the first. */
export interface Progress {
  first: PinId;
  done: number;
  of: number;
}

/** The name of that channel. */
export const PROGRESS = "pinfold-progress";

/** The name of the channel of changes. */
export const CHANNEL = "pinfold";

/** The name of the channel that says that everything was deleted. */
export const ERASED = "pinfold-erased";

/** What a panel shows, in `storage.session` under `panelKey`: an open panel hears of it, a later one finds it. */
export interface PanelState {
  shows: PanelShows;
  /** A new one each time, so that the same pin asked for again is a change. */
  turn: string;
}

/** A pin on its way, since a moment; a stored pin, with the change that made it and what it was, where that was just now;
 * or why there is none. With what was wished for it can be asked for again, whatever died over it. */
export type PanelShows =
  | { pinning: { since: number }; wishes: Wish[] }
  | { pin: PinId; change?: ChangeId; captured?: Captured }
  | { failed: Failure; wishes: Wish[] };

/** What the page that prints asks the library that opened it. */
export type FromPaper = "paper";

/** What it is told: the page to print, or that there is none for it. */
export interface ToPaper {
  paper: WrittenFile | "nothing";
}

/** Whether a window says that; others may say anything. */
export function isFromPaper(said: unknown): said is FromPaper {
  return said === ("paper" satisfies FromPaper);
}

/** Whether a window says that; others may say anything. */
export function isToPaper(said: unknown): said is ToPaper {
  return typeof said === "object" && said !== null && "paper" in said;
}

/** Where a tab's panel finds what to show. Firefox has one sidebar a window; it follows the active tab. */
export function panelKey(tabId: number): string {
  return `panel:${tabId}`;
}

export type { Aim };
