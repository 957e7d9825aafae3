// Brings what was written by the thousand to its place. It was stored and shown before that, and is lost with nothing: whenever
// the background dies, the next one goes on.

import type { RecordKey } from "../../pkg/pinfold.js";
import { payload } from "../lib/core.js";
import { core } from "./core.js";

/** How long pages are left alone with reading what has changed, which a database answers one after the other. */
const REST_MS = 1_500;

/** So many records that they may not have gone to their places at once. */
const MANY = 200;

let isSettling = false;
/** The background before this one may have left something. */
let isSure = false;

/** After something was stored: settles what may wait. */
export function settleAfter(keys: readonly RecordKey[]): void {
  if (isSure && keys.length < MANY) return;
  isSure = true;
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
