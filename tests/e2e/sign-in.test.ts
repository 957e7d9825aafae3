// Destinations without a token of the person's own: one that wants none, and one where the person signs in. The system is ours
// (`lib/authority`): it proves what Pinfold asks, keeps and renews, not how a vendor's pages look.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { Authority } from "./lib/authority";
import { KINDS } from "./lib/browser";
import { inDatabase } from "./lib/database";
import { delivery, queue, type Delivery } from "./lib/handoff";
import { pin } from "./lib/job";
import { looked } from "./lib/looked";
import { ofKind, stored } from "./lib/records";
import type { Screen } from "./lib/screen";
import { SOCIAL } from "./lib/sites";
import { until } from "./lib/wait";
import { world, type World } from "./lib/world";

const HOOK = "hook.example";
const HOST = "acme.my.salesforce.example";
const FUSION = "fusion.oracle.example";
const DOMAIN = "idcs.oracle.example";
const CLIENT = "3MVG9.pinfold";

for (const kind of KINDS) {
  describe(`signing in, ${kind}`, () => {
    let here: World;
    let options: Screen;
    let authority: Authority;
    let domain: Authority;
    const hooked: { readonly authorization: string | undefined; readonly body: string }[] = [];
    before(async () => {
      here = await world(kind);
      here.network.serve(HOOK, async (request, response) => {
        const parts: Buffer[] = [];
        for await (const part of request) parts.push(part as Buffer);
        hooked.push({ authorization: request.headers.authorization, body: Buffer.concat(parts).toString("utf8") });
        response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ id: `n${hooked.length}` }));
      });
      await here.browser.willGrant([`https://${HOOK}/*`, `https://${HOST}/*`, `https://${FUSION}/*`, `https://${DOMAIN}/*`]);
      const feed = await here.browser.tab(SOCIAL);
      const thread = await here.browser.tab(`${SOCIAL}/@tomasz/48170`);
      for (const [tab, post] of [[feed, "My Hearthside kettle"], [feed, "Unpopular opinion"], [thread, "Two litres of tea"], [thread, "Day two"]] as const) {
        await pin(here.browser, tab, post);
        await here.browser.closePanel();
      }
      options = await here.browser.own("options/index.html#connections");
      // Until all of it stands, what is to be clicked moves.
      await options.says("No connection yet");
      await options.says("No adapter of your own yet");
    });
    after(() => here.end());

    /** Hands a pin over to a destination, as the composer does; gives what became of it. */
    const sent = async (place: number, to: string, body: string): Promise<Delivery["state"]> => {
      const pins = (await ofKind(options, "pin")) as { id: string }[];
      const connections = (await ofKind(options, "connection")) as { id: string; kind: string }[];
      const pinned = pins[place]?.id ?? assert.fail("no pin");
      const connection = connections.find((one) => one.kind === to)?.id ?? assert.fail("no connection");
      await queue(options, { pin: pinned, connection }, body, { syntax: to === "webhook" ? "markdown" : "plain" });
      return until("an end", async () => {
        const own = (await delivery(options, { pin: pinned, connection }))?.state;
        return typeof own === "object" && (own.sent !== undefined || own.failed !== undefined) ? own : false;
      }, 30_000);
    };

    const kept = (): Promise<string> =>
      inDatabase(options, "pinfold-secrets", async ({ database, done }) => JSON.stringify(await done(database.transaction("secrets").objectStore("secrets").getAll())));

    const signIn = (name = "Sign in"): Promise<void> => options.click({ role: "button", name, exact: true });

    /** Signs in as far as the window in which the system asks the person. */
    const asked = async (): Promise<Screen> => {
      authority.asked.length = 0;
      await signIn();
      return here.browser.opened(await until("the system to be asked", () => authority.asked[0]));
    };

    test("a destination that wants no token is added, tested and sent to without one", async () => {
      await options.choose({ role: "combobox", name: "Add a connection" }, "Webhook");
      await options.fill({ role: "textbox", name: "Address" }, `https://${HOOK}/in`);
      await options.click({ role: "button", name: "Test the connection" });
      await options.says("Signed in");
      await options.click({ role: "button", name: "Save", exact: true });
      await options.sees({ role: "button", name: "Change Webhook" });
      assert.ok("sent" in Object(await sent(0, "webhook", "Without a token.")));
      assert.deepEqual(hooked.map(({ authorization }) => authorization), [undefined, undefined]);
      assert.match(hooked[1]?.body ?? "", /Without a token\./u);
    });

    test("a person signs in with the address that the form shows, and the test says what works", async () => {
      await options.choose({ role: "combobox", name: "Add a connection" }, "Salesforce");
      await options.fill({ role: "textbox", name: "Address" }, `https://${HOST}`);
      await options.click({ role: "button", name: "Test the connection" });
      await options.says("Please enter a token first");
      await options.click({ role: "radio", name: "By signing in" });
      await options.click({ role: "button", name: "Test the connection" });
      await options.says("Please sign in first");
      const redirect = await options.run(() => document.querySelector<HTMLInputElement>(".redirect input")?.value ?? "");
      assert.match(redirect, kind === "chromium" ? /^https:\/\/[a-p]{32}\.chromiumapp\.org\/$/u : /^https:\/\/[0-9a-f]{40}\.extensions\.allizom\.org\/$/u);
      authority = new Authority(CLIENT, [redirect]);
      here.network.serve(HOST, authority.handler);
      await options.fill({ role: "textbox", name: "Client ID" }, CLIENT);
      await looked(here.browser, options, "options-sign-in");
      await (await asked()).close();
      await options.says("window was closed");
      await options.says("Not signed in");
      await (await asked()).click({ css: "#allow" });
      await options.says("Signed in. Save the connection");
      await options.click({ role: "button", name: "Test the connection" });
      await options.says("Renewed without asking you");
      await options.says("PinKey__c");
      await looked(here.browser, options, "options-signed-in");
      assert.deepEqual(authority.refused, []);
      assert.ok(!(await kept()).includes(authority.given[0] ?? "?"), "nothing is kept before it is saved");
    });

    test("who refuses, or brings back what is no answer, loses nothing", async () => {
      for (const [manner, words] of [["denies", "told not to grant access"], ["mistakes", "does not belong to this sign-in"]] as const) {
        authority.manner = manner;
        await signIn("Sign in anew");
        await options.says(words);
        await options.says("Signed in. Save the connection");
      }
      assert.equal(authority.given.length, 2);
      const value = (label: string): Promise<string | undefined> =>
        options.run((label) => [...document.querySelectorAll("label")].find((one) => one.textContent?.includes(label))?.querySelector("input")?.value, label);
      assert.deepEqual([await value("Address"), await value("Client ID")], [`https://${HOST}`, CLIENT]);
    });

    test("it is kept with the connection, in no record, and a note arrives with it", async () => {
      await options.click({ role: "button", name: "Save", exact: true });
      await options.sees({ role: "button", name: "Change Salesforce" });
      assert.ok((await kept()).includes(authority.given[0] ?? "?"));
      assert.ok("sent" in Object(await sent(0, "salesforce", "Signed in.")));
      assert.deepEqual(authority.used, [authority.given[0]]);
    });

    test("what is over is renewed once, and the note arrives", async () => {
      authority.expire();
      assert.ok("sent" in Object(await sent(1, "salesforce", "Renewed.")));
      assert.deepEqual([authority.renewals, authority.notes.size, authority.refused], [1, 2, []]);
      assert.equal(authority.used[1], authority.given[2]);
      const records = JSON.stringify(await stored(options));
      for (const token of authority.given) assert.ok(!records.includes(token));
    });

    test("where nothing is renewed, words say to sign in again, and then it goes on", async () => {
      authority.expire();
      authority.renews = false;
      assert.deepEqual(await sent(2, "salesforce", "Over."), { failed: { code: "sign_in_again" } });
      const library = await here.browser.own("library/index.html#in=outbox");
      await library.says("please sign in again in the options");
      await options.page?.bringToFront();
      await options.click({ role: "button", name: "Change Salesforce" });
      await options.says("The sign-in is over");
      await options.click({ role: "button", name: "Test the connection" });
      await options.says("please sign in again in the options");
      await looked(here.browser, options, "options-sign-in-over");
      assert.equal(authority.unrenewed, 1, "what is refused for good is asked for once");
      authority.renews = true;
      authority.manner = "grants";
      await signIn("Sign in anew");
      await options.says("Signed in. Save the connection");
      await options.click({ role: "button", name: "Save", exact: true });
      await options.sees({ role: "button", name: "Change Salesforce" });
      await library.page?.bringToFront();
      await library.click({ role: "button", name: "Try now" });
      await library.says("4 sent");
      await library.close();
      assert.equal(authority.used[2], authority.given.at(-2));
    });

    test("where people sign in at another address, both are asked for, and what belongs to a password is left out", async () => {
      await options.page?.bringToFront();
      const [{ redirects }, scope] = [authority, "urn:opc:resource:consumer::all offline_access"];
      domain = new Authority(CLIENT, redirects, "/oauth2/v1");
      here.network.serve(DOMAIN, domain.handler);
      domain.manner = "grants";
      await options.choose({ role: "combobox", name: "Add a connection" }, "Oracle");
      await options.fill({ role: "textbox", name: "Address", exact: true }, `https://${FUSION}`);
      await options.fill({ role: "textbox", name: "User name" }, "jane");
      await options.click({ role: "radio", name: "By signing in" });
      await options.gone({ role: "textbox", name: "User name" });
      await options.fill({ role: "textbox", name: "Client ID" }, CLIENT);
      await options.fill({ role: "textbox", name: "Address of the sign-in server" }, `https://${DOMAIN}`);
      await options.fill({ role: "textbox", name: "Scope" }, scope);
      await signIn();
      await options.says("Signed in. Save the connection");
      assert.equal(new URL(domain.asked[0] ?? "").searchParams.get("scope"), scope);
      // What was granted is for what was asked for.
      await options.fill({ role: "textbox", name: "Scope" }, `${scope} more`);
      await options.says("Not signed in");
      await signIn();
      await options.says("Signed in. Save the connection");
      await options.click({ role: "button", name: "Save", exact: true });
      await options.sees({ role: "button", name: "Change Oracle" });
      const connection = (await ofKind(options, "connection")).find((one) => one["kind"] === "oracle");
      assert.deepEqual(connection?.["settings"], { client_id: CLIENT, scope: `${scope} more`, sign_in_server: `https://${DOMAIN}` });
      assert.ok(await options.run((origins) => chrome.permissions.contains({ origins }), [`https://${FUSION}/*`, `https://${DOMAIN}/*`]));
      assert.deepEqual(domain.refused, []);
    });

    test("what is renewed while the destination is deleted is not kept", async () => {
      await options.page?.bringToFront();
      const connection = (await ofKind(options, "connection")).find((one) => one["kind"] === "oracle");
      const held = (): Promise<boolean> => options.run(async (id) => (await navigator.locks.query()).held?.some(({ name }) => name === `sign-in ${id}`) === true, String(connection?.["id"]));
      let release = (): void => undefined;
      domain.held = new Promise((done) => (release = done));
      // It takes no token: what was granted is renewed once.
      here.network.serve(FUSION, (_request, response) => void response.writeHead(401, { "content-type": "application/json" }).end("{}"));
      const [pinned] = (await ofKind(options, "pin")) as { id: string }[];
      await queue(options, { pin: pinned?.id ?? "", connection: String(connection?.["id"]) }, "Held.", { syntax: "plain" });
      await until("a renewal", held);
      const before = domain.given.at(-2) ?? "?";
      assert.ok((await kept()).includes(before));
      await options.click({ role: "button", name: "Delete Oracle" });
      await options.click({ role: "button", name: "Delete", exact: true });
      await until("it to be forgotten", async () => !(await kept()).includes(before));
      release();
      await until("the renewal to end", async () => !(await held()));
      assert.equal(domain.renewals, 1);
      const secrets = await kept();
      for (const token of domain.given) assert.ok(!secrets.includes(token));
    });

    test("under a passphrase what was granted lies encrypted, and is still renewed", async () => {
      await options.page?.bringToFront();
      await options.fill({ css: "pf-passphrase input" }, "correct horse battery");
      await options.click({ role: "button", name: "Protect tokens" });
      await options.sees({ role: "button", name: "Remove" });
      authority.expire();
      assert.ok("sent" in Object(await sent(3, "salesforce", "Encrypted.")));
      assert.deepEqual([authority.renewals, authority.refused], [2, []]);
      const secrets = await kept();
      for (const token of authority.given) assert.ok(!secrets.includes(token));
    });
  });
}
