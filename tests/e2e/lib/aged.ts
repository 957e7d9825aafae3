// Time that passes for a delivery of which nobody knows whether it arrived: no driver turns a browser's clock, so what is written
// down is made older, past every part of the program. It never changes anything but those times.
import assert from "node:assert/strict";
import { inDatabase, type Inside } from "./database";
import { delivery, type Handed } from "./handoff";
import type { Screen } from "./screen";
import { xxh3 } from "./xxh3";

/** Has the destination of an unclear delivery be done with it, and has the outbox look. */
export async function aged(own: Screen, handed: Handed): Promise<void> {
  const found = await delivery(own, handed);
  const { state } = found ?? {};
  assert.ok(typeof state === "object" && state.unknown !== undefined, JSON.stringify(state));
  const past = { unknown: { since: 0, retry_at: 0 } };
  const body = JSON.stringify({ ...found, state: past, settles: 0 });
  await inDatabase(own, "pinfold", write, `${handed.pin}.${handed.connection}`, body, xxh3(Buffer.from(body)));
  await own.run(() => chrome.runtime.sendMessage({ outbox: "run" }).then(() => undefined));
}

/** Runs in the page. */
async function write({ database, done }: Inside, id: string, body: string, checksum: string): Promise<void> {
  const records = database.transaction("records", "readwrite").objectStore("records");
  const row = (await done(records.get(["delivery", id]))) as object;
  await done(records.put({ ...row, body, checksum }));
}
