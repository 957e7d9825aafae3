// Questions to the library's own worker, which has the workspace in memory. It changes nothing.

import type { Request, Response } from "../../pkg/pinfold.js";
import { type AnswerName, AskError, type Payload, payload } from "../lib/core.js";

/** What goes to the worker and comes back. */
interface Question {
  readonly id: number;
  readonly request: Request;
  readonly bytes?: Uint8Array | undefined;
}

interface Reply {
  readonly id: number;
  readonly response: Response;
}

/** What the worker says where the workspace is not loaded. */
const NOT_OPEN = "not open";

const waiting = new Map<number, { resolve: (response: Response) => void; reject: (problem: Error) => void }>();
let worker: Worker | undefined;
let policy: { createScriptURL(url: string): unknown } | undefined;
let next = 0;

function started(): Worker {
  const address = chrome.runtime.getURL("library/worker.js");
  // The policy passes our own constant address and nothing else; a page may make it once.
  policy ??= window.trustedTypes?.createPolicy("pinfold-worker", { createScriptURL: (_url: string) => address });
  const fresh = new Worker((policy?.createScriptURL("") ?? address) as string, { type: "module" });
  fresh.addEventListener("message", (event: MessageEvent<Reply>) => {
    const asked = waiting.get(event.data.id);
    waiting.delete(event.data.id);
    asked?.resolve(event.data.response);
  });
  fresh.addEventListener("error", (event) => {
    for (const asked of waiting.values()) asked.reject(new AskError({ code: "internal", details: [event.message] }));
    waiting.clear();
    fresh.terminate();
    worker = undefined;
  });
  return fresh;
}

function asked(request: Request, bytes?: Uint8Array): Promise<Response> {
  worker ??= started();
  const id = next++;
  return new Promise((resolve, reject) => {
    waiting.set(id, { resolve, reject });
    worker?.postMessage({ id, request, bytes } satisfies Question);
  });
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
