// Changes: asked of the background, answered when they are stored, said in a toast that can take them back.

import type { ChangeId, Command } from "../../pkg/pinfold.js";
import { ask, failureOf } from "../lib/core.js";
import { failureText, text } from "../lib/i18n.js";
import { newId } from "../lib/ids.js";
import { toast } from "../lib/elements/toast.js";

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
  last = change;
  if (said !== undefined) {
    toast({ text: said, actions: [{ label: text("shared_undo"), run: () => void undo(change) }] });
  }
  return true;
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

/** Says that something is stored that `edit` did not do itself, and how to take it back. */
export function stored(change: ChangeId, said: string): void {
  last = change;
  toast({ text: said, actions: [{ label: text("shared_undo"), run: () => void undo(change) }] });
}
