// A picture from the web: fetched as nobody in particular, looked at, and encoded anew, so that what is
// stored is a picture and nothing else.

/** Longest side of a stored picture: enough to read a screenshot of a post on a board. */
const MAX_SIDE = 2_048;
/** Most pixels that are decoded: 64 megapixels take 256 MB. */
const MAX_PIXELS = 64_000_000;
/** Most bytes that are fetched. */
const MAX_BYTES = 15_000_000;
/** How long a fetch may take. */
const MAX_TIME_MS = 10_000;
/** Longest side of what is looked at: fingerprint and colours are the same as from all of it. */
const SEEN_SIDE = 256;
/** Smaller than lossless, and every browser that runs us draws it. */
const ENCODED = { type: "image/webp", quality: 0.88 };

/** Why there is no picture. `again`: it may be there later. */
export class PictureError extends Error {
  constructor(
    readonly code: "address" | "refused" | "too_large" | "no_picture" | "network",
    readonly again: boolean,
  ) {
    super(code);
  }
}

/** A picture ready to be stored, with its natural size. */
export interface Picture {
  bytes: Uint8Array;
  mime: string;
  width: number;
  height: number;
  seen: Pixels;
}

/** What is looked at of a picture: four bytes a pixel. */
export interface Pixels {
  bytes: Uint8Array;
  width: number;
}

/** Fetches a picture. */
export async function fetchPicture(url: string): Promise<Picture> {
  if (!isPublic(url)) throw new PictureError("address", false);
  const response = await fetch(url, {
    credentials: "omit",
    referrerPolicy: "no-referrer",
    signal: AbortSignal.timeout(MAX_TIME_MS),
  }).catch(() => {
    throw new PictureError("network", true);
  });
  // Where it was sent on to must be as public as where it began.
  if (!isPublic(response.url)) throw new PictureError("address", false);
  if (!response.ok) throw new PictureError("refused", response.status >= 500 || response.status === 429);
  return encoded(await body(response));
}

async function body(response: Response): Promise<Blob> {
  const chunks: BlobPart[] = [];
  let length = 0;
  const reader = response.body?.getReader();
  for (;;) {
    const step = await reader?.read().catch(() => {
      throw new PictureError("network", true);
    });
    if (step === undefined || step.done) break;
    length += step.value.byteLength;
    if (length > MAX_BYTES) {
      await reader?.cancel();
      throw new PictureError("too_large", false);
    }
    chunks.push(step.value);
  }
  return new Blob(chunks, { type: response.headers.get("content-type") ?? "" });
}

async function encoded(blob: Blob): Promise<Picture> {
  const claimed = claimedPixels(new DataView(await blob.slice(0, 32).arrayBuffer()));
  if (claimed > MAX_PIXELS) throw new PictureError("too_large", false);
  const bitmap = await createImageBitmap(blob).catch(() => {
    throw new PictureError("no_picture", false);
  });
  const { width, height } = bitmap;
  const { canvas } = drawn(bitmap, width, height, MAX_SIDE);
  // From what was just drawn: its steps are small enough that no pixel is passed over.
  const seen = pixelsOf(canvas, canvas.width, canvas.height);
  bitmap.close();
  const small = await canvas.convertToBlob(ENCODED);
  return {
    bytes: new Uint8Array(await small.arrayBuffer()),
    mime: small.type,
    width,
    height,
    seen,
  };
}

/** What is looked at of a stored picture. */
export async function seenOf(stored: Blob): Promise<Pixels> {
  const bitmap = await createImageBitmap(stored);
  const seen = pixelsOf(bitmap, bitmap.width, bitmap.height);
  bitmap.close();
  return seen;
}

function pixelsOf(from: CanvasImageSource, width: number, height: number): Pixels {
  const { canvas, context } = drawn(from, width, height, SEEN_SIDE);
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
  return { bytes: new Uint8Array(data.buffer), width: canvas.width };
}

/** A picture drawn no larger than `side`. */
function drawn(from: CanvasImageSource, width: number, height: number, side: number): { canvas: OffscreenCanvas; context: OffscreenCanvasRenderingContext2D } {
  const scale = Math.min(1, side / Math.max(width, height));
  const canvas = new OffscreenCanvas(Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale)));
  const context = canvas.getContext("2d");
  if (context === null) throw new PictureError("no_picture", false);
  context.imageSmoothingQuality = "high";
  context.drawImage(from, 0, 0, canvas.width, canvas.height);
  return { canvas, context };
}

/** The pixels a PNG, GIF or WebP says it has, before anything is decoded; 0 where that is not at a fixed place. */
function claimedPixels(head: DataView): number {
  if (head.byteLength < 30) return 0;
  const magic = head.getUint32(0);
  if (magic === 0x89504e47) return head.getUint32(16) * head.getUint32(20);
  if (magic === 0x47494638) return head.getUint16(6, true) * head.getUint16(8, true);
  // RIFF, and its extended form: 24 bits each, less one.
  const isExtended = magic === 0x52494646 && head.getUint32(12) === 0x56503858;
  return isExtended ? ((head.getUint32(24, true) & 0xffffff) + 1) * ((head.getUint32(26, true) >>> 8) + 1) : 0;
}

/** Https and a name: never an address in this machine or its network. */
export function isPublic(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  const isNumeric = /^[\d.]+$/u.test(hostname) || hostname.startsWith("[");
  const isLocal = hostname === "localhost" || /\.(?:localhost|local|internal|home\.arpa)$/u.test(hostname) || !hostname.includes(".");
  return protocol === "https:" && !isNumeric && !isLocal;
}
