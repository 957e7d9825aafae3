// The bytes of pictures: they come after the pin, from nobody in particular, stay when the network goes, and where they
// do not come the library says why and what to do.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { KINDS } from "./lib/browser";
import { pin } from "./lib/job";
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
      serve(GALLERY, pages(Object.fromEntries(ALL.map((origin) => [at(origin), posts(origin)]))));
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

    test("no page of ours logged an error", () => assert.deepEqual(here.browser.errors, []));
  });
}

const at = (origin: (typeof ALL)[number]): string => `/${FILES[origin]}.html`;

/** The same three posts with another one first: the popup offers what is first. */
function posts(first: (typeof ALL)[number]): string {
  const post = (origin: (typeof ALL)[number]): string => {
    const id = ALL.indexOf(origin) + 1;
    return `<article class="post" id="p${id}"><header><a rel="author" href="/@ada/">Ada Sample</a> <a href="/@ada/${id}"><time datetime="2026-03-0${id}T08:00:00Z">${id} March</time></a></header>
      <p>${WORDS[origin]}, and nobody answers.</p><img src="${origin}/${FILES[origin]}" alt="A picture" width="160" height="120"></article>`;
  };
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Gallery</title><main>${[first, ...ALL.filter((one) => one !== first)].map(post).join("")}</main>`;
}
