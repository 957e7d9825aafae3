// Stored pictures as addresses an `img` can show. It reads only, and never makes or upgrades the database.

import type { MediaId } from "../../../pkg/pinfold.js";
import { openDatabase } from "../database.js";

const STORE = "blobs";
/** Addresses kept for pictures no longer on screen: about four screens of a board. */
const MAX_KEPT = 200;

interface Kept {
  readonly url: string;
  users: number;
}

const kept = new Map<MediaId, Kept>();
let database: Promise<IDBDatabase> | undefined;

/** The stored bytes of a picture, or nothing when they are not there. */
export async function blob(id: MediaId): Promise<Blob | undefined> {
  database ??= openDatabase(() => (database = undefined));
  const opened = await database.catch((problem: unknown) => {
    database = undefined;
    throw problem;
  });
  return await new Promise((resolve, reject) => {
    const request = opened.transaction(STORE).objectStore(STORE).get(id);
    request.onerror = () => reject(request.error ?? new Error(STORE));
    request.onsuccess = () => {
      const value: unknown = request.result;
      resolve(value instanceof Blob ? value : undefined);
    };
  });
}

/** The bytes of a stored picture in base 64, straight from the browser's own encoder. */
export async function base64(id: MediaId): Promise<string | undefined> {
  const bytes = await blob(id).catch(() => undefined);
  if (bytes === undefined) return undefined;
  return await new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onerror = () => reject(reader.error ?? new Error(id));
    reader.onload = () => {
      const address = String(reader.result);
      resolve(address.slice(address.indexOf(",") + 1));
    };
    reader.readAsDataURL(bytes);
  });
}

/** An address for a stored picture; give it back with `release`. */
export async function acquire(id: MediaId): Promise<string | undefined> {
  const known = kept.get(id) ?? (await made(id));
  if (known === undefined) return undefined;
  known.users += 1;
  kept.delete(id);
  kept.set(id, known);
  return known.url;
}

async function made(id: MediaId): Promise<Kept | undefined> {
  const bytes = await blob(id);
  if (bytes === undefined) return undefined;
  const raced = kept.get(id);
  if (raced !== undefined) return raced;
  const fresh = { url: URL.createObjectURL(bytes), users: 0 };
  kept.set(id, fresh);
  return fresh;
}

/** Gives an address back; the longest unused ones go when there are too many. */
export function release(id: MediaId): void {
  const known = kept.get(id);
  if (known === undefined) return;
  known.users -= 1;
  for (const [other, entry] of kept) {
    if (kept.size <= MAX_KEPT) break;
    if (entry.users > 0) continue;
    URL.revokeObjectURL(entry.url);
    kept.delete(other);
  }
}
