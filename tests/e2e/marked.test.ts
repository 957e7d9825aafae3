// A picture with marked regions, where a note is composed: its small picture shows what is sent, and that has them too.
import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { allow } from "./lib/allow";
import { findings } from "./lib/axe";
import { KINDS } from "./lib/browser";
import { pin } from "./lib/job";
import { TARGET } from "./lib/places";
import { ofKind } from "./lib/records";
import type { Screen } from "./lib/screen";
import { SOCIAL } from "./lib/sites";
import { until } from "./lib/wait";
import { world, type World } from "./lib/world";

/** The colour of a region's line. */
const LINE = [13, 148, 136];

for (const kind of KINDS) {
  describe(`a marked picture in the composer, ${kind}`, () => {
    let here: World;
    let own: Screen;
    let panel: Screen;
    let received = "";
    before(async () => {
      here = await world(kind);
      here.network.serve("desk.example", async (request, response) => {
        const parts: Buffer[] = [];
        for await (const part of request) parts.push(part as Buffer);
        received = Buffer.concat(parts).toString("utf8");
        response.writeHead(200, { "content-type": "application/json" }).end("{}");
      });
      own = await here.browser.own("options/index.html");
      for (const origin of [SOCIAL, "https://desk.example"]) await allow(here.browser, own, `${origin}/*`);
    });
    after(() => here.end());

    const edit = async (ask: object): Promise<void> => {
      const answer = await own.run((ask) => chrome.runtime.sendMessage({ ask }) as Promise<unknown>, ask as Record<string, string>);
      assert.equal((answer as { ok?: boolean }).ok, true, JSON.stringify(answer));
    };

    test("its small picture has the regions on it, where they are", async () => {
      const feed = await here.browser.tab(SOCIAL);
      panel = await pin(here.browser, feed, "My Hearthside kettle");
      const stored = await until("a stored picture", async () => {
        const [one] = (await ofKind(own, "pin")) as { id: string; media: { id: string; state: object | string }[] }[];
        const media = one?.media.find(({ state }) => typeof state === "object" && "stored" in state);
        return one !== undefined && media !== undefined && { pin: one.id, media: media.id };
      });
      // The lower right corner, which a picture cut to a square would not show.
      const region = { x: 70, y: 70, width: 28, height: 28 };
      const target = { region: { media: stored.media, region } };
      await edit({ edit: { change: "01M9AAAAAAAAAAAAAAAAAAAAA1", command: { annotation_write: { id: "01M9AAAAAAAAAAAAAAAAAAAAA2", pin: stored.pin, target, body: "Broken", motivation: "commenting" } } } });
      const connection = { id: "01M9AAAAAAAAAAAAAAAAAAAAA3", kind: "webhook", name: "Desk", base_url: "https://desk.example", settings: {}, audience: "internal", created: 0, changed: 0 };
      await edit({ care: { edit: { change: "01M9AAAAAAAAAAAAAAAAAAAAA4", command: { connection_write: { connection } } } } });
      await panel.click({ role: "button", name: "More" });
      await panel.click({ role: "menuitem", name: "Send to…" });
      await until("the small picture", () => panel.run(() => (document.querySelector<HTMLCanvasElement>(".compose-file canvas")?.width ?? 0) > 0));
      const marked = await until("lines in it", async () => {
        const places = await panel.run(lines, LINE, "");
        return places.length > 20 && places;
      });
      for (const [x, y] of marked) assert.ok(x > 0.66 && y > 0.66, `a line at ${x}, ${y}`);
      const out = path.join(TARGET, "screens", kind);
      mkdirSync(out, { recursive: true });
      for (const theme of ["light", "dark"] as const) {
        await here.browser.theme(panel, theme);
        await panel.run(() => document.querySelector(".compose-file")?.scrollIntoView({ block: "center" }));
        writeFileSync(path.join(out, `compose-marked-${theme}.png`), await panel.hands.shot());
        assert.deepEqual(await findings(panel), [], theme);
      }
    });

    test("what is sent has them as well", async () => {
      // Through the page: the driver of one browser takes the dialog's footer in its narrow sidebar for moving.
      await until("a way on", () => panel.run(() => document.querySelector<HTMLButtonElement>(".compose-send")?.disabled === false));
      await panel.run(() => document.querySelector<HTMLButtonElement>(".compose-send")?.click());
      await until("the note", () => received !== "");
      const { files } = JSON.parse(received) as { files: { name: string; type: string; base64: string }[] };
      const file = files.find(({ name }) => name.includes("marked")) ?? assert.fail(files.map(({ name }) => name).join());
      const places = await own.run(lines, LINE, file.base64);
      assert.ok(places.length > 100, `${places.length} places`);
      for (const [x, y] of places) assert.ok(x > 0.66 && y > 0.66, `a line at ${x}, ${y}`);
    });
  });
}

/** Where a picture has a colour, in parts of its sides. Runs in a page: the first small picture there, or the given bytes. */
async function lines(colour: readonly number[], base64: string): Promise<[number, number][]> {
  let canvas = document.querySelector<HTMLCanvasElement>(".compose-file canvas");
  if (base64 !== "") {
    const picture = await createImageBitmap(new Blob([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))]));
    canvas = document.createElement("canvas");
    canvas.width = picture.width;
    canvas.height = picture.height;
    canvas.getContext("2d")?.drawImage(picture, 0, 0);
  }
  const [width, height] = [canvas?.width ?? 1, canvas?.height ?? 1];
  const data = canvas?.getContext("2d")?.getImageData(0, 0, width, height).data ?? [];
  const places: [number, number][] = [];
  for (let at = 0; at < data.length; at += 4) {
    if (colour.every((part, place) => Math.abs((data[at + place] ?? 0) - part) < 3)) places.push([((at / 4) % width) / width, Math.floor(at / 4 / width) / height]);
  }
  return places;
}
