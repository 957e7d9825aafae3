// Packs workbooks, decks and folders, in the library's worker: what goes in is the library module's to say, how it is packed
// the office module's, and in between stand stored pictures and a Blob that grows. Nothing is kept of what is not finished.

import * as glue from "../../pkg/office.js";
import type { LibraryRequest, LibraryResponse, MediaId, OfficeRequest, OfficeResponse, PackFormat, Packing, PackRequest, PinId, Warning } from "../../pkg/pinfold.js";
import { AskError, payload } from "../lib/core.js";
import { blob } from "../lib/elements/blobs.js";
import { engine } from "../lib/engine.js";
import { forOffice, type Side } from "./office-picture.js";

/** Pins whose rows are asked for together: a megabyte or so of text. */
const ROWS = 1_000;
/** Pictures that are made ready together: decoding takes other threads. */
const PICTURES = 8;

/** A finished file. */
export interface PackedFile {
  readonly blob: Blob;
  readonly name: string;
  readonly pins: number;
  /** Pictures that could not be read or shown. */
  readonly missing: number;
  readonly warnings: readonly Warning[];
}

type Library = (request: LibraryRequest) => Promise<LibraryResponse>;

const office = engine<OfficeRequest, OfficeResponse>(glue, new URL("../pkg/office_bg.wasm", self.location.href).href);
/** The module packs one thing at a time. */
let last: Promise<unknown> = Promise.resolve();

/** Packs, after whatever is being packed. `progress` hears of the part that is done; a stop gives nothing. */
export function packed(library: Library, pack: PackRequest, progress: (part: number) => void, stop: AbortSignal): Promise<PackedFile> {
  const next = last.then(() => run(library, pack, progress, stop));
  last = next.catch(() => undefined);
  return next;
}

async function run(library: Library, pack: PackRequest, progress: (part: number) => void, stop: AbortSignal): Promise<PackedFile> {
  const packing = payload(await library({ pack: { pack } }), "pack");
  const chunks: BlobPart[] = [];
  const steps = packing.pictures.length + packing.pins.length;
  let done = 0;
  const step = (count: number): void => progress((done += count) / Math.max(1, steps));
  const put = async (question: OfficeRequest, bytes?: Uint8Array): Promise<boolean> => {
    stop.throwIfAborted();
    const answer = await office(question, bytes);
    if ("failed" in answer) throw new AskError(answer.failed);
    const ready = glue.packed();
    // A Blob of its own, which the browser may keep out of memory.
    if (ready.length > 0) chunks.push(new Blob([ready as Uint8Array<ArrayBuffer>]));
    return answer.packed.used;
  };
  try {
    await put({ begin: packing.plan });
    const missing = await pictures(packing, sideOf(pack.format), put, step);
    for (const pins of parts(packing.pins, ROWS)) {
      const rows = payload(await library({ pack_rows: { pack, pins, columns: packing.columns } }), "pack_rows");
      await put("rows", new TextEncoder().encode(rows));
      step(pins.length);
    }
    await put("finish");
    return { blob: new Blob(chunks, { type: packing.mime }), name: packing.name, pins: packing.pins.length, missing, warnings: packing.warnings };
  } finally {
    await office("drop").catch(() => undefined);
  }
}

/** Puts all pictures in; how many could not be. */
async function pictures(packing: Packing, side: Side | undefined, put: (question: OfficeRequest, bytes: Uint8Array) => Promise<boolean>, step: (count: number) => void): Promise<number> {
  let missing = 0;
  for (const some of parts(packing.pictures, PICTURES)) {
    const ready = await Promise.all(some.map(async ({ media, name }) => ({ name, bytes: await stored(media, side) })));
    for (const { name, bytes } of ready) {
      if (bytes === undefined || !(await put({ picture: { name } }, bytes))) missing += 1;
    }
    step(some.length);
  }
  return missing;
}

/** The bytes of a picture, as office programs show it where it is for one. */
async function stored(media: MediaId, side: Side | undefined): Promise<Uint8Array | undefined> {
  const kept = await blob(media).catch(() => undefined);
  const shown = kept === undefined || side === undefined ? kept : await forOffice(kept, side).catch(() => undefined);
  return shown === undefined ? undefined : new Uint8Array(await shown.arrayBuffer());
}

/** How large pictures are at most; absent where they stay as they are. */
function sideOf(format: PackFormat): Side | undefined {
  if (format === "folder") return undefined;
  return format === "sheet" ? "cell" : "slide";
}

function* parts<One extends PinId | Packing["pictures"][number]>(all: readonly One[], size: number): Generator<One[]> {
  for (let at = 0; at < all.length; at += size) yield all.slice(at, at + size);
}
