// Turns an export's parts into a file, and a file into a download or a copy. It reads stored pictures and nothing else.

import type { NoteSyntax } from "../../pkg/pinfold.js";
import { AskError } from "../lib/core.js";
import { base64 } from "../lib/elements/blobs.js";
import type { WrittenFile } from "./writer.js";

/** How long a download may take to begin before its address goes. */
const KEPT = 60_000;

/** The whole file, with its pictures; how many of them could not be read. */
export async function written(file: WrittenFile, progress: (part: number) => void, stop: AbortSignal): Promise<{ blob: Blob; missing: number }> {
  const parts: BlobPart[] = [];
  let missing = 0;
  for (const [place, part] of file.parts.entries()) {
    if (stop.aborted) break;
    if (typeof part !== "string") parts.push(part);
    else {
      const picture = await base64(part);
      if (picture === undefined) missing += 1;
      // A Blob of its own: a thousand pictures as one string would not fit into memory.
      else parts.push(new Blob([picture]));
      progress((place + 1) / file.parts.length);
    }
  }
  return { blob: new Blob(parts, { type: file.mime }), missing };
}

/** Offers a file for download, if all of it is there: Chromium keeps much of a large one on the disk, and where that is full it
 * says so to none but who reads it. One byte tells: a file of which it lost a part is broken as a whole. */
export async function save(content: Blob, name: string): Promise<void> {
  await content
    .slice(0, 1)
    .arrayBuffer()
    .catch(() => {
      throw new AskError({ code: "storage_full" });
    });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), KEPT);
}

/** Puts a note on the clipboard, as rich text too where it is HTML. */
export async function copied(file: WrittenFile, syntax: NoteSyntax): Promise<void> {
  const words = await new Blob(file.parts.filter((part) => typeof part !== "string")).text();
  if (syntax !== "html") {
    await navigator.clipboard.writeText(words);
    return;
  }
  const types = { "text/html": new Blob([words], { type: "text/html" }), "text/plain": new Blob([words], { type: "text/plain" }) };
  await navigator.clipboard.write([new ClipboardItem(types)]);
}
