// A stored picture as office programs show it: PNG or JPEG. Those are left as they are; others, which the browser knows and Office
// does not, are drawn and encoded anew.

/** Where it will stand. */
export type Side = "cell" | "slide";

/** The longest side that is of use there: twice what is drawn, for screens with two pixels where there was one. */
const SIDES: Readonly<Record<Side, number>> = { cell: 256, slide: 1_600 };
const SHOWN = ["image/png", "image/jpeg"];
/** Good enough that nobody sees a difference. */
const QUALITY = 0.9;
/** A picture is looked at in this size to see whether it has transparent parts. */
const SMALL = 32;
const OPAQUE = 250;

/** The picture in a format that office programs show. */
export async function forOffice(picture: Blob, side: Side): Promise<Blob> {
  if (SHOWN.includes(picture.type)) return picture;
  const bitmap = await createImageBitmap(picture);
  try {
    const scale = Math.min(1, SIDES[side] / Math.max(bitmap.width, bitmap.height));
    const drawn = draw(bitmap, Math.max(1, Math.round(bitmap.width * scale)), Math.max(1, Math.round(bitmap.height * scale)));
    // A JPEG would make transparent parts black; a PNG of a photograph is ten times as large.
    return await drawn.convertToBlob(isOpaque(bitmap) ? { type: "image/jpeg", quality: QUALITY } : { type: "image/png" });
  } finally {
    bitmap.close();
  }
}

function draw(bitmap: ImageBitmap, width: number, height: number): OffscreenCanvas {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext("2d");
  if (context === null) throw new Error("no canvas");
  context.imageSmoothingQuality = "high";
  context.drawImage(bitmap, 0, 0, width, height);
  return canvas;
}

function isOpaque(bitmap: ImageBitmap): boolean {
  const pixels = draw(bitmap, SMALL, SMALL).getContext("2d")?.getImageData(0, 0, SMALL, SMALL).data ?? new Uint8ClampedArray();
  return pixels.every((value, at) => at % 4 !== 3 || value >= OPAQUE);
}
