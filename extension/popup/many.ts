// Several things pinned together, and what the popup shows of it meanwhile and afterwards.
import type { Failure, PinId } from "../../pkg/pinfold.js";
import { pinMany, stopPinning, takeBack } from "../lib/batches.js";
import { failureOf, payload } from "../lib/core.js";
import { announce } from "../lib/elements/announcer.js";
import { counted } from "../lib/elements/words.js";
import { text } from "../lib/i18n.js";
import type { Wish } from "../lib/messages.js";
import type { Work } from "./progress.js";

/** Hears which pin each of the things is, in their order; all of them none once it is taken back. */
export type Said = (pinned: readonly (PinId | undefined)[]) => void;

/** Whoever shows it. */
export interface Shows {
  show(work: Work | undefined): void;
  failed(failure: Failure): void;
}

/** Pins, shows how far that is, and in the end how it is taken back. Throws what went wrong with the first that is not pinned. */
export async function pinTogether(tab: number, wishes: Wish[], said: Said, shows: Shows): Promise<void> {
  const [first] = wishes;
  if (first === undefined) return;
  let work: Work = { of: wishes.length, done: 0, state: "pinning", stop };
  const set = (next: Partial<Work>): void => shows.show((work = { ...work, ...next }));
  function stop(): void {
    if (work.state !== "pinning" || first === undefined) return;
    set({ state: "stopping" });
    void stopPinning(first.pin).catch(() => undefined);
  }
  set({});
  try {
    const { responses, changes } = await pinMany(tab, wishes, (done) => work.state !== "done" && set({ done }));
    const pinned = responses.map((response) => ("captured" in response ? response.captured.pin : undefined));
    said(pinned);
    const undo = async (): Promise<void> => {
      await takeBack(changes);
      said([]);
      shows.show(undefined);
      announce(text("shared_undone"));
    };
    const done = pinned.filter((one) => one !== undefined).length;
    set({ done, state: "done", undo: changes.length === 0 ? undefined : () => void undo().catch((error: unknown) => shows.failed(failureOf(error))) });
    announce(counted("popup_picked", done));
    for (const response of responses) payload(response, "captured");
  } catch (error) {
    if (work.state !== "done") shows.show(undefined);
    throw error;
  }
}
