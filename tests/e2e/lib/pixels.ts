// Stored pictures as they are: their size and single pixels of them, read by a page of ours. It stores nothing.
import { inDatabase, type Inside } from "./database";
import type { Screen } from "./screen";

export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** Red, green and blue at each point asked for. */
  readonly colours: readonly (readonly number[])[];
}

/** What is stored under a media id, at points given as shares of its width and height. */
export const pixels = (own: Screen, media: string, points: readonly (readonly [number, number])[]): Promise<Pixels | null> => inDatabase(own, "pinfold", read, media, points);

/** Runs in the page. */
async function read({ database, done }: Inside, media: string, points: readonly (readonly [number, number])[]): Promise<Pixels | null> {
  const blob = await done(database.transaction("blobs").objectStore("blobs").get(media) as IDBRequest<Blob | undefined>);
  if (blob === undefined) return null;
  const bitmap = await createImageBitmap(blob);
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  const context = canvas.getContext("2d");
  if (context === null) return null;
  context.drawImage(bitmap, 0, 0);
  const { width, height } = bitmap;
  return {
    width,
    height,
    colours: points.map(([x, y]) => [...context.getImageData(Math.min(width - 1, Math.floor(x * width)), Math.min(height - 1, Math.floor(y * height)), 1, 1).data].slice(0, 3)),
  };
}
