// Pinning the thread of the pin in the editor, from the page in front.
import type { PinId } from "../../pkg/pinfold.js";
import { batchOf, takeBack } from "../lib/batches.js";
import { failureOf, payload, pinThread } from "../lib/core.js";
import { toast } from "../lib/elements/toast.js";
import { counted } from "../lib/elements/words.js";
import { failureText, text } from "../lib/i18n.js";
import { frontTab } from "./front.js";

/** Pins the other posts of its thread, as far as the page in front holds them. */
export async function pinThreadOf(pin: PinId): Promise<void> {
  try {
    const tab = (await frontTab())?.id;
    if (tab === undefined) return;
    const { responses, changes } = batchOf((await pinThread(tab, pin)).responses);
    const back = () => void takeBack(changes).then(() => toast({ text: text("shared_undone") }), complain);
    toast({ text: counted("panel_thread_pinned", responses.length), actions: changes.length === 0 ? [] : [{ label: text("shared_undo"), run: back }] });
    for (const response of responses) payload(response, "captured");
  } catch (error) {
    complain(error);
  }
}

function complain(error: unknown): void {
  toast({ text: failureText(failureOf(error)), tone: "problem" });
}
