// One's own pictures on Pinterest: what others made stays here and is said, the rest arrives once, in a form that is taken there.
// The destination is ours and keeps what it is given (`tests/native/deliver/fakes` has the one that enforces more).
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { KINDS } from "./lib/browser";
import { press } from "./lib/focus";
import { restored } from "./lib/job";
import { looked } from "./lib/looked";
import type { Handler } from "./lib/network";
import { SAMPLE } from "./lib/places";
import { until } from "./lib/wait";
import { world, type World } from "./lib/world";

const HOST = "api.pinterest.com";
const BOARD = "549755885175";
/** What every JPEG begins with, in base 64. */
const JPEG = "/9j/";
const LONG_MS = 60_000;

interface Posted {
  readonly board_id: string;
  readonly title: string;
  readonly description: string;
  readonly alt_text?: string;
  readonly link: string;
  readonly media_source: { readonly source_type: string; readonly content_type: string; readonly data: string };
}

for (const kind of KINDS) {
  describe(`one's own pictures, ${kind}`, () => {
    let here: World;
    const posted: Posted[] = [];
    const answer = (path: string): unknown => {
      if (path === "/v5/user_account") return { username: "jane" };
      if (path === `/v5/boards/${BOARD}`) return { id: BOARD };
      if (path.endsWith("/pins")) return { items: posted.map((own, number) => ({ ...own, id: String(number + 1) })), bookmark: null };
      const number = Number(path.split("/").at(-1));
      return { ...posted[number - 1], id: String(number), media: { media_type: "image" } };
    };
    const pinterest: Handler = (request, response, url) => {
      const parts: Buffer[] = [];
      request.on("data", (part: Buffer) => parts.push(part));
      request.on("end", () => {
        const made = request.method === "POST" && url.pathname === "/v5/pins";
        if (made) posted.push(JSON.parse(Buffer.concat(parts).toString()) as Posted);
        const said = request.headers.authorization !== "Bearer only for tests" ? undefined : made ? { id: String(posted.length) } : answer(url.pathname);
        response.writeHead(said === undefined ? 401 : made ? 201 : 200, { "content-type": "application/json" }).end(JSON.stringify(said ?? {}));
      });
    };
    before(async () => {
      here = await world(kind);
      here.network.serve(HOST, pinterest);
      await (await restored(here.browser, SAMPLE)).close();
    });
    after(() => here.end());

    test("the board is connected, and found", async () => {
      const options = await here.browser.own("options/index.html#connections");
      await here.browser.willGrant([`https://${HOST}/*`]);
      await options.says("No connection yet");
      // Firefox asks for a right in front of the person alone.
      await options.page?.bringToFront();
      await options.choose({ role: "combobox", name: "Add a connection" }, "Pinterest");
      // In Firefox the beginning of what its driver types here is lost now and then; a person would see that and type again.
      const wanted = [`https://${HOST}/v5`, BOARD, "only for tests"];
      await until("what was typed", async () => {
        await options.fill({ role: "textbox", name: "Address" }, `https://${HOST}/v5`);
        await options.fill({ role: "textbox", name: "Board (its id)" }, BOARD);
        await options.fill({ css: "pf-connection-form input[type=password]" }, "only for tests");
        const stands = await options.run(() => Array.from(document.querySelectorAll<HTMLInputElement>("pf-connection-form input"), ({ value }) => value));
        return wanted.every((one) => stands.includes(one));
      });
      await options.click({ role: "button", name: "Test the connection", exact: true });
      await options.says(`Board ${BOARD}`, LONG_MS);
      await looked(here.browser, options, "own-pictures-connection");
      await options.click({ role: "button", name: "Save", exact: true });
      await options.sees({ role: "button", name: "Change Pinterest" });
      await options.close();
    });

    test("of all pins those go whose pictures may, and the others say why not", async () => {
      const library = await here.browser.own("library/index.html");
      await library.sees({ css: 'li[aria-setsize="13"]' }, LONG_MS);
      await press(here.browser, library, "Control+a");
      await library.says("13 chosen");
      await press(here.browser, library, "s");
      await until("the notes to be composed", () => library.run(() => document.querySelector<HTMLButtonElement>(".send-all")?.disabled === false), LONG_MS);
      await library.says("2 notes are ready");
      await library.click({ css: ".send-wrong summary" });
      await library.says("This destination is for your own pictures only.");
      await library.says("Nothing is posted here without a picture, and none is chosen.");
      await looked(here.browser, library, "own-pictures");
      await library.click({ css: ".send-all" });
      await library.says("All 2 notes have arrived.", LONG_MS);
      await library.close();
      assert.equal(posted.length, 2);
      for (const { board_id, description, link, media_source } of posted) {
        assert.equal(board_id, BOARD);
        assert.match(description, /pin:[0-9A-Z]{26}/u);
        assert.match(link, /^https:\/\/(?:www\.)?(?:hartwell|atelier-linde)\.example\//u);
        // All that was fetched is stored as WebP.
        assert.deepEqual([media_source.source_type, media_source.content_type, media_source.data.slice(0, JPEG.length)], ["image_base64", "image/jpeg", JPEG]);
      }
      assert.deepEqual(posted.map(({ alt_text }) => alt_text).sort(), ["A sage green chair in a workshop", "Oak writing desk with a drawer, front"]);
    });
  });
}
