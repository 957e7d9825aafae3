// Questions to the library's own worker, which has the workspace in memory. It changes nothing.

import type { Request, Response } from "../../pkg/pinfold.js";
import { type AnswerName, AskError, type Payload, payload } from "../lib/core.js";

/** What goes to the worker and comes back. */
interface Question {
  readonly id: number;
  readonly request: Request;
}

interface Reply {
  readonly id: number;
  readonly response: Response;
}

const waiting = new Map<number, { resolve: (response: Response) => void; reject: (problem: Error) => void }>();
let worker: Worker | undefined;
let next = 0;

function started(): Worker {
  const address = new URL(chrome.runtime.getURL("library/worker.js"));
  // The policy passes our own constant address and nothing else.
  const policy = window.trustedTypes?.createPolicy("pinfold-worker", { createScriptURL: (_url: string) => address.href });
  const trusted = policy?.createScriptURL("") ?? address.href;
  const fresh = new Worker(trusted as unknown as string, { type: "module" });
  fresh.addEventListener("message", (event: MessageEvent<Reply>) => {
    const asked = waiting.get(event.data.id);
    waiting.delete(event.data.id);
    asked?.resolve(event.data.response);
  });
  return fresh;
}

/** Asks the worker, and gives what the answer of this name holds. Throws an `AskError` for every other answer. */
export async function read<Name extends AnswerName>(request: Request, name: Name): Promise<Payload<Name>> {
  worker ??= started();
  const id = next++;
  const response = await new Promise<Response>((resolve, reject) => {
    waiting.set(id, { resolve, reject });
    worker?.postMessage({ id, request } satisfies Question);
  });
  return payload(response, name);
}

export { AskError };
