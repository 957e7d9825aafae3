// The outbox: deliveries that wait, carried out one after the other for each destination. It lives in the records, so that no
// death of the background loses one or sends one twice; an alarm wakes the background for what is left. Where nothing waits,
// nothing of it is loaded.

import type { CareRequest, DeliveryId, DeliveryState, Errand } from "../../pkg/pinfold.js";
import { type Care, type CareName, careOf, payload } from "../lib/core.js";
import type { Core } from "../lib/courier.js";
import { newId } from "../lib/ids.js";
import { type Found, secretOf } from "../lib/secrets.js";
import { brought } from "../lib/sign-in.js";
import { filesOf } from "./attachments.js";
import { core } from "./core.js";
import { leaveAlone, PAUSE_MS } from "./left.js";

/** The alarm that goes on with the outbox. */
export const OUTBOX_ALARM = "outbox";
/** Destinations that are served at once. */
const AT_ONCE = 3;
/** How often an alarm looks after the outbox while something waits, in minutes: a round of thousands may be the one that a
 * background dies over. Also the shortest that browsers keep. */
const LOOK_AFTER = 1;

let running: Promise<void> | undefined;
let again = false;
/** Destinations that asked to be left alone, or did not answer, until when. */
const resting = new Map<string, number>();

/** Carries out what is due; one run at a time, and once more where something came in meanwhile. What a person asks for waits
 * for no destination's rest. */
export function runOutbox(why: "asked" | "due" = "due"): Promise<void> {
  again = running !== undefined;
  if (why === "asked" && running === undefined) resting.clear();
  running ??= rounds().finally(() => {
    running = undefined;
  });
  return running;
}

async function rounds(): Promise<void> {
  do {
    again = false;
    while (await round());
  } while (again);
}

/** Carries out what is due now; `false`: there is nothing left that can be. */
async function round(): Promise<boolean> {
  if (!payload(await core("outbox_waits"), "outbox_waits")) {
    await chrome.alarms.clear(OUTBOX_ALARM);
    return false;
  }
  let due = await asked("due", "due");
  // Between two rounds nothing is on its way: whoever began these has died over them.
  const left = due.left ?? [];
  await leaveAlone(core, left, rest);
  if (left.length > 0) due = await asked("due", "due");
  const now = due.now.filter((id) => restsUntil(id) <= Date.now());
  await wakeFor(now.length > 0 ? Date.now() : Math.min(due.next ?? Infinity, ...[...due.now, ...(due.left ?? [])].map(restsUntil)));
  const queues = new Map<string, DeliveryId[]>();
  for (const id of now) queues.set(destination(id), [...(queues.get(destination(id)) ?? []), id]);
  const waiting = [...queues.values()];
  let moved = false;
  const worker = async (): Promise<void> => {
    for (let queue = waiting.shift(); queue !== undefined; queue = waiting.shift()) {
      for (const id of queue) {
        // What goes wrong here is left to a later run, and keeps nothing from going elsewhere.
        const came = await deliver(id).catch(() => rest(id, Date.now() + PAUSE_MS));
        moved ||= came === "done";
        if (came !== "done") break;
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return moved;
}

/** Should the background die, an alarm goes on. */
async function wakeFor(at: number): Promise<void> {
  if (!Number.isFinite(at)) {
    await chrome.alarms.clear(OUTBOX_ALARM);
    return;
  }
  const minutes = (at - Date.now()) / 60_000;
  await chrome.alarms.create(OUTBOX_ALARM, { delayInMinutes: Math.max(LOOK_AFTER, minutes), periodInMinutes: LOOK_AFTER });
}

/** What came of one: it is over, or its destination is to be left alone for a while, or secrets are locked. */
type Came = "done" | "rest" | "locked";

async function deliver(delivery: DeliveryId): Promise<Came> {
  const errand = await asked({ errand: { delivery } }, "errand");
  const found = errand && URL.canParse(errand.connection.base_url) ? await secretOf(errand.connection.id, errand.connection.base_url) : undefined;
  if (found !== undefined && "absent" in found && found.absent === "locked") return "locked";
  // Written before anything leaves. Where it is refused, somebody has called it off meanwhile.
  const task = errand?.task;
  const known_as = typeof task === "object" ? task.deliver.person.known_as : undefined;
  const begun = await core({ care: { edit: { change: newId(), command: { delivery_begin: { id: delivery, known_as: known_as ?? null } } } } });
  if ("failed" in begun) return rest(delivery, Date.now() + PAUSE_MS);
  const state = errand && found ? await sent(errand, found) : failed(errand ? "bad_address" : "gone");
  await asked({ edit: { change: newId(), command: { delivery_end: { id: delivery, state } } } }, "stored");
  const until = typeof state === "object" && "failed" in state ? state.failed.retry_at : undefined;
  return until == null ? "done" : rest(delivery, until);
}

/** Leaves the destination of a delivery alone until then. */
function rest(delivery: DeliveryId, until: number): Came {
  resting.set(destination(delivery), until);
  return "rest";
}

async function sent(errand: Errand, found: Found): Promise<DeliveryState> {
  if ("absent" in found && found.absent !== "none") return failed("secret_elsewhere");
  if (!(await chrome.permissions.contains({ origins: [`${new URL(errand.connection.base_url).origin}/*`] }))) return failed("no_permission");
  const { task } = errand;
  if (typeof task === "string") return failed("gone");
  const files = await filesOf(task.deliver.note, task.deliver.pin);
  if ("missing" in files) return failed("no_file", files.missing);
  const job = { ...task.deliver, lengths: files.blobs.map(({ size }) => size) };
  const end = await brought(next, { ...errand, task: { deliver: job } }, found, files.blobs);
  return "ended" in end ? { failed: end.ended } : (end.state ?? failed("internal"));
}

/** What a person has to do something about. */
function failed(code: string, detail?: string): DeliveryState {
  return { failed: { code, ...(detail === undefined ? {} : { detail }) } };
}

const destination = (id: DeliveryId): string => id.slice(id.indexOf(".") + 1);
const restsUntil = (id: DeliveryId): number => resting.get(destination(id)) ?? 0;

/** Asks which call an errand makes next. */
const next: Core = async (question) => {
  const answer = await core({ courier: question });
  return "failed" in answer ? answer : payload(answer, "courier");
};

async function asked<Name extends CareName>(care: CareRequest, name: Name): Promise<Care<Name>> {
  return careOf(payload(await core({ care }), "care"), name);
}
