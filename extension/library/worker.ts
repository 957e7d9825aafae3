// The library's worker: the whole workspace in memory, with the index over it. It writes nothing but what
// the background is to commit.

import * as glue from "../../pkg/library.js";
import type { LibraryRequest, LibraryResponse } from "../../pkg/pinfold.js";
import { failureOf } from "../lib/core.js";
import { engine } from "../lib/engine.js";
import { packed } from "./packer.js";
import type { FromWorker, ToWorker } from "./worker-messages.js";
import { wrote } from "./writer.js";

// A worker of an extension has no `chrome`; its own address tells where the package is.
const answer = engine<LibraryRequest, LibraryResponse>(glue, new URL("../pkg/library_bg.wasm", self.location.href).href);

/** What is being packed, and may be stopped. */
const packing = new Map<number, AbortController>();

self.addEventListener("message", (event: MessageEvent<ToWorker>) => {
  const asked = event.data;
  if ("request" in asked) void answered(asked.request as LibraryRequest, asked.bytes).then((response) => say({ id: asked.id, response }));
  else if ("write" in asked) void write(asked);
  else if ("pack" in asked) void pack(asked);
  else packing.get(asked.stop)?.abort();
});

function say(what: FromWorker): void {
  self.postMessage(what);
}

async function write({ id, write }: Extract<ToWorker, { write: unknown }>): Promise<void> {
  try {
    say({ id, written: await wrote(answered, write) });
  } catch (error) {
    say({ id, response: { failed: failureOf(error) } });
  }
}

async function pack({ id, pack }: Extract<ToWorker, { pack: unknown }>): Promise<void> {
  const stop = new AbortController();
  packing.set(id, stop);
  try {
    say({ id, packed: await packed(answered, pack, (progress) => say({ id, progress }), stop.signal) });
  } catch (error) {
    say({ id, response: { failed: failureOf(error) } });
  } finally {
    packing.delete(id);
  }
}

async function answered(request: LibraryRequest, bytes?: Uint8Array): Promise<LibraryResponse> {
  try {
    return await answer(request, bytes);
  } catch (error) {
    return { failed: { code: "internal", details: [String(error)] } };
  }
}
