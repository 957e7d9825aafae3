// Notes handed from the command line to real servers on loopback, and looked at there by the servers' own interfaces. The
// whole matrix takes minutes; `test` runs what a person would see first.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import type { Desk } from "./lib/desks";
import { SOFTWARE, type Eyes } from "./lib/eyes";
import { SAMPLE, TARGET } from "./lib/places";

const WHOLE = process.env["PINFOLD_MATRIX"] === "whole";
/** A comment with a handle, tags and a picture. */
const PIN = "01KAFT2M0R0000000000000009";
const QUERY = "site:forum.wohnen.example";
const SOURCE = "forum.wohnen.example";
const TAGS = ["complaint/damage", "escalate"];

interface Sent {
  readonly state: { readonly sent?: { readonly receipt: Receipt }; readonly failed?: { readonly code: string } };
  readonly skipped?: boolean;
}
interface Receipt {
  readonly note: string;
  readonly customer?: string;
  readonly dropped?: readonly string[];
}
/** The bytes of the pin's picture, out of the workspace file. */
function stored(): Buffer {
  const line = readFileSync(SAMPLE, "utf8").split("\n").find((one) => one.startsWith(`{"id":"${PIN}.`));
  assert.ok(line, "the sample has that picture");
  return Buffer.from((JSON.parse(line.replace(/,$/, "")) as { base64: string }).base64, "base64");
}

