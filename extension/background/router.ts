// Who may ask what. Pages of the extension may ask everything; a content script, which shares a process
// with a page that may have taken it over, only what the buttons there need, and only about that page.

import type { Command, Failure, Request, Response } from "../../pkg/pinfold.js";
import { answer } from "../lib/engine.js";
import { type Answer, CHANNEL, type Changed, type ToBackground } from "../lib/messages.js";
import { isOwnPage } from "../lib/platform.js";

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
  "undo",
]);

const channel = new BroadcastChannel(CHANNEL);

/** Takes a message and answers it; never throws, since a listener that throws answers nothing. */
export async function route(message: unknown, sender: Sender): Promise<Answer> {
  try {
    if (!isMessage(message)) return refused({ code: "invalid", details: ["message"] });
    if (!("ask" in message)) return refused({ code: "invalid", details: Object.keys(message) });
    if (!isOwnPage(sender.url) && !mayAsk(message.ask, sender)) {
      return refused({ code: "invalid", details: ["sender"] });
    }
    return said(await core(message.ask));
  } catch (error) {
    return refused({ code: "internal", details: [String(error)] });
  }
}

/** Asks the core, and tells every page what that changed. */
export async function core(request: Request, picture?: Uint8Array): Promise<Response> {
  const response = await answer(request, picture);
  const changed = stored(response);
  if (changed) channel.postMessage(changed);
  return response;
}

function stored(response: Response): Changed | undefined {
  if ("stored" in response) return { changed: response.stored.keys };
  if ("captured" in response) return { changed: response.captured.acknowledgement.keys };
  return undefined;
}

function said(response: Response): Answer {
  return "failed" in response ? refused(response.failed) : { ok: true, response };
}

function refused(failure: Failure): Answer {
  return { ok: false, failure };
}

function isMessage(message: unknown): message is ToBackground {
  if (typeof message !== "object" || message === null) return false;
  const [key, ...more] = Object.keys(message);
  return more.length === 0 && (key === "ask" || key === "panel" || key === "library" || key === "media");
}

/** Whether the content script of a page may ask this. The core checks the form, this the right to ask. */
function mayAsk(request: Request, sender: Sender): boolean {
  // Only the top frame of a tab has our buttons.
  if (sender.tab?.id === undefined || sender.frameId !== 0 || typeof request !== "object" || request === null) {
    return false;
  }
  if ("roots" in request) return samePlace(request.roots.url, sender);
  if ("page" in request) return samePlace(request.page.url, sender);
  if ("find" in request) return samePlace(request.find.snapshot.url, sender);
  if ("preview" in request) return samePlace(request.preview.snapshot.url, sender);
  if ("capture" in request) return samePlace(request.capture.snapshot.url, sender);
  if ("edit" in request) return mayEdit(request.edit.command, sender);
  return "editor" in request || "tags_for" in request;
}

function mayEdit(command: Command, sender: Sender): boolean {
  if (typeof command !== "object" || command === null) return false;
  const names = Object.keys(command);
  if (names.length !== 1 || !names.every((name) => CONTENT_EDITS.has(name))) return false;
  // A button can be switched off from the button; switching on is asked for where permissions are.
  if ("site_switch" in command) {
    return command.site_switch.state === "off" && command.site_switch.host === host(sender.url);
  }
  return true;
}

function samePlace(url: unknown, sender: Sender): boolean {
  return typeof url === "string" && URL.canParse(url) && new URL(url).origin === origin(sender.url);
}

function origin(url: string | undefined): string | undefined {
  return url !== undefined && URL.canParse(url) ? new URL(url).origin : undefined;
}

function host(url: string | undefined): string | undefined {
  return url !== undefined && URL.canParse(url) ? new URL(url).host : undefined;
}
