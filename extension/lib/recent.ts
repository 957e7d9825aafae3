// The boards somebody put pins on last: a convenience of this browser, no part of the workspace.
import type { BoardId } from "../../pkg/pinfold.js";

const KEY = "recent_boards";
/** As many as one row of the popup shows. */
const MAX = 6;

/** The boards, last used first; some may be gone. */
export async function recent(): Promise<BoardId[]> {
  const kept = (await chrome.storage.local.get<Record<string, unknown>>(KEY))[KEY];
  return Array.isArray(kept) ? kept.filter((id): id is BoardId => typeof id === "string").slice(0, MAX) : [];
}

/** Notes that `board` was just used. */
export async function remember(board: BoardId): Promise<void> {
  const others = (await recent()).filter((id) => id !== board);
  await chrome.storage.local.set({ [KEY]: [board, ...others].slice(0, MAX) });
}
