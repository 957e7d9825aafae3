// The core as the background has it, and the word to every page about what it stored.

import * as glue from "../../pkg/pinfold.js";
import type { RecordKey, Request, Response } from "../../pkg/pinfold.js";
import { engine } from "../lib/engine.js";
import { CHANNEL, type Changed } from "../lib/messages.js";

const answer = engine(glue, chrome.runtime.getURL("pkg/pinfold_bg.wasm"));
const channel = new BroadcastChannel(CHANNEL);
const listeners: ((keys: RecordKey[], response: Response) => void)[] = [];

/** Calls `listener` after everything that is stored. */
export function onStored(listener: (keys: RecordKey[], response: Response) => void): void {
  listeners.push(listener);
}

/** Asks the core, and tells every page what that changed. */
export async function core(request: Request, picture?: Uint8Array): Promise<Response> {
  const response = await answer(request, picture);
  const keys = storedBy(response);
  if (keys !== undefined) {
    channel.postMessage({ changed: keys } satisfies Changed);
    for (const listener of listeners) listener(keys, response);
  }
  return response;
}

function storedBy(response: Response): RecordKey[] | undefined {
  if ("stored" in response) return response.stored.keys;
  if ("captured" in response) return response.captured.acknowledgement.keys;
  return undefined;
}
