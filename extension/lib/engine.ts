// The core in this process: loaded once, and made anew after a trap. The background and the library's
// worker each have their own; nothing else loads it.

import init, { __wbg_reset_state, handle, type Request, type Response } from "../../pkg/pinfold.js";

let loading: Promise<unknown> | undefined;
const waiting = new Set<(reason: unknown) => void>();

/** Answers a question with this process's own core; `picture` goes with questions that store one. */
export async function answer(request: Request, picture?: Uint8Array): Promise<Response> {
  loading ??= init({ module_or_path: chrome.runtime.getURL("pkg/pinfold_bg.wasm") });
  try {
    await loading;
  } catch (error) {
    loading = undefined;
    throw error;
  }
  return new Promise((resolve, reject) => {
    waiting.add(reject);
    handle({ now: Date.now(), request }, picture).then(resolve, reject).finally(() => waiting.delete(reject));
  });
}

/** A trap leaves the instance in no known state, and whoever waits for it would wait for ever. */
function onTrap(reason: unknown): void {
  if (!(reason instanceof WebAssembly.RuntimeError)) return;
  for (const reject of waiting) reject(reason);
  waiting.clear();
  __wbg_reset_state();
}

self.addEventListener("error", (event) => onTrap((event as ErrorEvent).error));
self.addEventListener("unhandledrejection", (event) => onTrap((event as PromiseRejectionEvent).reason));
