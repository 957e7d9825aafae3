// Questions to the library's own worker, which has the workspace in memory. It changes nothing.

import type { ExportRequest, PackRequest, Request, Response } from "../../pkg/pinfold.js";
import { type AnswerName, AskError, type Payload, payload } from "../lib/core.js";
import type { PackedFile } from "./packer.js";
import type { FromWorker, ToWorker } from "./worker-messages.js";
import type { WrittenFile } from "./writer.js";

/** Whoever waits for an answer. */
interface Asked {
  readonly resolve: (reply: Final) => void;
  readonly reject: (problem: Error) => void;
  readonly progress?: (part: number) => void;
}

/** What ends the waiting. */
type Final = Exclude<FromWorker, { progress: number }>;

/** What the worker says where the workspace is not loaded. */
const NOT_OPEN = "not open";

const waiting = new Map<number, Asked>();
let worker: Worker | undefined;
let policy: { createScriptURL(url: string): unknown } | undefined;
let next = 0;

function started(): Worker {
  const address = chrome.runtime.getURL("library/worker.js");
  // The policy passes our own constant address and nothing else; a page may make it once.
  policy ??= window.trustedTypes?.createPolicy("pinfold-worker", { createScriptURL: (_url: string) => address });
  const fresh = new Worker((policy?.createScriptURL("") ?? address) as string, { type: "module" });
  fresh.addEventListener("message", (event: MessageEvent<FromWorker>) => {
    const reply = event.data;
    const asked = waiting.get(reply.id);
    if ("progress" in reply) return asked?.progress?.(reply.progress);
    waiting.delete(reply.id);
    asked?.resolve(reply);
  });
  fresh.addEventListener("error", (event) => {
    for (const asked of waiting.values()) asked.reject(new AskError({ code: "internal", details: [event.message] }));
    waiting.clear();
    fresh.terminate();
    worker = undefined;
  });
  return fresh;
}

function said(what: Exclude<ToWorker, { stop: number }>, progress?: (part: number) => void): Promise<Final> {
  worker ??= started();
  return new Promise((resolve, reject) => {
    waiting.set(what.id, { resolve, reject, ...(progress === undefined ? {} : { progress }) });
    worker?.postMessage(what);
  });
}

async function asked(request: Request, bytes?: Uint8Array): Promise<Response> {
  const reply = await said({ id: next++, request, bytes });
  if ("response" in reply) return reply.response;
  throw new AskError({ code: "internal", details: ["a file, and no answer"] });
}

/** What to say of a reply where a file was asked for. */
function unexpected(reply: Final): AskError {
  return new AskError("response" in reply && "failed" in reply.response ? reply.response.failed : { code: "internal", details: ["an answer, and no file"] });
}

/** Whether the worker has lost the workspace: it is new, or its core had to be thrown away. */
function isClosed(response: Response): boolean {
  return "failed" in response && response.failed.code === "internal" && response.failed.details?.[0] === NOT_OPEN;
}

/** Asks the worker, and gives what the answer of this name holds; `bytes` is the file that goes with some questions. Throws
 * an `AskError` for every other answer. */
export async function read<Name extends AnswerName>(request: Request, name: Name, bytes?: Uint8Array): Promise<Payload<Name>> {
  const response = await asked(request, bytes);
  if (!isClosed(response)) return payload(response, name);
  await asked("open");
  return payload(await asked(request, bytes), name);
}

/** Writes a file. Throws an `AskError` where it fails. */
export async function write(request: ExportRequest): Promise<WrittenFile> {
  const once = (): Promise<Final> => said({ id: next++, write: request });
  let reply = await once();
  if ("response" in reply && isClosed(reply.response)) {
    await asked("open");
    reply = await once();
  }
  if ("written" in reply) return reply.written;
  throw unexpected(reply);
}

/** Packs a workbook, a deck or a folder. Throws an `AskError` where it fails, and gives nothing where it is stopped. */
export async function pack(request: PackRequest, progress: (part: number) => void, stop: AbortSignal): Promise<PackedFile | undefined> {
  const once = async (): Promise<Final> => {
    const id = next++;
    const halt = (): void => worker?.postMessage({ stop: id } satisfies ToWorker);
    stop.addEventListener("abort", halt);
    try {
      return await said({ id, pack: request }, progress);
    } finally {
      stop.removeEventListener("abort", halt);
    }
  };
  let reply = await once();
  if (!stop.aborted && "response" in reply && isClosed(reply.response)) {
    await asked("open");
    if (!stop.aborted) reply = await once();
  }
  if (stop.aborted) return undefined;
  if ("packed" in reply) return reply.packed;
  throw unexpected(reply);
}
