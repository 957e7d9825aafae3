// The bytes of pictures: they come after the pin, from nobody in particular, stay when the network goes, and where they
// do not come the library says why and what to do.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { KINDS } from "./lib/browser";
import { newBoard, pin } from "./lib/job";
import { looked } from "./lib/looked";
import { pages, type Handler } from "./lib/network";
import { pixels } from "./lib/pixels";
import { SITES } from "./lib/places";
import { ofKind } from "./lib/records";
import type { Screen } from "./lib/screen";
import { until } from "./lib/wait";
import { world, type World } from "./lib/world";

const GALLERY = "https://gallery.pinfold.example";
/** A host that answers anybody, one whose picture is not there yet, and one that answers its own pages only. */
const [SLOW, GONE, LOCKED] = ["https://slow.pictures.example", "https://gone.pictures.example", "https://locked.pictures.example"] as const;
const WORDS = { [SLOW]: "The parcel was crushed", [GONE]: "The lamp flickers", [LOCKED]: "The mug has a crack" } as const;
const FILES = { [SLOW]: "parcel.jpg", [GONE]: "lamp.jpg", [LOCKED]: "mug.jpg" } as const;
const ALL = [SLOW, GONE, LOCKED] as const;

const BADLY = "https://bad.pictures.example";
const COPIES = "https://copies.pictures.example";
const TWICE = ["Lamp of the first shop", "Seen at a neighbour"] as const;
/** Where the second of them stands. */
const BOARD = "Lamps we like";

/** The beginning of a PNG, which says how large it is. */
function png(width: number, height: number): Buffer {
  const head = Buffer.from("89504e470d0a1a0a0000000d494844520000000000000000080200000000000000", "hex");
  head.writeUInt32BE(width, 16);
  head.writeUInt32BE(height, 20);
  return head;
}

/** A picture that moves: all red, then all blue. */
function moving(width: number, height: number): Buffer {
  const size = Buffer.alloc(4);
  size.writeUInt16LE(width, 0);
  size.writeUInt16LE(height, 2);
  const frame = (colour: number): Buffer => {
    // Codes of three bits; the table is cleared after every second pixel, so that it never grows.
    const codes = [...Array.from({ length: (width * height) / 2 }, () => [4, colour, colour]).flat(), 5];
    const bits = codes.map((code) => [code & 1, (code >> 1) & 1, code >> 2]).flat();
    const bytes = Array.from({ length: Math.ceil(bits.length / 8) }, (_, at) => bits.slice(at * 8, at * 8 + 8).reduce((byte, bit, place) => byte | (bit << place), 0));
    const blocks = Array.from({ length: Math.ceil(bytes.length / 255) }, (_, at) => bytes.slice(at * 255, at * 255 + 255)).flatMap((block) => [block.length, ...block]);
    return Buffer.concat([Buffer.from("21f904000a0000002c00000000", "hex"), size, Buffer.of(0, 2, ...blocks, 0)]);
  };
  return Buffer.concat([Buffer.from("GIF89a"), size, Buffer.from("810000ff00000000ff000000000000", "hex"), frame(0), frame(1), Buffer.of(0x3b)]);
}

