// What goes between the library page and its worker. It says nothing itself.

import type { PackRequest, Request, Response } from "../../pkg/pinfold.js";
import type { PackedFile } from "./packer.js";

/** To the worker: a question with the file that goes with some, something to pack, or to stop packing. */
export type ToWorker = { readonly id: number; readonly request: Request; readonly bytes?: Uint8Array | undefined } | { readonly id: number; readonly pack: PackRequest } | { readonly stop: number };

/** From the worker: an answer, how far packing has come, or the file. */
export type FromWorker =
  | { readonly id: number; readonly response: Response }
  | { readonly id: number; readonly progress: number }
  | { readonly id: number; readonly packed: PackedFile };
