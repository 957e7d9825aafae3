// Who may ask what. Pages of the extension may ask everything; a content script, which shares a process
// with a page that may have taken it over, only what the buttons there need, and only about that page.

import type { Command, Failure, Response } from "../../pkg/pinfold.js";
import { failureOf } from "../lib/core.js";
import { isFramed } from "../lib/framed.js";
import type { Answer, PanelMessage, PinMessage, ToBackground } from "../lib/messages.js";
import { isOwnPage, openLibrary, openPanel } from "../lib/platform.js";
import { carryOut, type Say, stop } from "./capture.js";
import { core, type Question } from "./core.js";
import { erase } from "./erase.js";
import { fetchFor } from "./media.js";
import { runOutbox } from "./outbox.js";
import { setPanel } from "./panel.js";
import { pinRegion } from "./region.js";
import { awaitSite } from "./sites.js";
import { pinThreadOf } from "./thread.js";

type Sender = chrome.runtime.MessageSender;
type Name<T> = T extends string ? T : T extends object ? keyof T : never;

/** What a content script may change: what its small editor offers. Ids of pins cannot be guessed. */
const CONTENT_EDITS: ReadonlySet<string> = new Set<Name<Command>>([
  "pins_tag",
  "pins_place",
  "pins_unplace",
  "pin_correct",
  "annotation_write",
  "annotation_delete",
  "site_switch",
  "adapter_set",
  "undo",
]);

const DONE: Answer = { ok: true };

/** Takes a message and answers it; never throws, since a listener that throws answers nothing. */
export async function route(message: unknown, sender: Sender): Promise<Answer> {
  try {
    if (!isMessage(message)) return refused({ code: "invalid", details: ["message"] });
    // Up to here and in these two nothing is awaited: a browser opens a panel only in the turn of the click.
    if ("pin" in message) return await pin(message, sender);
    if ("panel" in message) return await panel(message, sender);
    if ("ask" in message) {
      if (isOwnPage(sender.url) || mayAsk(message.ask, sender)) return said(await core(message.ask));
      return refused({ code: "invalid", details: ["sender"] });
    }
    if (!isOwnPage(sender.url)) return refused({ code: "invalid", details: ["sender"] });
    if ("thread" in message) return { ok: true, pinned: { responses: await pinThreadOf(message.thread.tab, message.thread.pin), inPanel: true } };
    if ("stop" in message) stop(message.stop.first);
    if ("library" in message) await openLibrary(message.library.place);
    if ("site" in message) await awaitSite(message.site.host, message.site.change);
    if ("erase" in message) await erase();
    if ("outbox" in message) void runOutbox("asked");
    if ("media" in message) await fetchFor(message.media.pin);
    // The popup that asks for it is gone before the person has chosen.
    if ("region" in message) void pinRegion(message.region.tab);
    return DONE;
  } catch (error) {
    return refused(failureOf(error));
  }
}

async function pin({ pin }: PinMessage, sender: Sender): Promise<Answer> {
  const isOwn = isOwnPage(sender.url);
  const tab = isOwn ? pin.tab : sender.tab?.id;
  if (tab === undefined || !(isOwn || mayPin(pin, sender))) return refused({ code: "invalid", details: ["sender"] });
  const opening = opened(tab, pin.panel);
  // A page that asks says so itself. Where the popup shows no panel, it may be gone before all is pinned.
  const say: Say = pin.panel !== "closed" ? "panel" : isOwn ? "page" : "nowhere";
  const responses = await carryOut(tab, pin.wishes, say);
  return { ok: true, pinned: { responses, inPanel: await opening } };
}

async function panel({ panel }: PanelMessage, sender: Sender): Promise<Answer> {
  const tab = isOwnPage(sender.url) ? panel.tab : sender.tab?.id;
  if (tab === undefined) return refused({ code: "invalid", details: ["sender"] });
  const opening = opened(tab, panel.panel);
  await setPanel(tab, { pin: panel.pin });
  return (await opening) ? DONE : refused({ code: "no_answer", details: ["panel"] });
}

/** Opens the panel if that is asked for, and says whether it is open. */
function opened(tab: number, how: PinMessage["pin"]["panel"]): Promise<boolean> {
  if (how !== "open") return Promise.resolve(how === "opened");
  return openPanel(tab).then(
    () => true,
    () => false,
  );
}

function said(response: Response): Answer {
  return "failed" in response ? refused(response.failed) : { ok: true, response };
}

function refused(failure: Failure): Answer {
  return { ok: false, failure };
}

const KINDS: ReadonlySet<string> = new Set(["ask", "pin", "thread", "stop", "panel", "library", "media", "region", "site", "erase", "outbox"]);

function isMessage(message: unknown): message is ToBackground {
  if (typeof message !== "object" || message === null) return false;
  const keys = Object.keys(message);
  return keys.length === 1 && keys.every((key) => KINDS.has(key));
}

/** Whether the content script of a page may ask this. The core checks the form, this the right to ask. */
function mayAsk(request: Question, sender: Sender): boolean {
  if (!hasButtons(sender) || typeof request !== "object" || request === null) return false;
  if ("roots" in request) return samePlace(request.roots.url, sender);
  if ("page" in request) return samePlace(request.page.url, sender);
  if ("find" in request) return samePlace(request.find.snapshot.url, sender);
  if ("teach" in request) return samePlace(request.teach.snapshot.url, sender);
  if ("try" in request) return samePlace(request.try.snapshot.url, sender);
  if ("preview" in request) return samePlace(request.preview.snapshot.url, sender);
  if ("edit" in request) return mayEdit(request.edit.command, sender);
  return "editor" in request || "tags_for" in request;
}

/** Whether the content script of a page may pin this: one thing, as it was seen there. */
function mayPin({ wishes }: PinMessage["pin"], sender: Sender): boolean {
  const [one, ...others] = wishes;
  if (!hasButtons(sender) || one === undefined || others.length > 0) return false;
  return typeof one.what === "object" && "snapshot" in one.what && samePlace(one.what.snapshot.url, sender);
}

/** Only the top frame of a tab has our buttons, and a frame that is made to stand on other sites' pages. */
function hasButtons(sender: Sender): boolean {
  return sender.tab?.id !== undefined && (sender.frameId === 0 || isFramed(placeOf(sender.url)?.host ?? ""));
}

function mayEdit(command: Command, sender: Sender): boolean {
  if (typeof command !== "object" || command === null) return false;
  const names = Object.keys(command);
  if (names.length !== 1 || !names.every((name) => CONTENT_EDITS.has(name))) return false;
  // A button can be switched off from the button; switching on is asked for where permissions are.
  if ("site_switch" in command) {
    return command.site_switch.state === "off" && command.site_switch.host === placeOf(sender.url)?.host;
  }
  // What is taught on a page is for that page's own site.
  if ("adapter_set" in command) {
    const [{ host }, own] = [command.adapter_set, placeOf(sender.url)?.hostname];
    return own === host || own?.endsWith(`.${host}`) === true;
  }
  return true;
}

function samePlace(url: unknown, sender: Sender): boolean {
  return typeof url === "string" && placeOf(url)?.origin === placeOf(sender.url)?.origin;
}

function placeOf(url: string | undefined): URL | undefined {
  return url !== undefined && URL.canParse(url) ? new URL(url) : undefined;
}
