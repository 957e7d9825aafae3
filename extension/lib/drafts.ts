// What a person typed about a pin and the background has not yet acknowledged. It stands in `storage.local` from the first
// key on, so that closing the panel or a pane, the worker's death and a crash lose nothing. It is forgotten only on acknowledgement.
import type { ChangeId, Command, Failure, PinId } from "../../pkg/pinfold.js";
import { ask, failureOf } from "./core.js";
import { newId } from "./ids.js";

/** A change on its way, with what its field shows. */
interface Draft {
  change: ChangeId;
  command: Command;
  shown: string;
}

/** The drafts of one pin, by the field they belong to. */
type Slots = Record<string, Draft>;

/** How it stands with what was typed. */
export type Saving = { state: "idle" | "typing" | "saving" | "saved" } | { state: "failed"; failure: Failure };

const KEY = "draft:";
/** How long after the last key a field is stored. */
const PAUSE_MS = 600;
/** How long until a failed one is tried again by itself. */
const AGAIN_MS = 5_000;

/** The drafts of the pin in the editor. */
export class Drafts {
  #slots: Slots = {};
  #timers = new Map<string, ReturnType<typeof setTimeout>>();
  #running = new Map<string, Promise<void>>();
  #writing: Promise<unknown> = Promise.resolve();
  /** What was stored here, last first: what Undo takes back. */
  readonly done: ChangeId[] = [];

  private constructor(
    private readonly pin: PinId,
    private readonly onSaving: (saving: Saving) => void,
  ) {}

  /** The drafts of `pin`; what an earlier panel could not store is tried again. */
  static async of(pin: PinId, onSaving: (saving: Saving) => void): Promise<Drafts> {
    const drafts = new Drafts(pin, onSaving);
    const kept = await chrome.storage.local.get<Record<string, Slots>>(KEY + pin);
    drafts.#slots = kept[KEY + pin] ?? {};
    return drafts;
  }

  /** Pins with something that was never acknowledged. */
  static async left(): Promise<PinId[]> {
    const keys = Object.keys(await chrome.storage.local.get(null));
    return keys.filter((key) => key.startsWith(KEY)).map((key) => key.slice(KEY.length));
  }

  /** What a field shows instead of what is stored, if it was typed in. */
  shown(slot: string): string | undefined {
    return this.#slots[slot]?.shown;
  }

  /** The change that waits in a field. */
  kept(slot: string): Command | undefined {
    return this.#slots[slot]?.command;
  }

  /** Keeps what was typed; it is stored soon. */
  type(slot: string, shown: string, command: Command): void {
    this.#keep(slot, shown, command);
    clearTimeout(this.#timers.get(slot));
    this.#timers.set(slot, setTimeout(() => void this.#store(slot), PAUSE_MS));
    this.onSaving({ state: "typing" });
  }

  /** Keeps a choice and stores it now. */
  async choose(slot: string, command: Command): Promise<boolean> {
    this.#keep(slot, "", command);
    await this.#store(slot);
    return this.#slots[slot] === undefined;
  }

  /** Stores all that waits; true where nothing is left. */
  async flush(): Promise<boolean> {
    for (const slot of Object.keys(this.#slots)) await this.#store(slot);
    await this.#writing;
    return Object.keys(this.#slots).length === 0;
  }

  /** Gives up what was typed into a field. */
  forget(slot: string): void {
    clearTimeout(this.#timers.get(slot));
    delete this.#slots[slot];
    this.#write();
  }

  #keep(slot: string, shown: string, command: Command): void {
    // A new change id for each text: one that was stored already would be taken for the same change.
    this.#slots[slot] = { change: newId(), command, shown };
    this.#write();
  }

  #write(): void {
    const key = KEY + this.pin;
    const slots = structuredClone(this.#slots);
    const empty = Object.keys(slots).length === 0;
    this.#writing = empty ? chrome.storage.local.remove(key) : chrome.storage.local.set({ [key]: slots });
    this.#writing.catch(() => undefined);
  }

  async #store(slot: string): Promise<void> {
    clearTimeout(this.#timers.get(slot));
    await this.#running.get(slot);
    const draft = this.#slots[slot];
    if (draft === undefined) return;
    const run = this.#send(slot, draft);
    this.#running.set(slot, run);
    await run;
    if (this.#running.get(slot) === run) this.#running.delete(slot);
  }

  async #send(slot: string, draft: Draft): Promise<void> {
    this.onSaving({ state: "saving" });
    try {
      await ask({ edit: { change: draft.change, command: draft.command } }, "stored");
    } catch (error) {
      const failure = failureOf(error);
      // Where the core said no, asking again would be answered the same: the words stay in their field, to be
      // corrected. Silence and full disks may pass. What is about a pin that is gone goes with it.
      if (failure.code === "not_found") this.forget(slot);
      else if (!["invalid", "too_many"].includes(failure.code)) this.#timers.set(slot, setTimeout(() => void this.#store(slot), AGAIN_MS));
      this.onSaving({ state: "failed", failure });
      return;
    }
    this.done.unshift(draft.change);
    if (this.#slots[slot]?.change === draft.change) this.forget(slot);
    this.onSaving({ state: Object.keys(this.#slots).length === 0 ? "saved" : "typing" });
  }
}
