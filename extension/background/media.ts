// The media queue: pictures of stored pins that are still to be fetched. It lives in the records, so that no
// death of the background loses one; an alarm wakes the background for what is left.

import type { Looks, MediaState, MediaTask, PinId, Waiting } from "../../pkg/pinfold.js";
import { payload } from "../lib/core.js";
import { blob } from "../lib/elements/blobs.js";
import { newId } from "../lib/ids.js";
import { core } from "./core.js";
import { fetchPicture, PictureError, seenOf } from "./picture.js";

/** The alarm that goes on with the queue. */
export const MEDIA_ALARM = "media";
/** Fetched at once. */
const AT_ONCE = 3;
/** The pause before each further try, in minutes; after the last it is given up until somebody asks. */
const PAUSES = [1, 10, 120, 1_440];
/** Stored pictures looked at anew in one go: some seconds of work, a minute apart, so that nobody notices. */
const SEEN_AT_ONCE = 40;
/** When an alarm goes on with a queue that a death of the background left, in minutes. */
const LEFT_BEHIND = 1;

let running: Promise<void> | undefined;

/** Fetches what is due; one run at a time. */
export function runQueue(): Promise<void> {
  running ??= run().finally(() => {
    running = undefined;
  });
  return running;
}

/** Fetches what is due, and whatever was given up or refused for one pin: somebody asked for it. */
export async function fetchFor(pin: PinId | undefined): Promise<void> {
  if (pin !== undefined) await freed(pin);
  // The answer does not wait for the web.
  void runQueue();
}

/** Fetches what was refused for want of a permission, where there is one now. */
export async function fetchPermitted(): Promise<void> {
  const answers = new Map<string, Promise<boolean>>();
  const pins = new Set<PinId>();
  for (const { pin, url } of await queue("blocked")) {
    const { hostname } = new URL(url);
    if (!answers.has(hostname)) answers.set(hostname, isPermitted(hostname));
    if (await answers.get(hostname)) pins.add(pin);
  }
  for (const pin of pins) await freed(pin);
  void runQueue();
}

/** Puts what was given up or refused for a pin back into the queue. */
async function freed(pin: PinId): Promise<void> {
  const { detail } = payload(await core({ editor: { pin } }), "editor");
  for (const { id, state, url } of detail.pin.media ?? []) {
    const isStuck = typeof state === "object" && ("blocked" in state || "failed" in state);
    if (isStuck && url !== undefined) await set({ pin, media: id, url, attempts: 0 }, "pending");
  }
}

async function queue(which: Waiting): Promise<MediaTask[]> {
  return payload(await core({ media_queue: { which } }), "media_queue");
}

const isPermitted = (hostname: string): Promise<boolean> => chrome.permissions.contains({ origins: [`https://${hostname}/*`] });

async function run(): Promise<void> {
  const tried = new Set<string>();
  for (;;) {
    const due = (await queue("due")).filter(({ media }) => !tried.has(media));
    if (due.length === 0) break;
    await chrome.alarms.create(MEDIA_ALARM, { delayInMinutes: LEFT_BEHIND });
    for (const { media } of due) tried.add(media);
    const waiting = [...due];
    const worker = async (): Promise<void> => {
      for (let task = waiting.shift(); task !== undefined; task = waiting.shift()) await one(task);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
  }
  await lookAnew();
}

/** Looks at stored pictures as this version does, where an older one stored them. Those that have no bytes, or are no picture after all, count as seen. */
async function lookAnew(): Promise<void> {
  const unseen = await queue("unseen");
  if (unseen.length > SEEN_AT_ONCE) await chrome.alarms.create(MEDIA_ALARM, { delayInMinutes: LEFT_BEHIND });
  for (const { pin, media } of unseen.slice(0, SEEN_AT_ONCE)) {
    const stored = await blob(media);
    const seen = stored === undefined ? undefined : await seenOf(stored).catch(() => undefined);
    const looked = seen === undefined ? undefined : await core({ look: { width: seen.width } }, seen.bytes);
    const looks = looked !== undefined && "looks" in looked ? looked.looks : {};
    await core({ edit: { change: newId(), command: { media_set: { pin, media, looks } } } });
  }
}

async function one(task: MediaTask): Promise<void> {
  try {
    const { bytes, mime, width, height, seen } = await fetchPicture(task.url);
    // Without it the picture is a picture all the same.
    const looked = await core({ look: { width: seen.width } }, seen.bytes);
    // Length and digest are found out where the bytes are stored.
    await set(task, { stored: { mime, bytes: 0, digest: "" } }, { size: [width, height], looks: "looks" in looked ? looked.looks : {} }, bytes);
  } catch (error) {
    await set(task, await missed(task, error));
  }
}

async function missed(task: MediaTask, error: unknown): Promise<MediaState> {
  const { code, again } = error instanceof PictureError ? error : { code: "network", again: true };
  if (code === "network") {
    const { hostname } = new URL(task.url);
    // Most servers of pictures answer other sites only where the browser was given a permission for them.
    if (!(await isPermitted(hostname))) return { blocked: { host: hostname } };
  }
  const pause = again ? PAUSES[task.attempts] : undefined;
  if (pause !== undefined) await chrome.alarms.create(MEDIA_ALARM, { delayInMinutes: pause });
  const retry_at = pause === undefined ? undefined : Date.now() + pause * 60_000;
  return { failed: { code, attempts: task.attempts + 1, retry_at } };
}

/** What was seen of a picture. */
interface Seen {
  size?: [number, number];
  looks?: Looks;
}

async function set(task: MediaTask, state: MediaState, seen: Seen = {}, bytes?: Uint8Array): Promise<void> {
  const { pin, media } = task;
  await core({ edit: { change: newId(), command: { media_set: { pin, media, state, ...seen } } } }, bytes);
}
