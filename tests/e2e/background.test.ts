// The background dies in the middle of captures, again and again: what was acknowledged is stored, what was
// not can be asked again under the same name, and nothing is doubled.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { KINDS } from "./lib/browser";
import { SOCIAL } from "./lib/sites";
import { pause } from "./lib/wait";
import { world, type World } from "./lib/world";

const ROUNDS = 8;
const EACH = 4;

for (const kind of KINDS) {
  describe(`the background's death, ${kind}`, () => {
    let here: World;
    before(async () => {
      here = await world(kind);
    });
    after(() => here.end());

    test(`${ROUNDS} deaths in the middle of ${EACH} captures each lose and double nothing`, async () => {
      const feed = await here.browser.tab(`${SOCIAL}/`);
      const popup = await here.browser.popup(feed);
      await popup.sees({ css: "pf-found" });
      const snapshot = await popup.run(async () => {
        const [tab] = await chrome.tabs.query({ active: true, currentWindow: true });
        const scan = (await chrome.tabs.sendMessage(tab?.id ?? -1, { scan: { limit: 1 } })) as { cards: object[] };
        return JSON.stringify(scan.cards[0]);
      });
      await popup.close();
      const page = await here.browser.own("options/index.html");
      const acknowledged = new Set<string>();
      const all: string[] = [];
      for (let round = 0; round < ROUNDS; round++) {
        const wanted = Array.from({ length: EACH }, (_, at) => id(round * EACH + at + 1));
        all.push(...wanted);
        const answers = page.run(capture, snapshot, wanted);
        await pause(round * 4);
        await here.browser.killBackground();
        for (const [name, stored] of await answers) if (stored) acknowledged.add(name);
        const left = wanted.filter((name) => !acknowledged.has(name));
        for (const [name, stored] of await page.run(capture, snapshot, left)) {
          assert.ok(stored, `${name} is not stored after asking again`);
          acknowledged.add(name);
        }
      }
      assert.equal(acknowledged.size, all.length);
      const library = await here.browser.own("library/index.html#all");
      await library.says(`${ROUNDS * EACH} pins`);
    });
  });
}

/** A name as the extension makes them: 26 characters of Crockford's base 32. */
const id = (number: number): string => `01M80000000000000000${number.toString().padStart(6, "0")}`;

/** Runs in a page of ours: asks for captures of as many different posts at once. */
async function capture(snapshot: string, names: readonly string[]): Promise<[string, boolean][]> {
  const one = async (name: string): Promise<[string, boolean]> => {
    const post = JSON.parse(snapshot.replaceAll("48213", `9${name.slice(-5)}`)) as object;
    const change = `01M81${name.slice(5)}`;
    const asked = chrome.runtime.sendMessage({ ask: { capture: { change, pin: name, snapshot: post, aim: "card" } } }) as Promise<{ ok?: boolean; response?: { captured?: object } } | undefined>;
    const silent = new Promise<undefined>((done) => setTimeout(done, 3_000));
    const answer = await Promise.race([asked, silent]).catch(() => undefined);
    return [name, answer?.ok === true && answer.response?.captured !== undefined];
  };
  return Promise.all(names.map(one));
}
