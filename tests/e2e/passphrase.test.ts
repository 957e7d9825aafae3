// Tokens under a passphrase: encrypted where they lie, and locked after each start of the browser. Whoever hands something over
// meanwhile is told why it waits and where that ends, and then it goes by itself. A driver starts no browser twice with its
// profile, so the key of the session is taken away instead, as the end of a browser does.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { KINDS } from "./lib/browser";
import { inDatabase } from "./lib/database";
import { press } from "./lib/focus";
import { connect } from "./lib/handoff";
import { pin } from "./lib/job";
import { looked } from "./lib/looked";
import { ofKind } from "./lib/records";
import type { Screen } from "./lib/screen";
import { SOCIAL } from "./lib/sites";
import { until } from "./lib/wait";
import { world, type World } from "./lib/world";

const HOST = "hook.example";
const PASSPHRASE = "correct horse battery";
const CONNECTIONS = "options/index.html#connections";
const NOTICE = "The tokens of your connections are locked";
const WAY = { role: "link", name: "Unlock…" } as const;

for (const kind of KINDS) {
  describe(`a passphrase, ${kind}`, () => {
    let here: World;
    let library: Screen;
    /** What arrived, by whom it was sent. */
    const came: (string | undefined)[] = [];
    before(async () => {
      here = await world(kind);
      here.network.serve(HOST, (request, response) => {
        came.push(request.headers.authorization);
        request.resume().on("end", () => response.writeHead(200, { "content-type": "application/json" }).end("{}"));
      });
      const feed = await here.browser.tab(SOCIAL);
      for (const post of ["My Hearthside kettle", "Unpopular opinion"]) {
        await pin(here.browser, feed, post);
        await here.browser.closePanel();
      }
    });
    after(() => here.end());

    /** The library with the screen for many open, for both pins. */
    const many = async (): Promise<Screen> => {
      const screen = await here.browser.own("library/index.html");
      await screen.says("2 pins");
      await press(here.browser, screen, "Control+a");
      await screen.says("2 chosen");
      await press(here.browser, screen, "s");
      await screen.says(NOTICE);
      return screen;
    };

    test("it has a token lie encrypted", async () => {
      const options = await here.browser.own(CONNECTIONS);
      await options.says("No connection yet");
      await connect(here.browser, options, { kind: "Webhook", host: HOST, settings: {}, token: "only for tests" });
      await options.fill({ css: "pf-passphrase input" }, PASSPHRASE);
      await options.click({ role: "button", name: "Protect tokens" });
      await options.sees({ role: "button", name: "Remove" });
      const kept = await inDatabase(options, "pinfold-secrets", async ({ database, done }) => {
        const all = (await done(database.transaction("secrets").objectStore("secrets").getAll())) as { secret?: unknown }[];
        return all.map(({ secret }) => typeof secret);
      });
      assert.ok(kept.includes("object") && !kept.includes("string"), JSON.stringify(kept));
      await options.run(() => chrome.storage.session.remove("secrets_key"));
      await options.says(NOTICE);
      await options.sees({ role: "button", name: "Unlock" });
      await options.close();
      came.length = 0;
    });

    test("while it is locked, the composer says that a note would wait, and leads to where that ends", async () => {
      const panel = await pin(here.browser, await here.browser.tab(`${SOCIAL}/`), "My Hearthside kettle");
      await panel.click({ role: "button", name: "More" });
      await panel.click({ role: "menuitem", name: "Send to…" });
      await panel.says(NOTICE);
      await until("the note as it would be sent", () => panel.run(() => document.querySelector<HTMLButtonElement>(".compose-send")?.disabled === false));
      await looked(here.browser, panel, "compose-locked");
      await panel.choose({ css: ".compose-form select" }, "Clipboard");
      await panel.gone(WAY);
      await panel.choose({ css: ".compose-form select" }, "Webhook");
      await panel.click(WAY);
      await until("the connections in a tab of their own", () => here.browser.hasTab(CONNECTIONS));
      await panel.says(NOTICE);
      // Through the page: the driver of one browser takes the dialog's footer in its narrow sidebar for moving.
      await panel.run(() => document.querySelector<HTMLButtonElement>(".compose-send")?.click());
      await panel.says("The note waits in the outbox");
      await here.browser.closePanel();
    });

    test("the screen for many says so before they are sent and after", async () => {
      library = await many();
      await until("the notes to be composed", () => library.run(() => document.querySelector<HTMLButtonElement>(".send-all")?.disabled === false));
      await looked(here.browser, library, "send-many-locked");
      await library.click({ css: ".send-all" });
      await library.says("of 2 sent");
      await library.says(NOTICE);
      await looked(here.browser, library, "send-many-waiting");
    });

    test("the outbox says why they wait, and once the passphrase is given all goes by itself", async () => {
      const outbox = await here.browser.own("library/index.html#in=outbox");
      await outbox.says(NOTICE);
      await outbox.sees(WAY);
      await looked(here.browser, outbox, "outbox-locked");
      assert.deepEqual(came, [], "nothing goes without a token");
      // Where nothing is sent from, nothing but the passphrase takes it away.
      const choosing = await many();
      const options = await here.browser.own(CONNECTIONS);
      await options.fill({ css: "pf-passphrase input" }, "another one");
      await options.click({ role: "button", name: "Unlock" });
      await options.says("This is another passphrase");
      await outbox.page?.bringToFront();
      await outbox.sees(WAY);
      await options.page?.bringToFront();
      await options.fill({ css: "pf-passphrase input" }, PASSPHRASE);
      await options.click({ role: "button", name: "Unlock" });
      await options.says("Unlocked");
      await until("both notes to arrive", () => came.length === 2);
      assert.ok(came.every((authorization) => authorization !== undefined), JSON.stringify(came));
      for (const screen of [outbox, library, choosing]) {
        await screen.page?.bringToFront();
        await screen.gone(WAY);
      }
      await outbox.page?.bringToFront();
      await outbox.says("2 sent");
      await library.page?.bringToFront();
      await library.says("All 2 notes have arrived.");
      assert.equal((await ofKind(options, "delivery")).length, 2);
    });
  });
}
