// From the composer to the screens of real servers, in both browsers: what arrives is what was composed, to the byte, once, and on
// one customer. The whole matrix also has what goes wrong at a destination: another token, a field it lacks, a restart.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { KINDS } from "./lib/browser";
import { inDatabase } from "./lib/database";
import { arrived, change, connect, delivery, queue, save, type Receipt } from "./lib/handoff";
import { pin, tag } from "./lib/job";
import { ofKind } from "./lib/records";
import type { Screen } from "./lib/screen";
import { anybodysPictures, SOCIAL } from "./lib/sites";
import { available, station, type Station } from "./lib/stations";
import { until } from "./lib/wait";
import { world, type World } from "./lib/world";

const WHOLE = process.env["PINFOLD_MATRIX"] === "whole";
/** Two posts of one person, with a picture each, and more of others: what each says, and its page. */
const POST = { words: "My Hearthside kettle", page: "@carla.moreno/48213" };
const SAME = { words: "The mug, on the other hand", page: "@carla.moreno/48150" };
const TOKENS = { words: "Two litres of tea", page: "@tomasz/48170" };
const FIELDS = { words: "Does anybody know", page: "@jonas_w/48131" };
const RESTART = { words: "Same here.", page: "@lina-k/48166" };
const TAG = "complaint/damage";
const HOOK = "hook.example";
/** An alarm a minute later, the time a destination is left alone, and an alarm again. */
const BY_ITSELF_MS = 240_000;

