// Writes a file in the library's worker: what the module wrote leaves it as bytes, and the page as Blobs, which are not copied.

import * as glue from "../../pkg/library.js";
import type { ExportFile, ExportRequest, LibraryRequest, LibraryResponse, MediaId } from "../../pkg/pinfold.js";
import { payload } from "../lib/core.js";

/** A file in its parts: text as bytes, or a stored picture that stands there in base 64. */
export interface WrittenFile extends Omit<ExportFile, "parts"> {
  readonly parts: readonly (Blob | MediaId)[];
}

type Library = (request: LibraryRequest) => Promise<LibraryResponse>;

/** The module holds the bytes of one file at a time. */
let last: Promise<unknown> = Promise.resolve();

/** Writes, after whatever is being written. */
export function wrote(library: Library, request: ExportRequest): Promise<WrittenFile> {
  const next = last.then(async () => {
    const file = payload(await library({ export: { export: request } }), "export");
    const texts = (glue.written() as Uint8Array<ArrayBuffer>[]).values();
    const parts = file.parts.map((part) => ("text" in part ? new Blob([texts.next().value ?? ""]) : part.picture_base64));
    return { ...file, parts };
  });
  last = next.catch(() => undefined);
  return next;
}
