// Changes to customers: asked of the background, answered when they are stored, said in a toast that can take them back.

import type { CareCommand, ChangeId, CustomerEdit, CustomerId } from "../../../pkg/pinfold.js";
import { ask, askCare, failureOf } from "../core.js";
import { toast } from "../elements/toast.js";
import { failureText, text } from "../i18n.js";
import { newId } from "../ids.js";

/** Where a change was made is told of it, so that its own undo takes it back too. */
export const STORED = "pf-stored";

/** Changes something, in one or more steps that are taken back together; gives the last change once all are stored. */
export async function care(from: EventTarget, commands: CareCommand | readonly CareCommand[], said: string): Promise<ChangeId | undefined> {
  const changes: ChangeId[] = [];
  try {
    for (const command of [commands].flat()) {
      const change = newId();
      await askCare({ edit: { change, command } }, "stored");
      changes.unshift(change);
    }
  } catch (error) {
    toast({ text: failureText(failureOf(error)), tone: "problem" });
    await taken(changes);
    return undefined;
  }
  const [last] = changes;
  if (last !== undefined) from.dispatchEvent(new CustomEvent<ChangeId>(STORED, { detail: last, bubbles: true }));
  toast({ text: said, actions: [{ label: text("shared_undo"), run: () => void undone(changes) }] });
  return last;
}

/** The command that changes one customer, or makes one. */
export function written(id: CustomerId, edits: CustomerEdit[]): CareCommand {
  return { customer_write: { id, edits } };
}

async function undone(changes: readonly ChangeId[]): Promise<void> {
  try {
    await taken(changes);
    toast({ text: text("shared_undone") });
  } catch (error) {
    toast({ text: failureText(failureOf(error)), tone: "problem" });
  }
}

/** Takes changes back, the last one first. */
async function taken(changes: readonly ChangeId[]): Promise<void> {
  for (const change of changes) await ask({ edit: { change: newId(), command: { undo: { change } } } }, "stored");
}
