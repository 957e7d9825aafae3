// From the options to a colleague's screen: a destination is added and tested, a pin is handed over, and stands there once,
// whatever dies or is asked twice on the way. What arrived is looked at by the destination's own interface.
import assert from "node:assert/strict";
import type { ServerResponse } from "node:http";
import { PassThrough } from "node:stream";
import { after, before, describe, test } from "node:test";
import { aged } from "./lib/aged";
import { KINDS } from "./lib/browser";
import { haveRequestTracker, startRequestTracker, type Desk } from "./lib/desks";
import { arrived, command, delivery, queue, type Handed } from "./lib/handoff";
import { pin } from "./lib/job";
import { looked } from "./lib/looked";
import { upstream, type Handler } from "./lib/network";
import { ofKind, stored } from "./lib/records";
import type { Screen } from "./lib/screen";
import { SOCIAL } from "./lib/sites";
import { until } from "./lib/wait";
import { world, type World } from "./lib/world";

const HOST = "desk.example";
const POST = "My Hearthside kettle";
const OTHER = "Unpopular opinion";

for (const kind of KINDS) {
  describe(`the outbox, ${kind}`, { skip: haveRequestTracker() ? false : "SKIPPED: Request Tracker is not installed" }, () => {
    let here: World;
    let desk: Desk;
    let options: Screen;
    before(async () => {
      here = await world(kind);
      desk = await startRequestTracker();
      here.network.serve(HOST, whole);
    });
    after(async () => {
      await desk?.stop();
      await here.end();
    });

    /** Passes on to the desk under the name it knows itself by, as a proxy of a company does. */
    const whole: Handler = (request, response, url) => {
      request.headers.host = new URL(desk.origin).host;
      return upstream(Number(new URL(desk.origin).port))(request, response, url);
    };

    const tickets = async (): Promise<number> =>
      ((await (await desk.ask(`/REST/2.0/tickets?query=${encodeURIComponent("id > 0")}`)).json()) as { total: number }).total;

    /** The hand-off of a pin to the one destination. */
    const handed = async (place: number): Promise<Handed> => {
      const [pins, [connection]] = [await ofKind(options, "pin"), await ofKind(options, "connection")];
      return { pin: String(pins[place]?.["id"] ?? assert.fail("no pin")), connection: String(connection?.["id"]) };
    };

    test("a destination is added, tested and kept, and its token is in no record", async () => {
      options = await here.browser.own("options/index.html#connections");
      await options.says("No connection yet");
      await looked(here.browser, options, "options-connections-empty");
      await here.browser.willGrant([`https://${HOST}/*`]);
      await options.choose({ role: "combobox", name: "Add a connection" }, "Request Tracker");
      await options.fill({ role: "textbox", name: "Address" }, `https://${HOST}`);
      await options.fill({ css: "pf-connection-form input[type=password]" }, "1-14-0123456789abcdef0123456789abcdef");
      await options.click({ role: "button", name: "Test the connection" });
      // It sends browsers without a valid token to its login page, and they say no more of it.
      await options.says("does not accept the token");
      await options.fill({ css: "pf-connection-form input[type=password]" }, desk.token);
      await options.click({ role: "button", name: "Test the connection" });
      await options.says("Signed in");
      await looked(here.browser, options, "options-connection");
      await options.click({ role: "button", name: "Save", exact: true });
      await options.sees({ role: "button", name: "Change Request Tracker" });
      assert.ok(!JSON.stringify(await stored(options)).includes(desk.token));
    });

    test("a pin that is handed over arrives once, and a second time changes nothing", async () => {
      const feed = await here.browser.tab(SOCIAL);
      const panel = await pin(here.browser, feed, POST);
      await panel.click({ role: "button", name: "More" });
      await panel.click({ role: "menuitem", name: "Send to…" });
      await until("the note as it would be sent", () => panel.run(() => document.querySelector<HTMLButtonElement>(".compose-send")?.disabled === false));
      await looked(here.browser, panel, "compose-send");
      // Through the page: the driver of one browser takes the dialog's footer in its narrow sidebar for moving.
      await panel.run(() => document.querySelector<HTMLButtonElement>(".compose-send")?.click());
      await panel.says("on its way");
      await here.browser.closePanel();
      await arrived(options, await handed(0), 30_000);
      assert.equal(await tickets(), 1);
      await queue(options, await handed(0), "<p>Once more.</p>", { syntax: "html" });
      assert.equal(await tickets(), 1);
      assert.equal((await delivery(options, await handed(0)))?.attempts, 1);
      assert.equal(desk.mail(), 0, "nobody was mailed");
      const library = await here.browser.own("library/index.html#in=outbox");
      await library.says("1 sent");
      await library.sees({ role: "link", name: "Open" });
      await looked(here.browser, library, "outbox");
      await library.close();
    });

    test("where the answer is lost, the note is looked for before it is sent again", async () => {
      let lost = 0;
      // The desk makes the ticket, and nobody hears of it.
      here.network.serve(HOST, (request, response, url) => {
        if (request.method !== "POST" || !url.pathname.endsWith("/ticket")) return whole(request, response, url);
        lost += 1;
        const silent = Object.assign(new PassThrough(), { writeHead: () => silent }) as unknown as ServerResponse;
        (silent as unknown as PassThrough).on("finish", () => response.destroy()).resume();
        return whole(request, silent, url);
      });
      const feed = await here.browser.tab(`${SOCIAL}/`);
      await pin(here.browser, feed, OTHER);
      await here.browser.closePanel();
      await queue(options, await handed(1), "<p>Where is it?</p>", { syntax: "html" });
      const library = await here.browser.own("library/index.html#in=outbox");
      await library.says("Unclear whether it arrived");
      await looked(here.browser, library, "outbox-unknown");
      assert.equal(await library.count({ role: "button", name: "Try now" }), 0, "no sooner than the desk is done with it");
      assert.deepEqual([lost, await tickets()], [1, 2]);
      here.network.serve(HOST, whole);
      // Called off, and handed over again with less in it: what stands there is still the first text, and that is said.
      await library.click({ role: "button", name: "Cancel" });
      await library.says("it may have arrived, and is not looked for any more");
      await queue(options, await handed(1), "<p>Where is ***?</p>", { syntax: "html" });
      await aged(library, await handed(1));
      await library.says("2 sent");
      assert.equal(await tickets(), 2, "it was found, and not made again");
      await library.says("Another text stands there than this one");
      await looked(here.browser, library, "outbox-differs");
      await library.close();
    });

    test("a customer's page leads to where the desk has them", async () => {
      const [first = assert.fail("no pin")] = (await ofKind(options, "pin")) as unknown as { author: { handle: string } }[];
      const customer = "01KAFT2M0R0000000000000CCC";
      const account = `${new URL(SOCIAL).host}:${first.author.handle.toLowerCase()}`;
      await command(options, { customer_write: { id: customer, edits: [{ name: "Ines" }, { identify: [account] }] } });
      const library = await here.browser.own(`library/index.html#customer=${customer}`);
      await library.says("In other systems");
      const address = await library.run(() => document.querySelector<HTMLAnchorElement>(".customer-facts a")?.href);
      assert.match(address ?? "", new RegExp(`^https://${HOST}/User/Summary\\.html\\?id=.+$`, "u"));
      await looked(here.browser, library, "customer-linked");
      await library.close();
    });
  });
}
