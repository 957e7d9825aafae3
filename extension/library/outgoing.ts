// Notes of many pins, on their way to one destination: composed one after the other, put into the outbox some at a time, and
// followed until the last has come to an end. It draws nothing, and never sends what is not ready as it is.

import type { ComposeAsk, ComposeView, DeliveryId, Kind, KindCount, NewDelivery, Notice, NoteProblem, OutboxView, PinId } from "../../pkg/pinfold.js";
import { askCare, AskError, compose, failureOf } from "../lib/core.js";
import { newId } from "../lib/ids.js";
import { CHANNEL, type Changed } from "../lib/messages.js";
import { spaced } from "../lib/spaced.js";

/** Most pins handed over at once: what a helpdesk takes in within minutes, and a person still answers for. */
export const MOST = 1_000;
/** Notes put into the outbox by one command: even of the longest, what a message between an extension's parts may hold. */
const AT_ONCE = 50;
/** How often what has become of them is asked at most, in milliseconds: faster than anybody reads. */
const LOOKS = 700;

/** What is asked of the composer for every pin alike. */
export type Alike = Omit<ComposeAsk, "pin" | "edited" | "chosen">;

/** A pin whose note cannot be sent as it is. */
export interface Wrong {
  readonly pin: PinId;
  readonly subject: string;
  /** What is wrong with the note, or why there is none. */
  readonly why: NoteProblem | Error;
}

/** The notes of many pins, and what has become of them. */
export class Outgoing {
  /** How many pins were looked at. */
  looked = 0;
  ready: NewDelivery[] = [];
  wrong: Wrong[] = [];
  /** How many have arrived there before, or are on their way. */
  already = 0;
  /** What there is to mask in all of them. */
  counts = new Map<Kind, number>();
  /** What to know, and of how many notes. */
  notices = new Map<Notice, number>();
  /** How many lie in the outbox. */
  stored = 0;
  /** What has become of those. */
  outbox: OutboxView | undefined;

  #turn = 0;
  #channel: BroadcastChannel | undefined;

  constructor(
    readonly pins: readonly PinId[],
    readonly changed: () => void,
  ) {}

  /** What there is to mask, as the composer counts it. */
  get found(): KindCount[] {
    return [...this.counts].map(([kind, found]) => ({ kind, found }));
  }

  /** Composes all of them anew; what was begun before goes no further. */
  async compose(alike: Alike): Promise<void> {
    const turn = ++this.#turn;
    this.#follow(false);
    Object.assign(this, { looked: 0, ready: [], wrong: [], already: 0, counts: new Map(), notices: new Map(), stored: 0, outbox: undefined });
    this.changed();
    for (const pin of this.pins) {
      const view = await compose({ ...alike, pin }).catch((problem: unknown) => (problem instanceof Error ? problem : new Error(String(problem))));
      if (turn !== this.#turn) return;
      this.looked += 1;
      if (view instanceof Error) this.wrong.push({ pin, subject: "", why: view });
      else this.#take(pin, view, alike.connection ?? undefined);
      this.changed();
    }
  }

  #take(pin: PinId, view: ComposeView, connection: string | undefined): void {
    const { composed, earlier } = view;
    const state = earlier == null || typeof earlier === "string" ? undefined : Object.keys(earlier)[0];
    // As the outbox has it: these stay as they are.
    if (state === "sent" || state === "sending" || state === "unknown") {
      this.already += 1;
      return;
    }
    for (const { kind, found } of composed.counts) this.counts.set(kind, (this.counts.get(kind) ?? 0) + found);
    const [problem] = composed.problems;
    if (problem !== undefined) {
      this.wrong.push({ pin, subject: composed.note.subject, why: problem });
      return;
    }
    for (const notice of composed.notices) this.notices.set(notice, (this.notices.get(notice) ?? 0) + 1);
    if (connection === undefined || !composed.ready) return;
    this.ready.push({ pin, connection, note: composed.note, ...(view.customer == null ? {} : { customer: view.customer }) });
  }

  /** Puts what is ready into the outbox and follows it from there. What was stored stays stored where this throws. */
  async send(): Promise<void> {
    this.#turn += 1;
    try {
      for (let from = this.stored; from < this.ready.length; from += AT_ONCE) {
        const deliveries = this.ready.slice(from, from + AT_ONCE);
        await askCare({ edit: { change: newId(), command: { deliveries_queue: { deliveries } } } }, "stored");
        this.stored += deliveries.length;
        this.changed();
      }
    } finally {
      if (this.stored > 0) this.#follow(true);
    }
  }

  /** Calls off what has not gone yet. */
  async callOff(): Promise<void> {
    await askCare({ edit: { change: newId(), command: { deliveries_cancel: { ids: this.#ids } } } }, "stored");
  }

  /** Looks no further; what lies in the outbox goes on by itself. */
  end(): void {
    this.#turn += 1;
    this.#follow(false);
  }

  get #ids(): DeliveryId[] {
    return this.ready.slice(0, this.stored).map(({ pin, connection }) => `${pin}.${connection}`);
  }

  /** Begins or ends to look what becomes of what was stored. */
  #follow(on: boolean): void {
    if (on === (this.#channel !== undefined)) return;
    this.#channel?.close();
    this.#channel = undefined;
    if (!on) return;
    const channel = new BroadcastChannel(CHANNEL);
    const look = spaced(async () => {
      try {
        const outbox = await askCare({ outbox: { only: this.#ids } }, "outbox");
        // Meanwhile these may be no longer what it is about.
        if (this.#channel !== channel) return;
        this.outbox = outbox;
      } catch (problem) {
        // The next change asks again; what was written before is as true as it was.
        if (!(problem instanceof AskError)) throw problem;
        console.warn("the outbox did not answer", failureOf(problem));
      }
      this.changed();
    }, LOOKS);
    this.#channel = channel;
    channel.onmessage = ({ data }: MessageEvent<Changed>) => {
      if (data.changed.some(({ kind }) => kind === "delivery")) look();
    };
    look();
  }
}
