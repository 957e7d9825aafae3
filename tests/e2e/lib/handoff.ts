// Handing over, as the options, the composer and the outbox do it, and what the records say of it. It never sends anything itself.
import assert from "node:assert/strict";
import type { Browser } from "./browser";
import { ofKind } from "./records";
import type { Screen } from "./screen";
import { until } from "./wait";

/** Where a token is entered. */
export const TOKEN = "pf-connection-form input[type=password]";

export interface Receipt {
  readonly note: string;
  readonly customer?: string;
  readonly dropped?: readonly string[];
}

export interface Delivery {
  readonly id: string;
  readonly note: { readonly body: string };
  readonly state:
    | "queued"
    | "cancelled"
    | { readonly sent?: { readonly receipt: Receipt }; readonly failed?: { readonly code: string }; readonly unknown?: { readonly since: number; readonly retry_at: number }; readonly sending?: object };
  readonly attempts: number;
}

/** What a connection is made of, by the words of its form. */
export interface Wanted {
  readonly kind: string;
  readonly host: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly token: string;
}

/** Adds a destination in the options; gives its id. */
export async function connect(browser: Browser, options: Screen, { kind, host, settings, token }: Wanted): Promise<string> {
  await browser.willGrant([`https://${host}/*`]);
  await options.page?.bringToFront();
  await options.choose({ role: "combobox", name: "Add a connection" }, kind);
  await options.fill({ role: "textbox", name: "Address" }, `https://${host}`);
  for (const [name, value] of Object.entries(settings)) await options.fill({ role: "textbox", name }, value);
  if (token !== "") {
    await options.fill({ css: TOKEN }, token);
    await options.click({ role: "button", name: "Test the connection" });
    await options.says("Signed in");
  }
  await save(options, kind);
  const found = (await ofKind(options, "connection")).find((one) => one["base_url"] === `https://${host}`);
  return String(found?.["id"] ?? assert.fail("the connection is not kept"));
}

/** Changes fields of a destination. */
export async function change(options: Screen, kind: string, fields: Readonly<Record<string, string>>, token?: string): Promise<void> {
  await options.page?.bringToFront();
  await options.click({ role: "button", name: `Change ${kind}` });
  for (const [name, value] of Object.entries(fields)) await options.fill({ role: "textbox", name }, value);
  if (token !== undefined) await options.fill({ css: TOKEN }, token);
}

export async function save(options: Screen, kind: string): Promise<void> {
  await options.click({ role: "button", name: "Save", exact: true });
  await options.sees({ role: "button", name: `Change ${kind}` });
}

/** What a hand-off is of. */
export interface Handed {
  readonly pin: string;
  readonly connection: string;
}

/** Puts a note into the outbox, as the composer does; with the pin's first picture if wanted. */
export async function queue(own: Screen, { pin, connection }: Handed, words: string, more: { syntax: "html" | "markdown" | "plain"; picture?: boolean }): Promise<void> {
  const picture = { kind: "picture", media: `${pin}.0`, name: "picture-1.webp", mime: "image/webp" };
  const marker = more.syntax === "html" ? `<p>pin:${pin}</p>` : `\n\npin:${pin}`;
  const note = { subject: "A kettle", body: words + marker, syntax: more.syntax, tags: ["complaint"], ...(more.picture ? { attachments: [picture] } : {}) };
  await command(own, { deliveries_queue: { deliveries: [{ pin, connection, note }] } });
}

/** Has the background change something. */
export async function command(own: Screen, edit: { readonly [name: string]: unknown }): Promise<void> {
  const answer = await own.run(
    (command, change) => chrome.runtime.sendMessage({ ask: { care: { edit: { change, command: JSON.parse(command) as object } } } }) as Promise<object>,
    JSON.stringify(edit),
    `01M9${Math.random().toString().slice(2, 14).padEnd(22, "0")}`,
  );
  assert.equal((answer as { ok?: boolean } | undefined)?.ok, true, JSON.stringify(answer));
}

/** The record of a hand-off. */
export async function delivery(own: Screen, { pin, connection }: Handed): Promise<Delivery | undefined> {
  return ((await ofKind(own, "delivery")) as unknown as Delivery[]).find(({ id }) => id === `${pin}.${connection}`);
}

/** Waits until it arrived; what needs a person ends the wait. */
export async function arrived(own: Screen, handed: Handed, limitMs = 60_000): Promise<Receipt> {
  let last = "";
  const state = await until(
    `the note of ${handed.pin} to arrive`,
    async () => {
      const { state } = (await delivery(own, handed)) ?? {};
      last = JSON.stringify(state);
      if (typeof state !== "object") return false;
      return (state.sent ?? (state.failed && !("retry_at" in state.failed))) ? state : false;
    },
    limitMs,
  ).catch((error: Error) => assert.fail(`${error.message}: ${last}`));
  return state.sent?.receipt ?? assert.fail(JSON.stringify(state));
}