for (const kind of KINDS) {
  describe(`hand-off to real servers, ${kind}`, () => {
    let here: World;
    let options: Screen;
    const stations = new Map<string, Station>();
    const softwares = available();
    const receipts = new Map<string, Receipt>();
    const at = (name: string): Station => stations.get(name) ?? assert.fail(name);
    before(async () => {
      here = await world(kind);
      anybodysPictures(here.network);
      options = await here.browser.own("options/index.html#connections");
      for (const software of softwares) stations.set(software.name, await station(here, options, software));
    });
    after(async () => {
      for (const { desk } of stations.values()) await desk.stop();
      await here.end();
    });

    /** The record of what was pinned of a post. */
    const pinned = async ({ words }: typeof POST): Promise<Record<string, unknown> | undefined> =>
      (await ofKind(options, "pin")).find((one) => String(one["text"]).includes(words));
    const idOf = async (post: typeof POST): Promise<string> => String((await pinned(post))?.["id"] ?? assert.fail(post.words));

    /** Pins a post and waits until its picture, if it has one, lies here. */
    const taken = async (post: typeof POST): Promise<Screen> => {
      const panel = await pin(here.browser, await here.browser.tab(`${SOCIAL}/${post.page}`), post.words);
      await until("the picture", async () => !/"(pending|failed|blocked)"/u.test(JSON.stringify((await pinned(post))?.["media"] ?? [])));
      return panel;
    };

    /** Opens the composer in the panel and sends to a destination what it offers, with the picture. */
    const send = async (panel: Screen, to: string): Promise<void> => {
      await panel.click({ role: "button", name: "More" });
      await panel.click({ role: "menuitem", name: "Send to…" });
      await panel.choose({ css: ".compose-form select" }, to);
      await until("the picture to go with it", () =>
        panel.run((name) => {
          const file = [...document.querySelectorAll<HTMLElement>(".compose-file")].find((one) => one.textContent?.includes(name));
          const box = file?.querySelector("input");
          if (box?.checked === false) box.click();
          return box?.checked === true && document.querySelectorAll(".compose-file input:checked").length === 2;
        }, ".webp"),
      );
      await until("the note as it would be sent", () => panel.run(() => document.querySelector<HTMLButtonElement>(".compose-send")?.disabled === false));
      // Through the page: the driver of one browser takes the dialog's footer in its narrow sidebar for moving.
      await panel.run(() => document.querySelector<HTMLButtonElement>(".compose-send")?.click());
      await panel.says("on its way");
    };

    /** A stored picture, as the bytes a destination is to have. */
    const bytes = async (media: string): Promise<Buffer> => {
      const kept = await inDatabase(options, "pinfold", async ({ database, done }, id) => {
        const blob = (await done(database.transaction("blobs").objectStore("blobs").get(id))) as Blob;
        return Array.from(new Uint8Array(await blob.arrayBuffer()));
      }, media);
      return Buffer.from(kept);
    };

    /** Forgets a hand-off, as somebody has who restored an older backup. */
    const forget = (id: string): Promise<void> =>
      inDatabase(options, "pinfold", ({ database, done }, name) => done(database.transaction("records", "readwrite").objectStore("records").delete(["delivery", name])), id);

    for (const { name, syntax } of softwares) {
      test(`${name}: a note arrives once, with its text, tags, source, customer and picture`, async () => {
        const { eyes, connection, desk } = at(name);
        const customers = await eyes.customers();
        const known = (await ofKind(options, "pin")).length > 0;
        const panel = known ? await here.browser.panel() : await taken(POST);
        if (!known) await tag(panel, TAG);
        await send(panel, name);
        const handed = { pin: await idOf(POST), connection };
        const receipt = await arrived(options, handed);
        receipts.set(name, receipt);
        assert.deepEqual(receipt.dropped ?? [], []);
        assert.deepEqual(await eyes.marked(handed.pin), [receipt.note]);
        const text = await eyes.text(receipt.note);
        assert.equal(text.trim(), (await delivery(options, handed))?.note.body.trim());
        for (const part of [TAG, SOCIAL, `pin:${handed.pin}`]) assert.ok(text.includes(part), part);
        const [picture, ...others] = await eyes.pictures(receipt.note, handed.pin);
        assert.ok(picture?.equals(await bytes(`${handed.pin}.0`)), "the picture, byte for byte");
        assert.deepEqual([others.length, await eyes.notes(), await eyes.customers()], [0, 1, customers + 1]);

        // The outbox knows it; and where that is forgotten, the destination is looked at before anything is made.
        await queue(options, handed, "Once more", { syntax });
        assert.equal((await delivery(options, handed))?.attempts, 1);
        await forget(`${handed.pin}.${connection}`);
        await queue(options, handed, "Once more", { syntax });
        assert.equal((await arrived(options, handed)).note, receipt.note);
        assert.deepEqual([await eyes.notes(), await eyes.customers(), (await eyes.pictures(receipt.note, handed.pin)).length], [1, customers + 1, 1]);
        assert.equal(desk.mail(), 0, "nobody was told");
      });
    }

    test("another post of the same person lands on the same customer", async () => {
      const panel = await taken(SAME);
      for (const { name } of softwares) {
        const { eyes, connection, desk } = at(name);
        const customers = await eyes.customers();
        await send(panel, name);
        const receipt = await arrived(options, { pin: await idOf(SAME), connection });
        const first = receipts.get(name) ?? assert.fail(name);
        assert.deepEqual([receipt.customer, await eyes.owner(receipt.note)], [first.customer, await eyes.owner(first.note)]);
        assert.deepEqual([await eyes.customers(), await eyes.notes()], [customers, 2]);
        assert.equal(desk.mail(), 0);
      }
      await here.browser.closePanel();
    });

    test("who answers without a token is sent none", async () => {
      const seen: { authorization: string | undefined; body: string }[] = [];
      here.network.serve(HOOK, async (request, response) => {
        let body = "";
        for await (const part of request) body += String(part);
        seen.push({ authorization: request.headers.authorization, body });
        response.writeHead(200, { "content-type": "application/json" }).end("{}");
      });
      const connection = await connect(here.browser, options, { kind: "Webhook", host: HOOK, settings: {}, token: "" });
      const handed = { pin: await idOf(POST), connection };
      await queue(options, handed, "Something happened", { syntax: "markdown" });
      await arrived(options, handed);
      assert.deepEqual([seen.length, seen[0]?.authorization], [1, undefined]);
      assert.ok(seen[0]?.body.includes(`pin:${handed.pin}`), seen[0]?.body);
    });

    for (const { name, syntax } of softwares) {
      test(`${name}: another token is said in words, and the right one goes on`, { skip: !WHOLE }, async () => {
        const { connection, desk, eyes } = at(name);
        if ((await pinned(TOKENS)) === undefined) await taken(TOKENS);
        const handed = { pin: await idOf(TOKENS), connection };
        const notes = await eyes.notes();
        await change(options, name, {}, "1-14-0123456789abcdef0123456789abcdef");
        await options.click({ role: "button", name: "Test the connection" });
        await options.says("does not accept the token");
        await save(options, name);
        await queue(options, handed, "Let me in", { syntax });
        const library = await here.browser.own("library/index.html#in=outbox");
        await library.says("does not accept the token");
        assert.equal(await eyes.notes(), notes);
        await change(options, name, {}, desk.token);
        await save(options, name);
        await library.page?.bringToFront();
        await library.click({ role: "button", name: "Try now" });
        await arrived(options, handed);
        assert.deepEqual([(await eyes.marked(handed.pin)).length, await eyes.notes()], [1, notes + 1]);
        await library.close();
      });
    }

    test("a field that a server drops without a word is noticed", { skip: !WHOLE || softwares.every(({ name }) => name !== "Request Tracker") }, async () => {
      const { connection } = at("Request Tracker");
      await taken(FIELDS);
      await change(options, "Request Tracker", { "Custom field for tags": "Nowhere" });
      await options.click({ role: "button", name: "Test the connection" });
      await options.says("Nowhere");
      await save(options, "Request Tracker");
      const handed = { pin: await idOf(FIELDS), connection };
      await queue(options, handed, "<p>Tags?</p>", { syntax: "html" });
      assert.deepEqual((await arrived(options, handed)).dropped, ["field:Nowhere"]);
      const library = await here.browser.own("library/index.html#in=outbox");
      await library.says("Not kept there: the field Nowhere");
      await library.close();
      await change(options, "Request Tracker", { "Custom field for tags": "" });
      await save(options, "Request Tracker");
    });

    test("a server that goes away in the middle has the note by itself, once", { skip: !WHOLE }, async () => {
      await taken(RESTART);
      const id = await idOf(RESTART);
      const gone = softwares.map(async ({ name, syntax }) => {
        const { connection, desk, door, eyes } = at(name);
        const handed = { pin: id, connection };
        let away = false;
        const act = async (): Promise<void> => {
          away = true;
          await desk.restart(() => new Promise((done) => setTimeout(done, 1_500)));
        };
        door.await({ call: /^POST .*\/(ticket|ir\.note)$/u, when: "during", act });
        await queue(options, handed, "Are you there?", { syntax });
        await until("it to be away", () => away, 30_000);
        await arrived(options, handed, BY_ITSELF_MS);
        assert.equal((await eyes.marked(id)).length, 1, name);
        assert.equal(desk.mail(), 0);
      });
      await Promise.all(gone);
    });
  });
}
