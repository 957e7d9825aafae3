// Every kind of call of the connectors whose vendor has published a description, as that description has it. What Prism finds
// counts where it is in the call; what is wrong with a description itself stands, with the reason, in `apps/descriptions`.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { DESCRIPTIONS, faults, haveDescription, made, startJudge, type Judge, type Made } from "./lib/descriptions";

const calls = made();

for (const name of DESCRIPTIONS) {
  const own = calls.filter(({ description }) => description === name);
  const skip = haveDescription(name) ? false : `SKIPPED: ../shared absent: no call is compared with the description of ${name}`;
  if (typeof skip === "string") console.log(skip);
  describe(`the description of ${name}`, { skip }, () => {
    let judge: Judge;
    before(async () => void (judge = await startJudge(name)));
    after(() => judge.stop());

    test("calls were written down", () => assert.ok(own.length > 0));
    for (const [shape, like] of shapes(own)) {
      test(`allows ${shape}`, async () => {
        const known = new Map(faults().filter((fault) => fault.description === name && fault.shape === shape).map(({ says }) => [says, 0]));
        for (const call of like) {
          const left: string[] = [];
          for (const one of await judge.violations(call)) {
            if (known.has(one)) known.set(one, (known.get(one) ?? 0) + 1);
            else left.push(one);
          }
          assert.deepEqual(left, [], `${call.method} ${call.path}`);
        }
        for (const [says, times] of known) assert.ok(times > 0, `no fault any more: ${says}`);
      });
    }
    test("refuses what is no such call", async () => {
      const call = own.find(({ method }) => method === "POST");
      assert.ok(call);
      assert.notDeepEqual(await judge.violations({ ...call, path: "/nowhere" }), []);
      assert.notDeepEqual(await judge.violations({ ...call, headers: [] }), []);
    });
  });
}

function shapes(calls: readonly Made[]): ReadonlyMap<string, readonly Made[]> {
  const shapes = new Map<string, Made[]>();
  for (const call of calls) shapes.set(call.shape, [...(shapes.get(call.shape) ?? []), call]);
  return shapes;
}
