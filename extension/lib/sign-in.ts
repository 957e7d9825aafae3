// Signing in at a destination instead of entering a token, and using what that gave. The core says where to and reads what comes
// back; here a window is opened, calls are made, and what was granted goes into the database of secrets and nowhere else.

import type { Connection, Errand, Grant, SignInAsk, SignInStep } from "../../pkg/pinfold.js";
import { carry, type Core, type End, performed } from "./courier.js";
import { codeOf } from "./elements/deliveries.js";
import { type Found, renewGrant, secretOf } from "./secrets.js";

/** Bytes of chance in the name of a sign-in and in its verifier. */
const CHANCE = 32;
/** What ends a sign-in for good, by the core's name for it. */
const OVER = "sign_in_again";
/** What the browsers say where the page that asks the person cannot be opened; all else is the person's own doing. */
const UNREACHABLE = /could not be loaded|invalid request/i;

/** The setting that a connection has where its person signs in. */
const CLIENT = "client_id";

/** Why it ended without: the parts of a delivery's state. */
export type Ended = Extract<SignInStep, { stopped: unknown }>["stopped"];

/** What was granted, or why not. */
export type SignedIn = { grant: Grant } | { ended: Ended };

/** The address that a system sends people back to. Every browser has its own, the same on every computer. */
export function redirectAddress(): string {
  return chrome.identity.getRedirectURL();
}

/** Whether nobody can do anything with it any more. */
export function isOver({ refresh, expires }: Grant): boolean {
  return refresh == null && expires != null && expires <= Date.now();
}

/** Sends the person to the system, and gives what they were granted there. It keeps nothing. */
export async function signIn(core: Core, connection: Connection): Promise<SignedIn> {
  const verifier = chance();
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier));
  const attempt = { connection, redirect: redirectAddress(), state: chance(), verifier, digest: [...new Uint8Array(digest)] };
  const open = await asked(core, { open: { attempt } });
  if (!("open" in open)) return outcome(open);
  const back = await opened(open.open);
  if ("ended" in back) return back;
  const exchange = await asked(core, { returned: { attempt, url: back.url } });
  if (!("call" in exchange)) return outcome(exchange);
  const answer = (await performed(exchange.call, [])) ?? null;
  return outcome(await asked(core, { exchanged: { attempt, answer } }));
}

/** Carries out an errand with what the person proves who they are with. What was granted is renewed before its end, and once
 * where the destination refuses it: a run begins by looking, so nothing is sent twice. */
export async function brought(core: Core, errand: Errand, found: Found, files: readonly Blob[]): Promise<End | { ended: Ended }> {
  // A backup brings the connection to another browser, and not what was granted in this one.
  if ("absent" in found && errand.connection.settings?.[CLIENT] !== undefined) return { ended: { code: OVER } };
  // Whether it works without any is for the core to say.
  if (!("grant" in found)) return carry(core, errand, "secret" in found ? found.secret : "", files);
  const first = await usable(core, errand.connection);
  if ("ended" in first) return first;
  const end = await carry(core, errand, first.grant.access, files);
  if (!isRefused(end)) return end;
  const second = await usable(core, errand.connection, first.grant.access);
  if ("ended" in second) return second;
  const last = await carry(core, errand, second.grant.access, files);
  if (!isRefused(last)) return last;
  await keepOver(errand.connection, second.grant);
  return { ended: { code: OVER } };
}

/** What can be used now. One page at a time renews: many servers take a means of renewal once. */
function usable(core: Core, connection: Connection, refused?: string): Promise<SignedIn> {
  return navigator.locks.request(`sign-in ${connection.id}`, async (): Promise<SignedIn> => {
    const found = await secretOf(connection.id, connection.base_url);
    if (!("grant" in found)) return { ended: { code: OVER } };
    const { grant } = found;
    const step = await asked(core, { use: { grant, refused: grant.access === refused } });
    if (!("call" in step)) {
      const used = outcome(step);
      if ("ended" in used && used.ended.code === OVER) await keepOver(connection, grant);
      return used;
    }
    const origins = [`${new URL(step.call.url).origin}/*`];
    if (!(await chrome.permissions.contains({ origins }))) return { ended: { code: "no_permission" } };
    const answer = (await performed(step.call, [])) ?? null;
    const renewed = outcome(await asked(core, { renewed: { grant, answer } }));
    if ("grant" in renewed) await renewGrant(connection.id, connection.base_url, grant, renewed.grant);
    else if (renewed.ended.code === OVER) await keepOver(connection, grant);
    return renewed;
  });
}

/** Keeps that it is over: what a server refuses once it is not asked for again, once for each note that waits. */
async function keepOver(connection: Connection, grant: Grant): Promise<void> {
  const { refresh: _, ...over } = grant;
  await renewGrant(connection.id, connection.base_url, grant, { ...over, expires: 0 });
}

function isRefused({ step }: End): boolean {
  return typeof step !== "string" && "stopped" in step && codeOf(step.stopped.problem) === "unauthorised" && !step.stopped.open;
}

function outcome(step: SignInStep): SignedIn {
  if ("granted" in step) return { grant: step.granted };
  return { ended: "stopped" in step ? step.stopped : { code: "internal" } };
}

/** Opens a page for the person, and gives the address it ended at. */
async function opened(url: string): Promise<{ url: string } | { ended: Ended }> {
  try {
    const back = await chrome.identity.launchWebAuthFlow({ url, interactive: true });
    return back === undefined ? { ended: { code: "sign_in_cancelled" } } : { url: back };
  } catch (error) {
    return { ended: { code: UNREACHABLE.test(String(error)) ? "sign_in_lost" : "sign_in_cancelled" } };
  }
}

async function asked(core: Core, sign_in: SignInAsk): Promise<SignInStep> {
  const answer = await core({ sign_in });
  if ("sign_in" in answer) return answer.sign_in;
  throw new Error(JSON.stringify(answer));
}

function chance(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(CHANCE)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
