// Several things pinned at once: how far that has come, how it is stopped, and how all of it is taken back in one step.

import type { ChangeId, PinId, Response } from "../../pkg/pinfold.js";
import { ask, pinWishes, tell } from "./core.js";
import { newId } from "./ids.js";
import { type Progress, PROGRESS, type Wish } from "./messages.js";

/** What came of several wishes. */
export interface Batch {
  readonly responses: readonly Response[];
  /** What takes it back, the last first. */
  readonly changes: readonly ChangeId[];
}

/** Pins on a tab, one after another, and says how many are done. */
export async function pinMany(tab: number, wishes: Wish[], said: (done: number) => void): Promise<Batch> {
  const channel = new BroadcastChannel(PROGRESS);
  channel.addEventListener("message", ({ data }: MessageEvent<Progress>) => data.first === wishes[0]?.pin && said(data.done));
  try {
    const { responses } = await pinWishes({ tab, wishes, panel: "closed" });
    return batchOf(responses);
  } finally {
    channel.close();
  }
}

/** Pins no more of them. */
export async function stopPinning(first: PinId): Promise<void> {
  await tell({ stop: { first } });
}

/** What came of several wishes, by their responses. */
export function batchOf(responses: readonly Response[]): Batch {
  const made = responses.flatMap((response) => ("captured" in response && response.captured.captured === "new" ? [response.captured.acknowledgement.change] : []));
  return { responses, changes: made.reverse() };
}

/** Takes all of it back. */
export async function takeBack(changes: readonly ChangeId[]): Promise<void> {
  for (const change of changes) await ask({ edit: { change: newId(), command: { undo: { change } } } }, "stored");
}
