// The files of a note, made when it is sent from what is stored: a picture as it is, in a form that its destination takes, or with
// its regions drawn.

import type { Attachment, Note, PinId, Region } from "../../pkg/pinfold.js";
import { payload } from "../lib/core.js";
import { base64, blob } from "../lib/elements/blobs.js";
import { language } from "../lib/i18n.js";
import { drawMarked, regionsOn } from "../lib/marks.js";
import { core } from "./core.js";

/** Of a picture in a form that leaves things out: good enough that nobody sees a difference. */
const QUALITY = 0.9;

/** The files in the order of the note's attachments, or the name of one that cannot be had. */
export async function filesOf(note: Note, pin: PinId): Promise<{ blobs: Blob[] } | { missing: string }> {
  const blobs: Blob[] = [];
  for (const attachment of note.attachments ?? []) {
    const made = attachment.kind === "evidence" ? await evidence(note, pin) : await fileOf(attachment, pin);
    if (made === undefined) return { missing: attachment.name };
    blobs.push(made);
  }
  return { blobs };
}

async function fileOf({ kind, media, mime }: Attachment, pin: PinId): Promise<Blob | undefined> {
  if (media == null) return undefined;
  const stored = await blob(media);
  if (stored === undefined) return undefined;
  if (kind === "picture") return stored.type === mime || stored.type === "" ? stored : anew(stored, mime);
  const { detail } = payload(await core({ editor: { pin } }), "editor");
  return marked(stored, regionsOn(detail.annotations, media), mime);
}

/** The page that proves what was seen, masked as the note is. */
async function evidence({ masked }: Note, pin: PinId): Promise<Blob | undefined> {
  // Without it the page would show what the note hides.
  if (masked === undefined) return undefined;
  const answer = payload(await core({ care: { evidence: { pin, masked, language: language() } } }), "care");
  const parts: BlobPart[] = [];
  for (const part of "evidence" in answer ? answer.evidence : []) parts.push("text" in part ? part.text : ((await base64(part.picture_base64)) ?? ""));
  return new Blob(parts, { type: "text/html" });
}

function marked(picture: Blob, regions: readonly Region[], mime: string): Promise<Blob> {
  return drawn(picture, mime, (context, bitmap) => drawMarked(context, bitmap, regions));
}

/** The picture in another form; what is transparent is white in it, since some forms would make it black. */
function anew(picture: Blob, mime: string): Promise<Blob> {
  return drawn(picture, mime, (context, bitmap) => {
    context.fillStyle = "#fff";
    context.fillRect(0, 0, bitmap.width, bitmap.height);
    context.drawImage(bitmap, 0, 0);
  });
}

async function drawn(picture: Blob, mime: string, draw: (context: OffscreenCanvasRenderingContext2D, bitmap: ImageBitmap) => void): Promise<Blob> {
  const bitmap = await createImageBitmap(picture);
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  const context = canvas.getContext("2d");
  if (context === null) throw new Error("no canvas");
  draw(context, bitmap);
  bitmap.close();
  return canvas.convertToBlob({ type: mime, quality: QUALITY });
}
