// The notes of many pins on their way, without a browser: what is chosen anew after some were stored leaves none of them out. The
// background is ours here, and fails when it is told to.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { Outgoing } from "../../../extension/library/outgoing.ts";

/** More than two commands put into the outbox. */
const PINS = Array.from({ length: 120 }, (_, number) => `P${number}`);

interface Asked {
  readonly care?: {
    readonly compose?: { readonly pin: string; readonly connection?: string };
    readonly edit?: { readonly command: { readonly deliveries_queue: { readonly deliveries: readonly { readonly pin: string; readonly connection: string }[] } } };
  };
}

let queued: string[][] = [];
let failsAt = Infinity;
/** When what has become of them is answered. */
let looked: Promise<void> = Promise.resolve();

function answered({ care }: Asked): object {
  if (care?.compose !== undefined) {
    const note = { subject: "", body: "", syntax: "plain" };
    return { care: { composed: { composed: { note, counts: [], problems: [], notices: [], ready: true } } } };
  }
  const deliveries = care?.edit?.command.deliveries_queue.deliveries;
  if (deliveries === undefined) return { care: { outbox: { rows: [] } } };
  if (queued.length >= failsAt) return { failed: { code: "storage", details: [] } };
  queued.push(deliveries.map(({ pin, connection }) => `${pin}.${connection}`));
  return { care: { stored: {} } };
}

beforeEach(() => {
  queued = [];
  failsAt = Infinity;
  looked = Promise.resolve();
  const sendMessage = async ({ ask }: { ask: Asked }): Promise<object> => {
    if (ask.care !== undefined && "outbox" in ask.care) await looked;
    return { ok: true, response: answered(ask) };
  };
  Object.assign(globalThis, { chrome: { runtime: { id: "ours", sendMessage } } });
});

test("what was not stored goes on where it stopped", async (t) => {
  const all = new Outgoing(PINS, () => undefined);
  t.after(() => all.end());
  await all.compose({ connection: "A" } as never);
  failsAt = 1;
  await assert.rejects(all.send());
  assert.equal(all.stored, 50);
  failsAt = Infinity;
  await all.send();
  assert.deepEqual(queued.flat(), PINS.map((pin) => `${pin}.A`));
});

test("another choice after a failure skips nothing that was stored for the first", async (t) => {
  const all = new Outgoing(PINS, () => undefined);
  t.after(() => all.end());
  await all.compose({ connection: "A" } as never);
  failsAt = 1;
  await assert.rejects(all.send());
  failsAt = Infinity;
  await all.compose({ connection: "B" } as never);
  queued = [];
  await all.send();
  assert.deepEqual(queued.flat(), PINS.map((pin) => `${pin}.B`));
});

test("what is answered about the first choice says nothing of another", async (t) => {
  const all = new Outgoing(PINS, () => undefined);
  t.after(() => all.end());
  await all.compose({ connection: "A" } as never);
  let answers = (): void => undefined;
  looked = new Promise((done) => (answers = done));
  failsAt = 1;
  await assert.rejects(all.send());
  await all.compose({ connection: "B" } as never);
  answers();
  await new Promise((done) => setTimeout(done));
  assert.equal(all.outbox, undefined);
});
