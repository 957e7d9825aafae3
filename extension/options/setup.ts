// What a person set up, kept current for every section of the page. It changes things only by asking the background.

import type { CareCommand, ChangeId, Command, SetupView } from "../../pkg/pinfold.js";
import { ask, askCare, failureOf } from "../lib/core.js";
import { toast } from "../lib/elements/toast.js";
import { failureText, text } from "../lib/i18n.js";
import { newId } from "../lib/ids.js";
import { CHANNEL } from "../lib/messages.js";

/** The set-up, shared by the sections. */
export class Setup extends EventTarget {
  view: SetupView | undefined;
  problem: unknown;

  /** Loads it and listens for changes made elsewhere. */
  async open(): Promise<void> {
    new BroadcastChannel(CHANNEL).addEventListener("message", () => void this.load());
    await this.load();
  }

  /** Loads it again. */
  async load(): Promise<void> {
    try {
      this.view = await ask("setup", "setup");
      this.problem = undefined;
    } catch (problem) {
      this.problem = problem;
    }
    this.dispatchEvent(new Event("change"));
  }

  /** Changes something and says so, with a way to take it back. */
  async edit(command: Command, said: string): Promise<boolean> {
    const change = newId();
    const isUndo = typeof command === "object" && "undo" in command;
    return this.#changed(() => ask({ edit: { change, command } }, "stored"), said, isUndo ? undefined : change);
  }

  /** The same for destinations and what is handed over. */
  async care(command: CareCommand, said: string): Promise<boolean> {
    const change = newId();
    return this.#changed(() => askCare({ edit: { change, command } }, "stored"), said, change);
  }

  async #changed(store: () => Promise<unknown>, said: string, change: ChangeId | undefined): Promise<boolean> {
    try {
      await store();
    } catch (error) {
      toast({ text: failureText(failureOf(error)), tone: "problem" });
      return false;
    }
    const undo = change && { label: text("shared_undo"), run: (): void => void this.edit({ undo: { change } }, text("shared_undone")) };
    toast({ text: said, ...(undo ? { actions: [undo] } : {}) });
    await this.load();
    return true;
  }
}
