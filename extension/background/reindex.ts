// Finds pins by all that this version of the program finds them by: what an older one stored has not all of it. It is
// done once after an update, a few at a time, and goes on where a death of the background left it.

import type { PinId } from "../../pkg/pinfold.js";
import { payload } from "../lib/core.js";
import { core } from "./core.js";

const KEY = "reindexed";

/** For which version this was begun, and the last pin that was looked at; none: all were. */
interface Mark {
  version: string;
  after?: PinId;
}

/** Goes on until all are done, and does nothing where they are. */
export async function reindex(): Promise<void> {
  const { version } = chrome.runtime.getManifest();
  const kept = (await chrome.storage.local.get<Record<string, Mark>>(KEY))[KEY];
  const isBegun = kept?.version === version;
  if (isBegun && kept.after === undefined) return;
  let after = isBegun ? kept.after : undefined;
  do {
    after = payload(await core({ reindex: { after } }), "reindexed") ?? undefined;
    await chrome.storage.local.set({ [KEY]: { version, ...(after === undefined ? {} : { after }) } satisfies Mark });
  } while (after !== undefined);
}
