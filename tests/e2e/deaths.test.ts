// The background dies in the middle of hand-offs to real servers, at seeded moments: before a call, during it, after its answer.
// After it woke, every note stands there exactly once, with its picture, and every customer too.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { aged } from "./lib/aged";
import { KINDS } from "./lib/browser";
import { captured, captureId, snapshotOf } from "./lib/captures";
import { dice } from "./lib/dice";
import type { When } from "./lib/door";
import { arrived, delivery, queue, type Handed } from "./lib/handoff";
import { ofKind } from "./lib/records";
import type { Screen } from "./lib/screen";
import { anybodysPictures, SOCIAL } from "./lib/sites";
import { available, station, type Station } from "./lib/stations";
import { until } from "./lib/wait";
import { world, type World } from "./lib/world";

const WHOLE = process.env["PINFOLD_MATRIX"] === "whole";
/** Deaths for each server, in each browser. One of the two takes a second for what the other does in a moment. */
const DEATHS: Readonly<Record<string, number>> = WHOLE ? { "Request Tracker": 12, Tryton: 40 } : { "Request Tracker": 1, Tryton: 3 };
/** The most of them: so many pins there are, and after them those of other tests. */
const MOST = Math.max(...Object.values(DEATHS));
const WHEN: readonly When[] = ["before", "during", "after"];
/** Besides those of deaths: one that shows the calls, one whose search lies, one that nobody looks after. */
const OTHERS = 3;
/** An alarm a minute later, the time a destination is left alone, and an alarm again. */
const ALONE_MS = 240_000;
/** The call that makes the note, and what is said where nothing is found. */
const MAKES: Readonly<Record<string, RegExp>> = { "Request Tracker": /^POST .*\/ticket$/u, Tryton: /^POST .*\/ir\.note$/u };
const NOTHING: Readonly<Record<string, string>> = { "Request Tracker": '{"items":[],"total":0,"count":0}', Tryton: "[]" };

for (const kind of KINDS) {
  describe(`hand-offs and the background's death, ${kind}`, () => {
    let here: World;
    let options: Screen;
    const stations = new Map<string, Station>();
    const softwares = available();
    before(async () => {
      here = await world(kind);
      anybodysPictures(here.network);
      options = await here.browser.own("options/index.html#connections");
      for (const software of softwares) stations.set(software.name, await station(here, options, software));
      const snapshot = await snapshotOf(here.browser, await here.browser.tab(`${SOCIAL}/`));
      const names = Array.from({ length: MOST + OTHERS }, (_, at) => captureId(at));
      for (const [name, stored] of await captured(options, snapshot, names)) assert.ok(stored, name);
      await until("the pictures", async () => (await ofKind(options, "pin")).every((pin) => JSON.stringify(pin["media"]).includes('"stored"')), 30_000);
    });
    after(async () => {
      for (const { desk } of stations.values()) await desk.stop();
      await here.end();
    });

    /** Hands a pin over; the answers of the background's death are none. */
    const hand = async (at: Station, place: number): Promise<Handed> => {
      const handed = { pin: captureId(place), connection: at.connection };
      await queue(options, handed, "Where is it?", { syntax: at.software.syntax, picture: true });
      return handed;
    };

    /** Hands over, and kills the background at that call. */
    const killed = async (at: Station, place: number, call: number | RegExp, when: When): Promise<Handed> => {
      let dead = false;
      const act = async (): Promise<void> => {
        await here.browser.killBackground();
        dead = true;
      };
      at.door.await({ call, when, act });
      const handed = await hand(at, place);
      await until(`death ${when} call ${String(call)}`, () => dead, 30_000);
      await at.door.idle();
      at.door.await(undefined);
      return handed;
    };

    /** Wakes the background, and has what is unclear looked for as if its destination had had its time. */
    const woken = async (handed: Handed): Promise<void> => {
      const ask = (): Promise<boolean> =>
        (chrome.runtime.sendMessage({ outbox: "run" }) as Promise<{ ok?: boolean } | undefined>).then((answer) => answer?.ok === true, () => false);
      await until("the background to wake", () => options.run(ask));
      let older = false;
      const settled = async (): Promise<boolean> => {
        const state = (await delivery(options, handed))?.state;
        if (typeof state !== "object") return false;
        if (!older && state.unknown !== undefined) {
          older = true;
          await aged(options, handed);
        }
        return state.sent !== undefined;
      };
      await until("the note to arrive", settled, 60_000);
    };

    const once = async ({ eyes }: Station, { pin }: Handed, context: string): Promise<void> => {
      const notes = await eyes.marked(pin);
      assert.equal(notes.length, 1, `${context}: one note`);
      assert.equal((await eyes.pictures(notes[0] ?? "", pin)).length, 1, `${context}: one picture`);
    };

    for (const { name } of softwares) {
      const deaths = DEATHS[name] ?? 0;
      test(`${name}: ${deaths} deaths at seeded moments lose and double nothing`, async () => {
        const at = stations.get(name) ?? assert.fail(name);
        const customers = await at.eyes.customers();
        at.door.await(undefined);
        await arrived(options, await hand(at, MOST));
        const calls = at.door.calls.length;
        assert.ok(calls >= 6, at.door.calls.join("\n"));
        const roll = dice(kind.length * 1_000 + name.length);
        for (let place = 0; place < deaths; place++) {
          const [call, when] = [1 + roll(calls), WHEN[roll(WHEN.length)] ?? "during"];
          const context = `death ${place + 1}, ${when} call ${call} of ${calls}`;
          const handed = await killed(at, place, call, when);
          await woken(handed).catch((error: unknown) => assert.fail(`${context}: ${String(error)}`));
          await once(at, handed, context);
        }
        assert.equal(await at.eyes.customers(), customers + deaths + 1, "every customer once");
        assert.equal(at.desk.mail(), 0, "nobody was told");
      });

      test(`${name}: what nobody looks after arrives by itself, once`, { skip: !WHOLE }, async () => {
        const at = stations.get(name) ?? assert.fail(name);
        const handed = await killed(at, MOST + 1, MAKES[name] ?? assert.fail(name), "during");
        await arrived(options, handed, ALONE_MS);
        await once(at, handed, "alone");
      });

      test(`${name}: where the search finds nothing, a death doubles a note`, { skip: !WHOLE }, async () => {
        const at = stations.get(name) ?? assert.fail(name);
        at.door.lie = ({ method }, url) => (method === "GET" && /\/(tickets|ir\.note)$/u.test(url.pathname) ? NOTHING[name] : undefined);
        const handed = await killed(at, MOST + 2, MAKES[name] ?? assert.fail(name), "during");
        await woken(handed);
        at.door.lie = undefined;
        assert.equal((await at.eyes.marked(handed.pin)).length, 2, "these tests see a note too many");
      });
    }
  });
}
