// The core as the background has it: one module for what is stored, loaded at a wake-up, and the reader,
// loaded when there is a page to read. And the word to every page about what was stored.

import * as glue from "../../pkg/pinfold.js";
import type {
  BackgroundRequest,
  BackgroundResponse,
  ReaderRequest,
  ReaderResponse,
  RecordKey,
  Response,
} from "../../pkg/pinfold.js";
import * as readerGlue from "../../pkg/reader.js";
import { engine } from "../lib/engine.js";
import { newId } from "../lib/ids.js";
import { type AskMessage, CHANNEL, type Changed } from "../lib/messages.js";

const stored = engine<BackgroundRequest, BackgroundResponse>(glue, chrome.runtime.getURL("pkg/pinfold_bg.wasm"));
const reader = engine<ReaderRequest, ReaderResponse>(readerGlue, chrome.runtime.getURL("pkg/reader_bg.wasm"), async () => {
  const file = await fetch(chrome.runtime.getURL("pkg/texts.txt"));
  return { texts: { file: await file.text() } };
});
const channel = new BroadcastChannel(CHANNEL);
const listeners: ((keys: RecordKey[], response: Response) => void)[] = [];

/** What the background answers. */
export type Question = AskMessage["ask"];

/** Calls `listener` after everything that is stored. */
export function onStored(listener: (keys: RecordKey[], response: Response) => void): void {
  listeners.push(listener);
}

/** Asks the core, and tells every page what that changed. */
export async function core(request: Question, picture?: Uint8Array): Promise<Response> {
  const response = await answered(request, picture);
  const keys = storedBy(response);
  if (keys !== undefined) {
    channel.postMessage({ changed: keys } satisfies Changed);
    for (const listener of listeners) listener(keys, response);
  }
  return response;
}

async function answered(request: Question, picture?: Uint8Array): Promise<Response> {
  if (typeof request === "string") return stored(request);
  if ("roots" in request || "find" in request || "read" in request) return reader(request);
  if ("preview" in request) {
    const { snapshot, aim } = request.preview;
    // Nothing is stored under this id: it names the pictures of what is only shown.
    const read = await reader({ read: { snapshot, aim, pin: newId() } });
    return "draft" in read ? stored({ known: { draft: read.draft } }) : read;
  }
  if ("capture" in request) {
    const { snapshot, aim, pin, change, highlight, board } = request.capture;
    const read = await reader({ read: { snapshot, aim, pin } });
    return "draft" in read ? stored({ keep: { change, pin, highlight, draft: read.draft, board } }, picture) : read;
  }
  return stored(request, picture);
}

function storedBy(response: Response): RecordKey[] | undefined {
  if ("stored" in response) return response.stored.keys;
  if ("captured" in response) return response.captured.acknowledgement.keys;
  return undefined;
}
