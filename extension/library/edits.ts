// Changes: asked of the background, answered when they are stored, said in a toast that can take them back.

import type { ChangeId, Command, CurateCommand, LibraryRequest, PinId } from "../../pkg/pinfold.js";
import { ask, failureOf } from "../lib/core.js";
import { number } from "../lib/elements/words.js";
import { failureText, text } from "../lib/i18n.js";
import { newId } from "../lib/ids.js";
import { announce } from "../lib/elements/announcer.js";
import { toast } from "../lib/elements/toast.js";
import { read } from "./reads.js";

/** Most pins one command may name: the core's own limit. */
const MAX_PINS = 10_000;

let last: ChangeId | undefined;

/** Shows what went wrong. */
export function problem(error: unknown): void {
  toast({ text: failureText(failureOf(error)), tone: "problem" });
}

/** Changes something; `said` is what the toast says once it is stored, nothing for changes that show themselves. */
export async function edit(command: Command, said?: string): Promise<boolean> {
  const change = newId();
  try {
    await ask({ edit: { change, command } }, "stored");
  } catch (error) {
    problem(error);
    return false;
  }
  done(change, said);
  return true;
}

/** How often what was laid ready is made anew where something else was stored meanwhile, and how long that is waited for. */
const TRIES = 3;
const BEHIND_MS = 250;

/** Keeps tags, boards or rules in order. */
export function curate(command: CurateCommand, said?: string): Promise<boolean> {
  return laid((change) => ({ curate: { change, command } }), said);
}

/** Changes much at once: the library's worker lays it ready, the background makes it real in one commit. */
export async function laid(ready: (change: ChangeId) => LibraryRequest, said?: string): Promise<boolean> {
  const change = newId();
  for (let attempt = 1; ; attempt += 1) {
    try {
      await read(ready(change), "staged");
      await ask({ commit: { change } }, "stored");
      break;
    } catch (error) {
      // The worker hears of what others stored a moment after it is stored.
      if (failureOf(error).code !== "conflict" || attempt >= TRIES) {
        problem(error);
        return false;
      }
      await new Promise((resolve) => setTimeout(resolve, BEHIND_MS));
    }
  }
  done(change, said);
  return true;
}

/** Says that something is stored, with the way to take it back. */
function done(change: ChangeId, said: string | undefined): void {
  last = change;
  if (said !== undefined) toast({ text: said, actions: [{ label: text("shared_undo"), run: () => void undo(change) }] });
}

/** Changes pins; more than one command may name go in several, which one undo takes back together. */
export async function editPins(pins: readonly PinId[], make: (part: PinId[]) => Command, said: string): Promise<boolean> {
  if (pins.length <= MAX_PINS) return await edit(make([...pins]), said);
  const changes: ChangeId[] = [];
  for (let from = 0; from < pins.length; from += MAX_PINS) {
    const change = newId();
    try {
      await ask({ edit: { change, command: make(pins.slice(from, from + MAX_PINS)) } }, "stored");
    } catch (error) {
      problem(error);
      return false;
    }
    changes.unshift(change);
    announce(text("library_progress", number(Math.min(pins.length, from + MAX_PINS)), number(pins.length)));
  }
  last = changes[0];
  const back = async (): Promise<void> => {
    for (const change of changes) await undo(change);
  };
  toast({ text: said, actions: [{ label: text("shared_undo"), run: () => void back() }] });
  return true;
}

/** Takes note of a change that was stored elsewhere on this page, as the last one to be taken back. */
export function stored(change: ChangeId | undefined): void {
  last = change ?? last;
}

/** Takes a change back. */
export async function undo(change: ChangeId | undefined = last): Promise<void> {
  if (change === undefined) {
    toast({ text: text("library_nothing_to_undo") });
    return;
  }
  if (change === last) last = undefined;
  try {
    await ask({ edit: { change: newId(), command: { undo: { change } } } }, "stored");
    toast({ text: text("shared_undone") });
  } catch (error) {
    problem(error);
  }
}
