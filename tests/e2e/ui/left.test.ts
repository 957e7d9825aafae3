// What a background died over, without a browser: the core is ours here, and cannot write what it is told not to.
import assert from "node:assert/strict";
import { test } from "node:test";

import { leaveAlone, PAUSE_MS } from "../../../extension/background/left.ts";

const SETTLE_MS = 180_000;

interface Asked {
  readonly courier?: string;
  readonly care?: {
    readonly errand?: { readonly delivery: string };
    readonly edit?: { readonly command: { readonly delivery_end: { readonly id: string; readonly state: { readonly unknown: { readonly since: number; readonly retry_at: number } } } } };
  };
}

test("one that cannot be written keeps nothing else from being, and its destination rests", async () => {
  for (const fails of ["P1.A", "P2.B", "P3.C"]) {
    const written: string[] = [];
    const resting: string[] = [];
    const core = async ({ courier, care }: Asked): Promise<object> => {
      if (courier !== undefined) return { courier: { connectors: [{ kind: "hubspot", settle_ms: SETTLE_MS }] } };
      const end = care?.edit?.command.delivery_end;
      if (end === undefined) return { care: { errand: { connection: { kind: "hubspot" } } } };
      if (end.id === fails) return { failed: { code: "storage", details: [] } };
      assert.equal(end.state.unknown.retry_at - end.state.unknown.since, SETTLE_MS);
      written.push(end.id);
      return { care: { stored: {} } };
    };
    const all = ["P1.A", "P2.B", "P3.C"];
    const before = Date.now();
    await leaveAlone(core as never, all as never, (id, until) => {
      assert.ok(until >= before + PAUSE_MS);
      resting.push(id);
    });
    assert.deepEqual(written, all.filter((id) => id !== fails));
    assert.deepEqual(resting, [fails]);
  }
});
