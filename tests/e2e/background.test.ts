// The background dies in the middle of captures, again and again: what was acknowledged is stored, what was
// not can be asked again under the same name, and nothing is doubled.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { KINDS } from "./lib/browser";
import { captured, captureId, snapshotOf } from "./lib/captures";
import { inDatabase } from "./lib/database";
import { pin } from "./lib/job";
import { modules } from "./lib/modules";
import { stored } from "./lib/records";
import { SOCIAL } from "./lib/sites";
import { pause, until } from "./lib/wait";
import { world, type World } from "./lib/world";

const ROUNDS = 8;
const EACH = 4;
const SETTLED_MS = 2_000;

for (const kind of KINDS) {
  describe(`the background's death, ${kind}`, () => {
    let here: World;
    before(async () => {
      here = await world(kind);
    });
    after(() => here.end());

    test("where nothing waits, nothing is loaded that hands over", { skip: kind === "firefox" ? "only Chromium tells what was loaded" : false }, async () => {
      const feed = await here.browser.tab(SOCIAL);
      const loaded = (): Promise<string[]> => modules(here.browser, feed);
      const page = await here.browser.own("welcome/index.html");
      const snapshot = await snapshotOf(here.browser, feed);
      for (const [, stored] of await captured(page, snapshot, [captureId(1)])) assert.ok(stored);
      // What a wake-up begins goes on a little after it was answered.
      await pause(SETTLED_MS);
      assert.deepEqual(await loaded(), ["pinfold", "reader"]);
      await here.browser.killBackground();
      // A start looks after the outbox as its alarm does, and nobody can start a browser twice with its profile here.
      await page.run(() => chrome.alarms.create("outbox", { when: Date.now() }));
      await until("a look after the outbox", () => page.run(async () => (await chrome.alarms.get("outbox")) === undefined));
      await page.run(() => chrome.runtime.sendMessage({ ask: "setup" }));
      await pause(SETTLED_MS);
      assert.deepEqual(await loaded(), ["pinfold"]);
      await page.close();
      // Who asks for more gets it, and is seen to: the options show destinations.
      const options = await here.browser.own("options/index.html#connections");
      await until("what destinations are", async () => (await loaded()).includes("care"));
      await options.close();
    });

    test(`${ROUNDS} deaths in the middle of ${EACH} captures each lose and double nothing`, async () => {
      const feed = await here.browser.tab(`${SOCIAL}/`);
      const snapshot = await snapshotOf(here.browser, feed);
      const page = await here.browser.own("options/index.html");
      const acknowledged = new Set<string>();
      const all: string[] = [];
      for (let round = 0; round < ROUNDS; round++) {
        const wanted = Array.from({ length: EACH }, (_, at) => captureId(round * EACH + at + 1));
        all.push(...wanted);
        const answers = captured(page, snapshot, wanted);
        await pause(round * 4);
        await here.browser.killBackground();
        for (const [name, stored] of await answers) if (stored) acknowledged.add(name);
        const left = wanted.filter((name) => !acknowledged.has(name));
        for (const [name, stored] of await captured(page, snapshot, left)) {
          assert.ok(stored, `${name} is not stored after asking again`);
          acknowledged.add(name);
        }
      }
      assert.equal(acknowledged.size, all.length);
      const library = await here.browser.own("library/index.html#all");
      await library.says(`${ROUNDS * EACH} pins`);
      // The options ask about destinations at every change.
      await page.close();
    });

    test("a database of an earlier version gets what it has not, and keeps what it has", async () => {
      const page = await here.browser.own("welcome/index.html");
      const before = Object.keys((await stored(page)).records);
      assert.ok(before.length > ROUNDS * EACH);
      await page.run(older);
      await page.run(() => chrome.runtime.sendMessage({ ask: { edit: { change: "01ARZ3NDEKTSV4RRFFQ69G5FAV", command: { site_switch: { host: "shop.example", state: "off" } } } } }));
      const after = Object.keys((await stored(page)).records);
      assert.deepEqual(after.filter((key) => before.includes(key)), before);
      assert.ok(after.includes("site shop.example"));
      assert.equal(await inDatabase(page, "pinfold", ({ database, done }) => done(database.transaction("log").objectStore("log").count())), 0);
      await page.close();
    });

    test("a pin in the panel loads nothing of customers before somebody looks at one", { skip: kind === "firefox" ? "only Chromium tells what was loaded" : false }, async () => {
      const feed = await here.browser.tab(SOCIAL);
      await here.browser.killBackground();
      const panel = await pin(here.browser, feed, "My Hearthside kettle");
      await pause(SETTLED_MS);
      const loaded = await modules(here.browser, feed);
      assert.ok(loaded.includes("pinfold") && !loaded.includes("care"), loaded.join());
      await panel.click({ role: "tab", name: "Customer" });
      await panel.sees({ role: "button", name: "Make a customer" });
      assert.ok((await modules(here.browser, feed)).includes("care"));
      await here.browser.closePanel();
    });
  });
}

/** Runs in the page: makes the database what its first version had. */
async function older(): Promise<void> {
  const done = <T>(request: IDBRequest<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error ?? new Error("the database does not answer"));
    });
  const now = await done(indexedDB.open("pinfold"));
  const rows = await done(now.transaction("records").objectStore("records").getAll());
  now.close();
  // Both in one turn: whoever else opens it meanwhile would make the newest.
  indexedDB.deleteDatabase("pinfold");
  const first = indexedDB.open("pinfold", 1);
  first.onupgradeneeded = () => {
    first.result.createObjectStore("records", { keyPath: "key" }).createIndex("by", "by", { multiEntry: true });
    for (const [name, options] of [["blobs", {}], ["aside", { autoIncrement: true }], ["staging", {}]] as const) first.result.createObjectStore(name, options);
  };
  const then = await done(first);
  const transaction = then.transaction("records", "readwrite");
  for (const row of rows) transaction.objectStore("records").put(row);
  await new Promise((resolve) => (transaction.oncomplete = resolve));
  then.close();
}