/** What a host of pictures may send, and what becomes of it. */
const BAD: Readonly<Record<string, { readonly type?: string; readonly bytes: Buffer; readonly end: string }>> = {
  "/huge.png": { bytes: png(30_000, 30_000), end: "too_large" },
  "/cut.jpg": { type: "image/jpeg", bytes: readFileSync(path.join(SITES, "social/lamp.jpg")).subarray(0, 300), end: "no_picture" },
  "/script.jpg": { type: "image/svg+xml", bytes: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="160" height="120"><script>fetch("https://bad.pictures.example/ran")</script></svg>'), end: "no_picture" },
  "/page.png": { bytes: Buffer.from("<!doctype html><h1>Not a picture</h1>"), end: "no_picture" },
  "/empty.png": { bytes: Buffer.of(), end: "no_picture" },
  "/moving.jpg": { type: "image/gif", bytes: moving(160, 120), end: "image/webp" },
};

for (const kind of KINDS) {
  describe(`pictures, ${kind}`, () => {
    let here: World;
    let library: Screen;
    let mayCome = (): void => undefined;
    let isThere = false;
    before(async () => {
      here = await world(kind);
      const coming = new Promise<void>((done) => (mayCome = done));
      const serve = (origin: string, handler: Handler): void => here.network.serve(new URL(origin).host, handler);
      const picture = (origin: (typeof ALL)[number], headers: Readonly<Record<string, string>> = {}): Handler => {
        const bytes = readFileSync(path.join(SITES, "social", FILES[origin]));
        return (_request, response) => void response.writeHead(200, { "content-type": "image/jpeg", "cache-control": "no-store", "set-cookie": "who=somebody; Secure; SameSite=None", ...headers }).end(bytes);
      };
      const anybody = { "access-control-allow-origin": "*" };
      const own = { ...Object.fromEntries(ALL.map((origin) => [at(origin), posts(origin)])), "/bad.html": bad(), "/twice.html": twice() };
      serve(GALLERY, pages(own));
      serve(BADLY, (_request, response, { pathname }) => {
        const { type = "image/png", bytes } = BAD[pathname] ?? { bytes: Buffer.of() };
        response.writeHead(200, { "content-type": type, ...anybody }).end(bytes);
      });
      // None of the others shows it.
      serve(COPIES, (_request, response) => void response.writeHead(200, { "content-type": "image/jpeg", ...anybody }).end(readFileSync(path.join(SITES, "social/trail.jpg"))));
      serve(LOCKED, picture(LOCKED));
      // The page itself is shown them at once; only who asks from elsewhere waits.
      serve(SLOW, async (request, response, url) => {
        if (request.headers["sec-fetch-dest"] !== "image") await coming;
        await picture(SLOW, anybody)(request, response, url);
      });
      serve(GONE, async (request, response, url) => {
        if (isThere) await picture(GONE, anybody)(request, response, url);
        else response.writeHead(404, { "content-type": "text/plain", ...anybody }).end("not here\n");
      });
    });
    after(() => here.end());

    const state = async (origin: (typeof ALL)[number]): Promise<string> => {
      const found = (await ofKind(library, "pin")).find((one) => String(one["text"]).includes(WORDS[origin]));
      const media = (found?.["media"] as { state?: unknown }[] | undefined)?.[0]?.state ?? "pending";
      return typeof media === "string" ? media : (Object.keys(media as object)[0] ?? "");
    };
    const pinned = async (origin: (typeof ALL)[number]): Promise<void> => {
      const gallery = await here.browser.tab(GALLERY + at(origin));
      await pin(here.browser, gallery, WORDS[origin]);
      await gallery.close();
    };
    const opened = async (origin: (typeof ALL)[number]): Promise<void> => {
      await library.page?.bringToFront();
      await library.click({ css: "li[data-pin] a", name: WORDS[origin] });
      await library.says(WORDS[origin]);
      await library.sees({ css: "pf-regions" });
    };
    const drawn = (screen: Screen, within: string, count = 1): Promise<unknown> =>
      until(`${count} stored pictures`, () =>
        screen.run((css, many) => Array.from(document.querySelectorAll<HTMLImageElement>(`${css} img`)).filter((image) => image.src.startsWith("blob:") && image.naturalWidth > 0).length >= many, within, count),
      );

    test("a pin does not wait for its picture, which says that it is on its way", async () => {
      await pinned(SLOW);
      library = await here.browser.own("library/index.html");
      await opened(SLOW);
      assert.equal(await state(SLOW), "pending");
      await library.sees({ css: "[role=img]", name: "still being fetched" });
      mayCome();
      await until("the bytes", async () => (await state(SLOW)) === "stored");
      await drawn(library, "pf-regions");
    });

    test("it was fetched as nobody in particular, and encoded anew", async () => {
      const asked = here.network.to(new URL(SLOW).host).at(-1);
      assert.deepEqual([asked?.cookie, asked?.referrer], [undefined, undefined]);
      const media = ((await ofKind(library, "pin"))[0]?.["media"] as { id: string; state: { stored: { mime: string } } }[])[0];
      assert.equal(media?.state.stored.mime, "image/webp");
      assert.equal((await pixels(library, media?.id ?? "", []))?.width, 800);
    });

    test("one that is not there is said to be, and tried again on a press", async () => {
      await pinned(GONE);
      await until("the failure", async () => (await state(GONE)) === "failed");
      await opened(GONE);
      await library.sees({ css: "[role=img]", name: "could not be fetched" });
      isThere = true;
      await library.click({ role: "button", name: "Try again" });
      await until("the bytes", async () => (await state(GONE)) === "stored");
      await drawn(library, "pf-regions");
    });

    test("one whose host answers its own pages only is asked for with a permission", async () => {
      await pinned(LOCKED);
      await until("the refusal", async () => (await state(LOCKED)) === "blocked");
      await opened(LOCKED);
      await library.sees({ css: "[role=img]", name: "needs your permission" });
      await here.browser.willGrant([`${LOCKED}/*`]);
      await library.page?.bringToFront();
      await library.click({ role: "button", name: "Allow pictures from locked.pictures.example" });
      await until("the bytes", async () => (await state(LOCKED)) === "stored");
      await drawn(library, "pf-regions");
    });

    test("no picture that is too large, or none, is kept, and each says so; of one that moves, what is seen first", async () => {
      const gallery = await here.browser.tab(`${GALLERY}/bad.html`);
      await pin(here.browser, gallery, "Nothing but trouble");
      type Bad = { url: string; state?: "pending" | Record<string, { code?: string; mime?: string }> };
      const settled = await until("an end for each", async () => {
        const media = ((await ofKind(library, "pin")).find((one) => String(one["text"]).includes("Nothing but trouble"))?.["media"] ?? []) as Bad[];
        return media.length === Object.keys(BAD).length && media.every(({ state = "pending" }) => state !== "pending") ? media : undefined;
      });
      const ends = Object.fromEntries(settled.map(({ url, state }) => [new URL(url).pathname, Object.values(state ?? {}).map((one) => (typeof one === "string" ? one : (one.code ?? one.mime)))[0]]));
      assert.deepEqual(ends, Object.fromEntries(Object.entries(BAD).map(([name, { end }]) => [name, end])));
      await gallery.close();
    });

    test("a picture pinned twice is offered for linking, linked, let go and kept apart", async () => {
      const twice = await here.browser.tab(`${GALLERY}/twice.html`);
      for (const words of TWICE) {
        const panel = await pin(here.browser, twice, words);
        if (words === TWICE[1]) await newBoard(panel, BOARD);
      }
      const made = async (): Promise<Record<string, unknown>[]> => (await ofKind(library, "pin")).filter((one) => TWICE.some((words) => String(one["text"]).includes(words)));
      await until("both pictures", async () => (await made()).filter((one) => JSON.stringify(one["media"]).includes('"tint"')).length === 2);
      const [first] = await made();
      const detail = await here.browser.own(`library/index.html#pin=${String(first?.["id"])}`);
      await detail.page?.bringToFront();
      await detail.page?.setViewport({ width: 1440, height: 1400 });
      const related = { css: "pf-related li" } as const;
      // By the keyboard, which needs no place on the screen.
      const press = async (name: string): Promise<void> => {
        await until(`${name} in front`, () =>
          detail.run((name) => {
            const button = Array.from(document.querySelectorAll<HTMLElement>("pf-related button")).find((one) => one.textContent?.trim() === name);
            button?.focus();
            return button !== undefined && document.activeElement === button;
          }, name),
        );
        await detail.press("Enter");
      };
      await detail.sees({ ...related, name: "The same picture" });
      const intoView = (): Promise<void> => detail.run(() => void document.querySelector("pf-related")?.scrollIntoView({ block: "center" }));
      await intoView();
      await looked(here.browser, detail, "library-alike");
      await intoView();
      await press("Link");
      await detail.sees({ ...related, name: "You linked them" });
      const ties = async (): Promise<unknown[]> => (await made()).map((one) => Object.values((one["ties"] ?? {}) as object)[0]);
      assert.deepEqual(await ties(), ["linked", "linked"]);
      await press("Unlink");
      await detail.sees({ ...related, name: "The same picture" });
      await press("Not the same");
      await detail.gone({ ...related, name: "The same picture" });
      assert.deepEqual(await ties(), ["apart", "apart"]);
      await detail.press("Control+z");
      await detail.sees({ ...related, name: "The same picture" });
      await detail.click({ css: "pf-detail .pf-colours a" });
      await until("both", () => detail.run((words) => words.every((one) => document.querySelector(".middle, main")?.textContent?.includes(one)), TWICE as unknown as string[]));
      // The other one stands on a board, which this one leads to.
      await detail.run(() => history.back());
      await detail.click({ css: "pf-detail section .chips a", name: BOARD });
      await detail.sees({ role: "heading", name: BOARD });
      await detail.says(TWICE[1]);
      await detail.close();
      await twice.close();
    });

    test("a part of it is marked and annotated, and stays marked", async () => {
      const frame = await library.sees({ css: ".region-frame" });
      await library.page?.mouse.move(frame.x + frame.width * 0.2, frame.y + frame.height * 0.2);
      await library.page?.mouse.down();
      await library.page?.mouse.move(frame.x + frame.width * 0.6, frame.y + frame.height * 0.7, { steps: 4 });
      await library.page?.mouse.up();
      await library.fill({ css: "pf-dialog textarea" }, "Here is the crack");
      await library.click({ css: "pf-dialog .pf-primary" });
      const note = await until("the mark", async () => (await ofKind(library, "annotation"))[0]);
      const { region } = (note["target"] as { region: { region: Record<string, number> } }).region;
      for (const [side, wanted] of Object.entries({ x: 20, y: 20, width: 40, height: 50 })) assert.ok(Math.abs((region[side] ?? 0) - wanted) < 2, JSON.stringify(region));
      const mark = await library.sees({ css: ".region-frame .region" });
      assert.ok(Math.abs(mark.width / frame.width - 0.4) < 0.03 && Math.abs(mark.height / frame.height - 0.5) < 0.03);
    });

    test("without a network everything that is stored is shown, and nobody is asked", async () => {
      for (const origin of [GALLERY, ...ALL]) here.network.serve(new URL(origin).host, (request) => void request.socket.destroy());
      const asked = here.network.to().length;
      const offline = await here.browser.own("library/index.html");
      await drawn(offline, "pf-card", ALL.length);
      assert.equal(here.network.to().length, asked);
    });

    test("no page of ours logged an error", () => assert.deepEqual(here.browser.errors.filter((one) => !one.includes("Applying inline style")), []));
  });
}

const at = (origin: (typeof ALL)[number]): string => `/${FILES[origin]}.html`;

const post = (id: string, words: string, pictures: readonly string[]): string =>
  `<article class="post" id="${id}"><header><a rel="author" href="/@ada/">Ada Sample</a> <a href="/@ada/${id}"><time datetime="2026-03-09T08:00:00Z">9 March</time></a></header>
      <p>${words}</p>${pictures.map((url) => `<img src="${url}" alt="A picture" width="160" height="120">`).join("")}</article>`;

const page = (posts: readonly string[]): string => `<!doctype html><html lang="en"><meta charset="utf-8"><title>Gallery</title><main>${posts.join("")}</main>`;

const bad = (): string =>
  page([post("bad", "Nothing but trouble with all of these pictures.", Object.keys(BAD).map((name) => BADLY + name)), post("b2", "Another one.", []), post("b3", "And a third.", [])]);

const twice = (): string => page([...TWICE.map((words, at) => post(`t${String(at)}`, words, [`${COPIES}/${String(at)}.jpg`])), post("t2", "Something else.", [])]);

/** The same three posts with another one first: the popup offers what is first. */
function posts(first: (typeof ALL)[number]): string {
  const post = (origin: (typeof ALL)[number]): string => {
    const id = ALL.indexOf(origin) + 1;
    return `<article class="post" id="p${id}"><header><a rel="author" href="/@ada/">Ada Sample</a> <a href="/@ada/${id}"><time datetime="2026-03-0${id}T08:00:00Z">${id} March</time></a></header>
      <p>${WORDS[origin]}, and nobody answers.</p><img src="${origin}/${FILES[origin]}" alt="A picture" width="160" height="120"></article>`;
  };
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Gallery</title><main>${[first, ...ALL.filter((one) => one !== first)].map(post).join("")}</main>`;
}
