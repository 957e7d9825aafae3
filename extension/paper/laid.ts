// The exported page laid out in this one: its nodes, its own sheet, its pictures from storage. What it looks like in the file and
// on paper is one and the same.

import type { MediaId } from "../../pkg/pinfold.js";
import { blob } from "../lib/elements/blobs.js";
import type { WrittenFile } from "../library/writer.js";

/** Pictures that are read and decoded together: decoding takes other threads. */
const PICTURES = 8;

/** The parser takes the exporter's own page and nothing else. Nothing in it runs: the exporter escapes what people wrote, and
 * this page allows no script but its own. A page may make it once. */
const policy = window.trustedTypes?.createPolicy("pinfold-paper", { createHTML: (page: string) => page });

/** Lays a page out below what stands here, and gives how many of its pictures could not be read. */
export async function laid(file: WrittenFile, progress: (part: number) => void): Promise<number> {
  const ids: MediaId[] = file.parts.filter((part) => typeof part === "string");
  const page = await new Blob(file.parts.filter((part) => typeof part !== "string")).text();
  const parsed = new DOMParser().parseFromString((policy?.createHTML(page) ?? page) as string, "text/html");
  document.title = parsed.title;
  document.documentElement.lang = parsed.documentElement.lang;
  document.adoptedStyleSheets = [...parsed.querySelectorAll("style")].map(({ textContent }) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(textContent ?? "");
    return sheet;
  });
  const pictures = [...parsed.images];
  for (const picture of pictures) picture.removeAttribute("src");
  // Paper does not unfold.
  for (const folded of parsed.querySelectorAll("details")) folded.open = true;
  document.body.append(...parsed.body.childNodes);
  let missing = 0;
  // Pictures stand in the page in the order of its parts.
  for (let at = 0; at < pictures.length; at += PICTURES) {
    const shown = await Promise.all(pictures.slice(at, at + PICTURES).map((picture, place) => shows(picture, ids[at + place])));
    missing += shown.filter((one) => !one).length;
    progress(Math.min(1, (at + PICTURES) / pictures.length));
  }
  return missing;
}

async function shows(picture: HTMLImageElement, id: MediaId | undefined): Promise<boolean> {
  const kept = id === undefined ? undefined : await blob(id).catch(() => undefined);
  if (kept === undefined) return false;
  // Its address stays for as long as the page: it may be printed again.
  picture.src = URL.createObjectURL(kept);
  return await picture.decode().then(() => true, () => false);
}
