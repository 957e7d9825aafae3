// Stored pictures as they are: their size and single pixels of them, read by a page of ours. It stores nothing.
import type { Screen } from "./screen";

export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** Red, green and blue at each point asked for. */
  readonly colours: readonly (readonly number[])[];
}

/** What is stored under a media id, at points given as shares of its width and height. */
export const pixels = (own: Screen, media: string, points: readonly (readonly [number, number])[]): Promise<Pixels | null> => own.run(read, media, points);

/** Runs in the page. */
async function read(media: string, points: readonly (readonly [number, number])[]): Promise<Pixels | null> {
  const done = <T>(request: IDBRequest<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error ?? new Error("the database does not answer"));
    });
  const database = await done(indexedDB.open("pinfold"));
  const blob = await done(database.transaction("blobs").objectStore("blobs").get(media) as IDBRequest<Blob | undefined>);
  database.close();
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
