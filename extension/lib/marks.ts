// The regions that people marked on a picture, drawn into it: the same in what is sent and where it is shown beforehand.

import type { Annotation, MediaId, Region } from "../../pkg/pinfold.js";

/** A region's line, in parts of the picture's longer side: seen on every screen, and hiding little. */
const LINE = 1 / 200;
/** The accent of both themes, and what it stands on: seen on light and dark pictures. */
const COLOURS = { line: "#0d9488", ground: "#ffffff" };

type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

/** The regions of a picture, in the order of the notes on it. */
export function regionsOn(annotations: readonly Annotation[], media: MediaId): Region[] {
  return annotations.flatMap(({ target }) => (typeof target === "object" && "region" in target && target.region.media === media ? [target.region.region] : []));
}

/** Draws a picture with its regions. */
export function drawMarked(context: Context, picture: ImageBitmap, regions: readonly Region[]): void {
  const { width, height } = picture;
  context.drawImage(picture, 0, 0);
  const line = Math.max(2, Math.max(width, height) * LINE);
  for (const [place, region] of regions.entries()) {
    const [x, y] = [(region.x / 100) * width, (region.y / 100) * height];
    const box = [x, y, (region.width / 100) * width, (region.height / 100) * height] as const;
    for (const [colour, thick] of [[COLOURS.ground, line * 2], [COLOURS.line, line]] as const) {
      context.strokeStyle = colour;
      context.lineWidth = thick;
      context.strokeRect(...box);
    }
    label(context, String(place + 1), x, y, line * 8);
  }
}

/** The number by which a note speaks of a region. */
function label(context: Context, words: string, x: number, y: number, size: number): void {
  context.font = `600 ${size}px system-ui, sans-serif`;
  const side = Math.max(size * 1.4, context.measureText(words).width + size * 0.6);
  context.fillStyle = COLOURS.line;
  context.fillRect(x, y, side, size * 1.4);
  context.fillStyle = COLOURS.ground;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillText(words, x + side / 2, y + size * 0.7);
}
