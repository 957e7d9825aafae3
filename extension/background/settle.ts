// Brings what was written by the thousand to its place. It was stored and shown before that, and is lost with nothing: whenever
// the background dies, the next one goes on.

import { payload } from "../lib/core.js";
import { core } from "./core.js";

/** So many records that they may not have gone to their places at once. */
const MANY = 200;

/** How long pages are left alone with reading what has changed, and people with taking it back: a database answers one after the
 * other, and this has time. */
const REST_MS = 5_000;

let isSettling = false;
/** Something may wait: left by the background before this one, or by a full disk. */
let isLeft = true;

/** After so many records were stored. */
export function settleSoon(stored: number): void {
  if (!isLeft && stored < MANY) return;
  isLeft = false;
  setTimeout(() => void settle(), REST_MS);
}

/** Goes on until nothing waits, or something is in the way: then it is tried again with the next thing that is stored. */
export async function settle(): Promise<void> {
  if (isSettling) return;
  isSettling = true;
  try {
    while (payload(await core("settle"), "settled")) continue;
  } catch {
    isLeft = true;
  } finally {
    isSettling = false;
  }
}
