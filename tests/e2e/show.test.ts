// Pins as they are shown to others: as a gallery, side by side, one after the other over the whole screen, and as files in which
// what is not to be handed on is left out.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { KINDS } from "./lib/browser";
import { exported, stocked } from "./lib/job";
import { looked } from "./lib/looked";
import { areSeen } from "./lib/records";
import type { Screen } from "./lib/screen";
import { until } from "./lib/wait";
import { world, type World } from "./lib/world";

const BOARD = "Home furnishings";

for (const kind of KINDS) {
  describe(`shown to others, ${kind}`, () => {
    let here: World;
    let library: Screen;
    before(async () => {
      here = await world(kind);
      library = await stocked(here.browser);
      await library.press("Control+k");
      await library.hands.type(BOARD);
      await library.press("Enter");
      await library.sees({ role: "heading", name: BOARD });
      await library.sees({ css: "ul[data-layout=masonry] li[data-pin]" });
    });
    after(() => here.end());

    const boxes = (): Promise<{ pin: string; x: number; y: number; width: number; height: number }[]> =>
      library.run(() =>
        Array.from(document.querySelectorAll<HTMLElement>("li[data-pin]"))
          .sort((one, other) => Number(one.dataset["index"]) - Number(other.dataset["index"]))
          .map((one) => {
            const { x, y, width, height } = one.getBoundingClientRect();
            return { pin: one.dataset["pin"] ?? "", x, y, width, height };
          }),
      );
    const active = (): Promise<string> => library.run(() => document.querySelector<HTMLElement>("li[data-active]")?.dataset["pin"] ?? "");

    test("a gallery has rows of one height, filled from edge to edge, and arrows move in it", async () => {
      await library.press("v");
      await library.sees({ css: "ul[data-layout=gallery] li[data-pin]" });
      await until("every pin", async () => (await boxes()).length > 5);
      const all = await boxes();
      const rows = new Set(all.map((box) => box.y));
      assert.equal(new Set(all.map((box) => `${box.y} ${box.height}`)).size, rows.size);
      assert.ok(rows.size < all.length);
      await library.press("Home");
      await until("the first", async () => (await active()) === all[0]?.pin);
      await library.press("ArrowRight");
      await until("the second", async () => (await active()) === all[1]?.pin);
      await library.press("ArrowDown");
      const below = await until("another row", async () => all.find((box) => box.y > (all[1]?.y ?? 0) && box.pin !== all[1]?.pin) && (await active()));
      const [from, to] = [all[1], all.find((box) => box.pin === below)];
      assert.ok(from !== undefined && to !== undefined && to.y > from.y && to.x < from.x + from.width && to.x + to.width > from.x, JSON.stringify([from, to]));
    });

    test("a pin is dragged before another across a row, and Ctrl+Z puts it back", async () => {
      await library.press("Home");
      const before = await boxes();
      const [first, second] = before;
      assert.ok(first !== undefined && second !== undefined);
      const mouse = library.page?.mouse;
      await mouse?.move(second.x + second.width / 2, second.y + second.height / 2);
      await mouse?.down();
      await mouse?.move(first.x + first.width / 2, first.y + first.height / 2, { steps: 4 });
      await mouse?.move(first.x + 10, first.y + first.height / 2, { steps: 4 });
      await library.sees({ css: ".drop-line:not([hidden])" });
      await mouse?.up();
      await until("the other order", async () => (await boxes())[0]?.pin === second.pin);
      await library.press("Control+z");
      await until("the order before", async () => (await boxes())[0]?.pin === first.pin);
    });

    test("chosen pins stand side by side, what is the same can be put away, and the address keeps them", async () => {
      await library.press("Home");
      for (const _ of [1, 2, 3]) {
        await library.press("x");
        await library.press("ArrowRight");
      }
      await library.says("3 chosen");
      await library.press("c");
      await library.sees({ role: "heading", name: "Compare" });
      await library.sees({ css: ".compare thead th", at: 2 });
      const names = (): Promise<string[]> => library.run(() => Array.from(document.querySelectorAll(".compare tbody th"), (one) => one.textContent ?? ""));
      const all = await names();
      assert.ok(all.includes("Tags") && all.includes("Boards"), all.join());
      // All three stand on one board.
      await library.click({ css: ".place-head input[type=checkbox]" });
      await until("fewer rows", async () => !(await names()).includes("Boards"));
      await library.click({ css: ".place-head input[type=checkbox]" });
      const address = await library.run(() => location.hash);
      assert.equal(new URLSearchParams(address.slice(1)).getAll("compare").length, 3);
      await library.click({ css: ".compare thead button" });
      await until("two columns", async () => (await library.count({ css: ".compare thead th" })) === 2);
      await library.run(() => history.back());
      await library.sees({ role: "heading", name: BOARD });
    });

    test("the pins are shown one after the other, by keys alone", async () => {
      await library.sees({ css: "li[data-pin]" });
      await library.press("Home");
      await library.press("p");
      await library.sees({ css: ".present[open]" });
      await library.says("1 of ");
      await library.sees({ css: ".present-slide" });
      const first = await library.run(() => document.querySelector(".present-slide")?.textContent ?? "");
      await library.press("ArrowRight");
      await library.says("2 of ");
      await until("the next pin", async () => (await library.run(() => document.querySelector(".present-slide")?.textContent ?? "")) !== first);
      await library.press("End");
      await until("the last", () => library.run(() => /^(\d+) of \1$/u.test(document.querySelector(".present footer [role=status]")?.textContent ?? "")));
      await library.press("Home");
      await library.says("1 of ");
      await library.press("Escape");
      await library.gone({ css: ".present" });
    });

    test("what a board has in common is drawn, and leads to the pins", async () => {
      await library.press("i");
      await library.sees({ role: "heading", name: `In common: ${BOARD}` });
      await library.sees({ css: ".profile-prices svg[role=img]" });
      assert.ok((await library.count({ css: ".profile-bars li" })) > 5);
      await library.click({ css: ".profile-bars a", name: "praise" });
      await library.gone({ css: ".profile" });
      await library.says("of 13");
      await library.run(() => history.back());
      await until("all pins of the board", async () => (await boxes()).length > 5);
    });

    test("a colour of what they have in common leads to the pictures that have it", async () => {
      // The sample was stored by who knew no colours: its pictures were looked at anew.
      await until("colours of all pictures", () => areSeen(library));
      await library.press("i");
      await library.sees({ css: ".profile .pf-colours a" });
      await looked(here.browser, library, "library-palette");
      await library.click({ css: ".profile .pf-colours a" });
      await library.gone({ css: ".profile" });
      await until("the search", () => library.run(() => /^color:#[0-9a-f]{6}$/u.test(document.querySelector<HTMLInputElement>(".search input")?.value ?? "")));
      await until("fewer pins", async () => (await boxes()).length > 0);
      assert.equal(await library.count({ css: ".search-ignored" }), 0);
      await library.run(() => history.back());
      await until("all pins of the board", async () => (await boxes()).length > 5);
    });

    test("a file holds what is ticked, and no more", async () => {
      await library.press("e");
      await library.sees({ css: ".export" });
      await library.click({ css: "label.format", name: "JSON Feed" });
      await library.says("jsonfeed.org");
      await library.click({ css: ".fields summary" });
      await library.click({ css: ".fields label", name: "Tags" });
      await library.says("all but 1 field");
      await library.press("Escape");
      await library.gone({ css: ".export" });
      const whole = JSON.parse((await exported(here.browser, library, BOARD, "JSON Feed")).text) as { items: { tags?: string[] }[] };
      assert.ok(whole.items.some((item) => (item.tags ?? []).length > 0));
      const notes = JSON.parse((await exported(here.browser, library, BOARD, "Web Annotations")).text) as { type: string; total: number; first: { items: unknown[] } };
      assert.equal(notes.type, "AnnotationCollection");
      assert.ok(notes.total > 3 && notes.first.items.length === notes.total);
    });

    test("what is shared is what stands there, and nothing is opened by itself", async () => {
      await library.click({ css: "li[data-pin] .pf-card-words" });
      await library.click({ css: "pf-detail .detail-head pf-menu button" });
      await library.click({ role: "menuitem", name: "Share…" });
      await library.fill({ css: ".share textarea" }, "Look at this & that");
      const ways = (): Promise<string[]> => library.run(() => Array.from(document.querySelectorAll<HTMLAnchorElement>(".share a[target=_blank]"), (one) => one.href));
      const all = await until("the words in the ways", async () => (await ways()).some((way) => way.includes("Look+at+this+%26+that")) && (await ways()));
      const hosts = all.map((way) => new URL(way)).map((way) => way.host || way.protocol);
      assert.deepEqual(hosts, ["mailto:", "x.com", "www.facebook.com", "www.linkedin.com", "www.pinterest.com"].slice(0, hosts.length));
      assert.ok(hosts.length >= 4);
      const asked = here.network.requests.length;
      await library.press("Escape");
      await library.gone({ css: ".share" });
      assert.equal(here.network.requests.length, asked);
      await library.press("Escape");
    });

    test("no page of ours logged an error", () => assert.deepEqual(here.browser.errors, []));

    // Last: axe writes style attributes into copies of what it looks at, which the page's policy reports.
    test("they are looked at", async () => {
      await library.sees({ css: "ul[data-layout=gallery] li[data-pin]" });
      await looked(here.browser, library, "gallery");
      await library.press("Home");
      await library.press("p");
      await library.sees({ css: ".present-slide" });
      await looked(here.browser, library, "present");
      await library.press("Escape");
      await library.gone({ css: ".present" });
      await library.press("i");
      await library.sees({ css: ".profile-bars li" });
      await looked(here.browser, library, "profile");
      await library.press("Escape");
      await library.gone({ css: ".profile" });
      await library.press("e");
      await library.click({ css: "label.format", name: "JSON Feed" });
      await library.says("jsonfeed.org");
      await library.click({ css: ".fields summary" });
      await looked(here.browser, library, "export-fields");
      await library.press("Escape");
      await library.gone({ css: ".export" });
      await library.click({ css: "li[data-pin] .pf-card-words" });
      await library.click({ css: "pf-detail .detail-head pf-menu button" });
      await library.click({ role: "menuitem", name: "Share…" });
      await library.sees({ css: ".share" });
      await looked(here.browser, library, "share");
      await library.press("Escape");
      await library.gone({ css: ".share" });
      await library.press("Escape");
      await library.press("Home");
      for (const _ of [1, 2, 3]) {
        await library.press("x");
        await library.press("ArrowRight");
      }
      await library.press("c");
      await library.sees({ css: ".compare thead th", at: 2 });
      await looked(here.browser, library, "compare");
    });
  });
}