for (const kind of SOFTWARE) {
  const { skip } = kind;
  if (skip) console.log(skip);
  describe(`notes to ${kind.name}`, { skip }, () => {
    let desk: Desk;
    let eyes: Eyes;
    let folder: string;
    const file = (name: string): string => path.join(folder, name);
    before(async () => {
      desk = await kind.start();
      eyes = kind.eyes(desk);
      folder = mkdtempSync(path.join(os.tmpdir(), "pinfold-deliver-"));
      copyFileSync(SAMPLE, file("workspace.json"));
      writeFileSync(file("connection.json"), JSON.stringify(desk.connection));
    });
    after(async () => {
      await desk.stop();
      rmSync(folder, { recursive: true, force: true });
    });

    const deliver = (words: readonly string[], token = desk.token, connection = "connection.json"): Promise<{ status: number | null; rows: Sent[]; said: string }> =>
      new Promise((done) => {
        const program = spawn(path.join(TARGET, "debug/pinfold"), ["deliver", file("workspace.json"), "--to", file(connection), ...words], {
          env: { ...process.env, PINFOLD_TOKEN: token },
        });
        let [out, said] = ["", ""];
        program.stdout.on("data", (bytes: Buffer) => (out += bytes.toString()));
        program.stderr.on("data", (bytes: Buffer) => (said += bytes.toString()));
        program.once("exit", (status) => done({ status, rows: out.split("\n").filter(Boolean).map((line) => JSON.parse(line) as Sent), said }));
      });
    const only = (rows: readonly Sent[]): Receipt => {
      assert.equal(rows.length, 1);
      const receipt = rows[0]?.state.sent?.receipt;
      assert.ok(receipt, JSON.stringify(rows[0]));
      return receipt;
    };

    test("a connection says what works", async () => {
      const { status, said } = await deliver(["--check"]);
      assert.equal(status, 0, said);
    });

    test("a note arrives once, with its text, tags, source, customer and picture", async () => {
      const rehearsal = await deliver(["--query", QUERY, "--dry-run"]);
      const planned = (rehearsal.rows[0] as unknown as { note: { body: string } }).note.body;
      const customers = await eyes.customers();
      assert.equal(await eyes.notes(), 0, "a rehearsal sends nothing");

      const sent = await deliver(["--query", QUERY]);
      assert.equal(sent.status, 0, sent.said);
      const receipt = only(sent.rows);
      assert.deepEqual(receipt.dropped ?? [], []);
      const text = await eyes.text(receipt.note);
      assert.equal(text.trim(), planned.trim());
      for (const part of [...TAGS, SOURCE, `pin:${PIN}`]) assert.ok(text.includes(part), part);
      const [picture] = await eyes.pictures(receipt.note, PIN);
      assert.ok(picture?.equals(stored()), "the picture, byte for byte");
      assert.equal(await eyes.customers(), customers + 1);

      // The journal knows it, and without the journal the marker finds it.
      const journalled = await deliver(["--query", QUERY]);
      assert.equal(journalled.rows[0]?.skipped, true);
      rmSync(file("workspace.json.deliveries"));
      const again = await deliver(["--query", QUERY]);
      assert.deepEqual(only(again.rows), receipt);
      assert.deepEqual([await eyes.notes(), await eyes.customers()], [1, customers + 1]);
      assert.equal(desk.mail(), 0, "nobody was told");
    });

    test("a wrong token changes nothing and says so", { skip: !WHOLE }, async () => {
      const { status, rows } = await deliver(["--query", QUERY, "--again"], "1-1-wrong");
      assert.equal(status, 1);
      assert.equal(rows[0]?.state.failed?.code, "unauthorised");
      const { said } = await deliver(["--check"], "1-1-wrong");
      assert.match(said, /does not accept the token/);
    });

    test("what the destination lacks is noticed", { skip: !WHOLE }, async () => {
      const { settings, ...rest } = desk.connection;
      const lacking = kind.name === "Tryton" ? { database: "elsewhere" } : { ...(settings as object), tags_field: "Nowhere" };
      writeFileSync(file("lacking.json"), JSON.stringify({ ...rest, settings: lacking }));
      const check = await deliver(["--check"], desk.token, "lacking.json");
      assert.equal(check.status, 1, JSON.stringify(check.rows));
      if (kind.name === "Tryton") return;
      const sent = await deliver(["--query", "site:magazine.example"], desk.token, "lacking.json");
      assert.deepEqual(only(sent.rows).dropped, ["field:Nowhere"]);
    });

    test("a server that goes away in the middle gets every note once", { skip: !WHOLE }, async () => {
      const query = "site:plaza.example";
      const before = await eyes.notes();
      const sending = deliver(["--query", query, "--wait", "300"]);
      await desk.restart(() => new Promise((done) => setTimeout(done, 1_500)));
      const sent = await sending;
      assert.equal(sent.status, 0, sent.said);
      assert.equal(await eyes.notes(), before + sent.rows.length);
      assert.equal(desk.mail(), 0);
    });

    test("a customer is told where the connection allows it, and only then", { skip: !WHOLE || kind.name === "Tryton" }, async () => {
      const user = { Name: "forum.wohnen.example:karla_p", EmailAddress: "karla@customer.example" };
      const known = await desk.ask("/REST/2.0/user/wohnen:karla_p", { method: "PUT", body: JSON.stringify({ EmailAddress: user.EmailAddress }) });
      assert.equal(known.status, 200, "the first note made that customer");
      writeFileSync(file("telling.json"), JSON.stringify({ ...desk.connection, audience: "customer" }));
      assert.equal(desk.mail(), 0);
      const found = await desk.ask(`/REST/2.0/tickets?query=${encodeURIComponent(`RefersTo = 'pin:${PIN}'`)}`);
      const { items } = (await found.json()) as { items: { id: string }[] };
      await desk.ask(`/REST/2.0/ticket/${items[0]?.id}`, { method: "PUT", body: JSON.stringify({ Status: "deleted" }) });
      only((await deliver(["--query", QUERY, "--again"])).rows);
      assert.equal(desk.mail(), 0, "a customer with an address is not told either");
      const second = await desk.ask(`/REST/2.0/tickets?query=${encodeURIComponent(`RefersTo = 'pin:${PIN}'`)}`);
      const left = (await second.json()) as { items: { id: string }[] };
      await desk.ask(`/REST/2.0/ticket/${left.items[0]?.id}`, { method: "PUT", body: JSON.stringify({ Status: "deleted" }) });
      only((await deliver(["--query", QUERY, "--again"], desk.token, "telling.json")).rows);
      assert.ok(desk.mail() > 0, "and is told where that is allowed");
    });
  });
}
