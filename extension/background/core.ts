// The core as the background has it: one module for what is stored, loaded at a wake-up, and the reader,
// loaded when there is a page to read; the teacher, while somebody teaches a site or looks at adapters; care, while somebody
// looks at a customer, writes a note or hands something over; the library's, where something was pinned and there are rules. And the word to every page about what was stored.

import * as careGlue from "../../pkg/care.js";
import * as courierGlue from "../../pkg/courier.js";
import * as libraryGlue from "../../pkg/library.js";
import * as glue from "../../pkg/pinfold.js";
import type {
  Aim,
  BackgroundRequest,
  BackgroundResponse,
  CareRequest,
  CareResponse,
  ChangeId,
  Command,
  CourierRequest,
  CourierResponse,
  LibraryRequest,
  LibraryResponse,
  PinId,
  ReaderRequest,
  ReaderResponse,
  RecordKey,
  Response,
  Snapshot,
  TeacherRequest,
  TeacherResponse,
} from "../../pkg/pinfold.js";
import * as readerGlue from "../../pkg/reader.js";
import * as teacherGlue from "../../pkg/teacher.js";
import { engine } from "../lib/engine.js";
import { newId } from "../lib/ids.js";
import { type AskMessage, CHANNEL, type Changed } from "../lib/messages.js";

const stored = engine<BackgroundRequest, BackgroundResponse>(glue, chrome.runtime.getURL("pkg/pinfold_bg.wasm"));
/** What the reader and the teacher are given before their first question: words for dates, and the adapters. */
const texts = async (): Promise<{ texts: { file: string } }> => {
  const file = await fetch(chrome.runtime.getURL("pkg/texts.txt"));
  return { texts: { file: await file.text() } };
};
const reader = engine<ReaderRequest, ReaderResponse>(readerGlue, chrome.runtime.getURL("pkg/reader_bg.wasm"), texts);
const teacher = engine<TeacherRequest, TeacherResponse>(teacherGlue, chrome.runtime.getURL("pkg/teacher_bg.wasm"), texts);
const care = engine<CareRequest, CareResponse>(careGlue, chrome.runtime.getURL("pkg/care_bg.wasm"));
const courier = engine<CourierRequest, CourierResponse>(courierGlue, chrome.runtime.getURL("pkg/courier_bg.wasm"));
/** It holds all that a search means; here it is never told of the workspace, and reads what it needs. */
const library = engine<LibraryRequest, LibraryResponse>(libraryGlue, chrome.runtime.getURL("pkg/library_bg.wasm"));
const channel = new BroadcastChannel(CHANNEL);
const pinning: ((pin: PinId) => Promise<void>)[] = [];
const listeners: ((keys: RecordKey[], response: Response) => void)[] = [];

/** What the background answers. */
export type Question = AskMessage["ask"] | Extract<LibraryRequest, { rules_follow: unknown }>;

/** Calls `listener` after everything that is stored. */
export function onStored(listener: (keys: RecordKey[], response: Response) => void): void {
  listeners.push(listener);
}

/** Calls `listener` before a pin is stored, which waits for it. */
export function onPinning(listener: (pin: PinId) => Promise<void>): void {
  pinning.push(listener);
}

/** Asks the core, and tells every page what that changed. */
export async function core(request: Question, picture?: Uint8Array): Promise<Response> {
  const response = await answered(request, picture);
  const keys = storedBy(response);
  if (keys !== undefined) {
    channel.postMessage({ changed: keys } satisfies Changed);
    for (const listener of listeners) listener(keys, response);
  }
  return response;
}

async function answered(request: Question, picture?: Uint8Array): Promise<Response> {
  if (typeof request === "string") return request === "shelf" ? teacher(request) : stored(request);
  if ("rules_follow" in request) return library(request);
  if ("courier" in request) return brought(await courier(request.courier));
  if ("care" in request) return cared(await care(request.care));
  if ("roots" in request) return reader({ roots: { ...request.roots, adapter: await ownAdapter(request.roots.url) } });
  if ("find" in request) return reader({ find: { ...request.find, adapter: await ownAdapter(request.find.snapshot.url) } });
  if ("read" in request) return reading(request.read.snapshot, request.read.aim, request.read.pin);
  if ("try" in request) return reader(request);
  if ("look" in request) return reader(request, picture);
  if ("teach" in request || "check" in request) return teacher(request);
  if ("preview" in request) {
    const { snapshot, aim } = request.preview;
    // Nothing is stored under this id: it names the pictures of what is only shown.
    const read = await reading(snapshot, aim, newId());
    return "draft" in read ? stored({ known: { draft: read.draft } }) : read;
  }
  if ("capture" in request) {
    const { snapshot, aim, pin, change, highlight, board, thread } = request.capture;
    // Whatever keeps a listener from its work, the pin is stored.
    const [read] = await Promise.all([reading(snapshot, aim, pin), Promise.allSettled(pinning.map((listener) => listener(pin)))]);
    // What only the cards around it could tell.
    if ("draft" in read && thread) read.draft.content.thread = thread;
    return "draft" in read ? stored({ keep: { change, pin, highlight, draft: read.draft, board } }, picture) : read;
  }
  const answer = ("edit" in request ? await refusal(request.edit.command) : undefined) ?? (await stored(request, picture));
  return "edit" in request && "failed" in answer && answer.failed.code === "elsewhere" ? undoneByCare(request.edit) : answer;
}

/** Undoes what touched customers or destinations, which the module of a wake-up does not work with. */
async function undoneByCare({ change, command }: { change: ChangeId; command: Command }): Promise<Response> {
  if (typeof command !== "object" || !("undo" in command)) return { failed: { code: "internal", details: ["elsewhere"] } };
  const answer = await care({ edit: { change, command } });
  // Whoever undoes something knows nothing of who carries it out.
  return "stored" in answer ? { stored: answer.stored } : cared(answer);
}

/** Its answers stand under a name of their own; what went wrong is said as everywhere. */
function cared(answer: CareResponse): Response {
  return "failed" in answer ? answer : { care: answer };
}

function brought(answer: CourierResponse): Response {
  return "failed" in answer ? answer : { courier: answer };
}

async function reading(snapshot: Snapshot, aim: Aim, pin: PinId): Promise<ReaderResponse> {
  return reader({ read: { snapshot, aim, pin, adapter: await ownAdapter(snapshot.url) } });
}

/** The person's own adapter for a page, asked for each time: nothing of it has to outlive the background. Where storage
 * cannot be read, the adapters that ship still read the page. */
async function ownAdapter(url: string): Promise<string | undefined> {
  const answer = await stored({ own_adapter: { url } });
  return "own_adapter" in answer ? (answer.own_adapter ?? undefined) : undefined;
}

/** Why an adapter may not be stored: it is checked by the module that knows why. One that is switched off may be as it is. */
async function refusal(command: Command): Promise<TeacherResponse | undefined> {
  if (typeof command !== "object" || !("adapter_set" in command) || command.adapter_set.state === "off") return undefined;
  const { host, data } = command.adapter_set;
  const answer = await teacher({ check: { data } });
  if (!("checked" in answer)) return answer;
  return answer.checked.hosts.includes(host) ? undefined : { failed: { code: "invalid", details: ["host"] } };
}

function storedBy(response: Response): RecordKey[] | undefined {
  if ("stored" in response) return response.stored.keys;
  if ("ruled" in response) return response.ruled.keys;
  if ("captured" in response) return response.captured.acknowledgement.keys;
  if ("care" in response && "stored" in response.care) return response.care.stored.keys;
  return undefined;
}
