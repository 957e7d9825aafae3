// What goes between the library page and its worker. It says nothing itself.

import type { ExportRequest, PackRequest, Request, Response } from "../../pkg/pinfold.js";
import type { PackedFile } from "./packer.js";
import type { WrittenFile } from "./writer.js";

/** To the worker: a question with the file that goes with some, something to write, to pack, or to stop packing. */
export type ToWorker =
  | { readonly id: number; readonly request: Request; readonly bytes?: Uint8Array | undefined }
  | { readonly id: number; readonly write: ExportRequest }
  | { readonly id: number; readonly pack: PackRequest }
  | { readonly stop: number };

/** From the worker: an answer, a file, how far packing has come, or what was packed. */
export type FromWorker =
  | { readonly id: number; readonly response: Response }
  | { readonly id: number; readonly written: WrittenFile }
  | { readonly id: number; readonly progress: number }
  | { readonly id: number; readonly packed: PackedFile };
