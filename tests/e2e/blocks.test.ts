// A picture that Dataverse takes in blocks only, from a post to the destination: every byte of it, in its place, once. The
// destination is ours (`lib/dataverse`).
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { allow } from "./lib/allow";
import { KINDS } from "./lib/browser";
import { inDatabase, type Inside } from "./lib/database";
import { Dataverse } from "./lib/dataverse";
import { dice } from "./lib/dice";
import { arrived, connect, queue } from "./lib/handoff";
import { pin } from "./lib/job";
import { pages } from "./lib/network";
import { ofKind } from "./lib/records";
import type { Screen } from "./lib/screen";
import { SOCIAL } from "./lib/sites";
import { until } from "./lib/wait";
import { world, type World } from "./lib/world";

const HOST = "acme.crm4.dynamics.example";
/** Where the bytes of the large picture are. */
const LARGE = "https://large.pinfold.example";
/** What our connector puts into a block. */
const BLOCK = 4_000_000;
/** Two whole blocks and a part of a third. */
const LENGTH = 9_000_001;

for (const kind of KINDS) {
  describe(`a picture in blocks, ${kind}`, () => {
    let here: World;
    let options: Screen;
    const desk = new Dataverse("let-me-in");
    const picture = large();
    before(async () => {
      here = await world(kind);
      here.network.serve(HOST, desk.handler);
      here.network.serve(new URL(LARGE).host, pages({ "/picture.webp": picture }, { "access-control-allow-origin": "*" }));
      options = await here.browser.own("options/index.html#connections");
      await allow(here.browser, options, `${SOCIAL}/*`);
    });
    after(() => here.end());

    test("it arrives byte for byte, in blocks, and beside it the note", async () => {
      const feed = await here.browser.tab(`${SOCIAL}/`);
      await pin(here.browser, feed, "My Hearthside kettle");
      await here.browser.closePanel();
      const stored = await until("a stored picture", async () => {
        const [one] = (await ofKind(options, "pin")) as { id: string; media: { id: string; state: object | string }[] }[];
        const first = one?.media[0];
        return one !== undefined && typeof first?.state === "object" && "stored" in first.state && { pin: one.id, media: first.id };
      });
      // What is fetched is made smaller than a block; what a backup brings is not.
      await inDatabase(options, "pinfold", replaced, stored.media, `${LARGE}/picture.webp`);
      const connection = await connect(here.browser, options, { kind: "Microsoft Dynamics 365", host: HOST, settings: {}, token: desk.token });
      const handed = { pin: stored.pin, connection };
      await queue(options, handed, "Crushed.", { syntax: "plain", picture: true });
      const receipt = await arrived(options, handed);
      assert.deepEqual([receipt.dropped ?? [], desk.refused], [[], []]);
      assert.deepEqual(desk.blocks, [BLOCK, BLOCK, LENGTH - 2 * BLOCK]);
      assert.deepEqual([desk.people.size, desk.notes.size, desk.files.size], [1, 1, 1]);
      const [file] = desk.files.values();
      assert.ok(file?.bytes?.equals(picture), `${file?.bytes?.length} bytes, and not those of the picture`);
    });
  });
}

/** Bytes none of which are alike: a block in a wrong place is another picture. */
function large(): Buffer {
  const next = dice(7);
  return Buffer.from(Uint8Array.from({ length: LENGTH }, () => next(256)));
}

/** Puts other bytes where a picture is stored. Runs in a page of ours. */
async function replaced({ database, done }: Inside, media: string, url: string): Promise<void> {
  const bytes = await (await fetch(url)).arrayBuffer();
  await done(database.transaction("blobs", "readwrite").objectStore("blobs").put(new Blob([bytes], { type: "image/webp" }), media));
}
