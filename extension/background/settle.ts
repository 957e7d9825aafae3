// Brings what was written by the thousand to its place. It was stored and shown before that, and is lost with nothing: whenever
// the background dies, the next one goes on.

import { payload } from "../lib/core.js";
import { core } from "./core.js";

/** So many records that they may not have gone to their places at once. */
export const MANY = 200;

/** How long pages are left alone with reading what has changed, and people with taking it back: a database answers one after the
 * other, and this has time. */
const REST_MS = 5_000;

let isSettling = false;

/** After something was stored. */
export function settleSoon(): void {
  setTimeout(() => void settle(), REST_MS);
}

/** Goes on until nothing waits. */
export async function settle(): Promise<void> {
  if (isSettling) return;
  isSettling = true;
  try {
    while (payload(await core("settle"), "settled")) continue;
  } finally {
    isSettling = false;
  }
}
