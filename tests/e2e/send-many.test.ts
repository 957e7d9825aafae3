// Many pins to one destination: every note composed and shown before any goes, each sent once, the rest called off, what
// failed tried again together. What arrived is counted where it arrived.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { KINDS } from "./lib/browser";
import { backupOf } from "./lib/crowd";
import { made } from "./lib/files";
import { press } from "./lib/focus";
import { restored } from "./lib/job";
import { looked } from "./lib/looked";
import type { Handler } from "./lib/network";
import type { Screen } from "./lib/screen";
import { until } from "./lib/wait";
import { world, type World } from "./lib/world";

/** More than one command puts into the outbox. */
const PINS = 60;
const LONG_MS = 60_000;
const HOST = "hook.example";

for (const kind of KINDS) {
  describe(`many notes, ${kind}`, () => {
    let here: World;
    let library: Screen;
    /** Calls by their key, and how the destination answers. */
    const calls = new Map<string, number>();
    let answer: () => Promise<number> = async () => 200;
    const hook: Handler = (request, response) => {
      const key = String(request.headers["idempotency-key"] ?? "test");
      calls.set(key, (calls.get(key) ?? 0) + 1);
      request.resume().on("end", () => void answer().then((status) => response.writeHead(status, { "content-type": "application/json" }).end("{}")));
    };
    before(async () => {
      here = await world(kind);
      here.network.serve(HOST, hook);
      await (await restored(here.browser, made("many-notes.json", backupOf(PINS)))).close();
    });
    after(() => here.end());

    const connect = async (name: string): Promise<void> => {
      const options = await here.browser.own("options/index.html#connections");
      await here.browser.willGrant([`https://${HOST}/*`]);
      await options.choose({ role: "combobox", name: "Add a connection" }, "Webhook");
      await options.fill({ role: "textbox", name: "Name" }, name);
      await options.fill({ role: "textbox", name: "Address" }, `https://${HOST}/${name}`);
      await options.fill({ css: "pf-connection-form input[type=password]" }, "only for tests");
      await options.click({ role: "button", name: "Save", exact: true });
      await options.sees({ role: "button", name: `Change ${name}` });
      await options.close();
    };
    const choose = async (): Promise<void> => {
      await library.sees({ css: `li[aria-setsize="${PINS}"]` }, LONG_MS);
      await press(here.browser, library, "Control+a");
      await library.says(`${PINS} chosen`);
      await press(here.browser, library, "s");
      await library.sees({ css: "pf-send-many dialog" });
    };
    const sendable = (): Promise<unknown> => until("the notes to be composed", () => library.run(() => document.querySelector<HTMLButtonElement>(".send-all")?.disabled === false), LONG_MS);

    test("without a destination it says where one is added", async () => {
      library = await here.browser.own("library/index.html");
      await choose();
      await library.sees({ role: "link", name: "Add a connection" });
      await looked(here.browser, library, "send-many-nowhere");
      await library.close();
    });

    test("each is composed, shown, and arrives once", async () => {
      await connect("First");
      library = await here.browser.own("library/index.html");
      await choose();
      await sendable();
      await library.says(`${PINS} notes are ready`);
      await library.says(`Note 1 of ${PINS}`);
      await library.click({ role: "button", name: "Next note" });
      await library.says(`Note 2 of ${PINS}`);
      await looked(here.browser, library, "send-many");
      calls.clear();
      await library.click({ css: ".send-all" });
      await library.says(`All ${PINS} notes have arrived.`, LONG_MS);
      await looked(here.browser, library, "send-many-done");
      assert.deepEqual([calls.size, Math.max(...calls.values())], [PINS, 1]);
    });

    test("what is there already is left alone", async () => {
      await library.click({ css: "pf-send-many footer .pf-primary" });
      await press(here.browser, library, "s");
      await library.says(`${PINS} have been sent there already`, LONG_MS);
      assert.equal(await library.run(() => document.querySelector<HTMLButtonElement>(".send-all")?.disabled), true);
      await library.press("Escape");
      assert.equal(calls.size, PINS);
    });

    test("the rest is called off, and what has gone stays gone", async () => {
      await connect("Second");
      calls.clear();
      answer = () => new Promise((done) => setTimeout(() => done(200), 150));
      await press(here.browser, library, "s");
      await library.choose({ css: "pf-send-many select" }, "Second");
      await sendable();
      await library.click({ css: ".send-all" });
      await library.says(`of ${PINS} sent`, LONG_MS);
      await until("some to arrive", () => calls.size >= 3);
      await looked(here.browser, library, "send-many-going");
      await library.click({ css: ".send-stop" });
      await library.says(`of ${PINS} have arrived.`, LONG_MS);
      const arrived = await library.run(() => Number(/(\d+) of \d+ have arrived/u.exec(document.body.textContent ?? "")?.[1]));
      assert.deepEqual([calls.size, Math.max(...calls.values())], [arrived, 1]);
      assert.ok(arrived < PINS, "nothing was left to call off");
      await library.close();
    });

    test("what was refused is tried again together", async () => {
      await connect("Third");
      calls.clear();
      answer = async () => 403;
      library = await here.browser.own("library/index.html");
      await choose();
      await library.choose({ css: "pf-send-many select" }, "Third");
      await sendable();
      await library.click({ css: ".send-all" });
      await library.says(`${PINS} need you`, LONG_MS);
      await library.click({ role: "link", name: "Open the outbox" });
      await library.sees({ role: "button", name: `Try ${PINS} again` });
      await looked(here.browser, library, "outbox-many");
      answer = async () => 200;
      await library.click({ role: "button", name: `Try ${PINS} again` });
      await until("all to arrive", async () => (await library.count({ role: "button", name: `Try ${PINS} again` })) === 0 && calls.size === PINS && [...calls.values()].every((many) => many === 2), LONG_MS);
      await library.close();
    });

    test("no page of ours logged an error", () => assert.deepEqual(here.browser.errors.filter((one) => !/Content.Security.Policy/u.test(one)), []));
  });
}
