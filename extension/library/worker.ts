// The library's worker: the whole workspace in memory, with the index over it. It writes nothing but what
// the background is to commit.

import * as glue from "../../pkg/library.js";
import type { LibraryRequest, LibraryResponse } from "../../pkg/pinfold.js";
import { engine } from "../lib/engine.js";

interface Question {
  readonly id: number;
  readonly request: LibraryRequest;
  /** The file that goes with it. */
  readonly bytes?: Uint8Array;
}

// A worker of an extension has no `chrome`; its own address tells where the package is.
const answer = engine<LibraryRequest, LibraryResponse>(glue, new URL("../pkg/library_bg.wasm", self.location.href).href);

self.addEventListener("message", (event: MessageEvent<Question>) => {
  const { id, request, bytes } = event.data;
  void answered(request, bytes).then((response) => self.postMessage({ id, response }));
});

async function answered(request: LibraryRequest, bytes?: Uint8Array): Promise<LibraryResponse> {
  try {
    return await answer(request, bytes);
  } catch (error) {
    return { failed: { code: "internal", details: [String(error)] } };
  }
}
