// From a post to a customer: made with one click, told from and joined with others, merged and split, and taken back. What
// is stored is looked at past the program.
import assert from "node:assert/strict";
import { after, afterEach, before, describe, test } from "node:test";
import { KINDS } from "./lib/browser";
import { note, pin } from "./lib/job";
import { looked } from "./lib/looked";
import { ofKind } from "./lib/records";
import type { Screen } from "./lib/screen";
import { SOCIAL } from "./lib/sites";
import { until } from "./lib/wait";
import { world, type World } from "./lib/world";

interface Kept {
  readonly id: string;
  readonly name: string;
  readonly identities?: readonly string[];
  readonly apart?: readonly string[];
}

const names = async (own: Screen): Promise<string[]> => ((await ofKind(own, "customer")) as unknown as Kept[]).map((one) => one.name).sort();

for (const kind of KINDS) {
  describe(`customers, ${kind}`, () => {
    let here: World;
    let library: Screen;
    before(async () => {
      here = await world(kind);
    });
    afterEach(() => here.browser.closePanel());
    after(() => here.end());

    const customers = (count: number): Promise<string[]> =>
      until(`${count} customers`, async () => {
        const found = await names(library);
        return found.length === count ? found : false;
      });

    test("the library says how to make the first one", async () => {
      library = await here.browser.own("library/index.html#in=customers");
      await library.says("No customers yet");
      await looked(here.browser, library, "customers-empty");
    });

    test("one click makes the author of a post a customer, with what there was", async () => {
      const feed = await here.browser.tab(SOCIAL);
      const panel = await pin(here.browser, feed, "My Hearthside kettle");
      await note(panel, "Asked the carrier.");
      await panel.click({ role: "tab", name: "Customer" });
      await panel.sees({ role: "button", name: "Make a customer" });
      await looked(here.browser, panel, "panel-customer-author");
      await panel.click({ role: "button", name: "Make a customer" });
      await panel.sees({ role: "combobox", name: "Standing" });
      await panel.says("You wrote a note");
      await panel.says("Asked the carrier.");
      await panel.choose({ role: "combobox", name: "Standing" }, "VIP");
      await panel.sees({ css: ".customer-title .pf-chip", name: "VIP" });
      await looked(here.browser, panel, "panel-customer");
      await customers(1);
      await feed.close();
    });

    test("what was made is found by name, and has an address of its own", async () => {
      const [name = ""] = await customers(1);
      await library.click({ role: "link", name });
      await library.sees({ role: "heading", name });
      assert.match(await library.run(() => location.hash), /^#customer=/u);
      await library.says("What there was");
      await library.click({ role: "link", name: "Customers" });
      await library.fill({ role: "searchbox", name: "Name, handle" }, "zzz");
      await library.says("Nobody fits");
      await library.fill({ role: "searchbox", name: "Name, handle" }, name.slice(0, 3));
      await library.sees({ role: "link", name });
      await library.fill({ role: "searchbox", name: "Name, handle" }, "");
    });

    test("a second one with the same e-mail address is suggested with its reason, and told apart", async () => {
      const [first = ""] = await customers(1);
      await library.click({ role: "link", name: first });
      await library.click({ role: "button", name: "Edit the customer" });
      await library.fill({ role: "textbox", name: "E-mail" }, "same@post.example");
      await library.click({ role: "button", name: "Save" });
      await library.says("same@post.example");
      await library.click({ role: "link", name: "Customers" });
      await library.click({ role: "button", name: "New customer" });
      await library.fill({ role: "textbox", name: "Name" }, "Second Person");
      await library.fill({ role: "textbox", name: "E-mail address" }, "SAME@post.example");
      await library.click({ role: "button", name: "Make a customer" });
      await library.sees({ role: "heading", name: "Second Person" });
      await library.says("The same e-mail address: SAME@post.example");
      await looked(here.browser, library, "customer-suggested");
      await library.click({ role: "button", name: "is not the same person" });
      await library.gone({ css: ".customer-suggestions" });
      const stored = (await ofKind(library, "customer")) as unknown as Kept[];
      assert.equal(stored.filter((one) => (one.apart ?? []).length === 1).length, 2, "both sides know");
    });

    test("two are merged and taken apart again by the toast's undo", async () => {
      const [one = "", two = ""] = await customers(2);
      const first = one === "Second Person" ? two : one;
      await library.click({ role: "button", name: "More about this customer" });
      await library.click({ role: "menuitem", name: "Merge two customers" });
      await library.click({ css: ".customer-choice", name: first });
      await library.sees({ role: "radio", name: first });
      await looked(here.browser, library, "customer-merge");
      await library.click({ role: "radio", name: first });
      await library.click({ role: "button", name: "Merge", exact: true });
      assert.deepEqual(await customers(1), [first]);
      await library.sees({ role: "heading", name: first });
      await library.says("Second Person");
      // The last of the toasts is the merge's.
      const toasts = await library.count({ css: ".pf-toast" });
      await library.click({ css: ".pf-toast-action", at: toasts - 1 });
      await library.says("Undone");
      assert.deepEqual(await customers(2), ["Second Person", first].sort());
    });

    test("an account is split off into a customer of its own, with its pins", async () => {
      await library.run(() => void (location.hash = "in=customers"));
      const [one = "", two = ""] = await customers(2);
      await library.click({ role: "link", name: one === "Second Person" ? two : one });
      await library.click({ role: "button", name: "More about this customer" });
      await library.click({ role: "menuitem", name: "Split this customer" });
      await library.fill({ role: "textbox", name: "Name of the new customer" }, "Split Off");
      await library.click({ css: ".customer-fieldset input" });
      await looked(here.browser, library, "customer-split");
      await library.click({ role: "button", name: "Split", exact: true });
      assert.equal((await customers(3)).includes("Split Off"), true);
      const stored = (await ofKind(library, "customer")) as unknown as Kept[];
      const own = stored.flatMap((customer) => customer.identities ?? []);
      assert.equal(new Set(own).size, own.length, "an account belongs to one customer");
      assert.ok((stored.find((customer) => customer.name === "Split Off")?.identities ?? []).length > 0);
    });

    test("deleting one keeps its pins", async () => {
      await library.run(() => void (location.hash = "in=customers"));
      await library.click({ role: "link", name: "Split Off" });
      await library.says("1 pin");
      await library.click({ role: "button", name: "More about this customer" });
      await library.click({ role: "menuitem", name: "Delete" });
      await library.click({ css: "dialog .pf-danger" });
      await customers(2);
      assert.equal((await ofKind(library, "pin")).length, 1);
    });
  });
}
