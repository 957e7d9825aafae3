// What lies in storage, read by a page of ours past every part of the program, so that "nothing was changed" is
// seen and not believed. It never writes.
import { inDatabase, type Inside } from "./database";
import type { Screen } from "./screen";

/** Everything that is stored: records by kind and id, the names of pictures, what lies ready to be restored. */
export interface Stored {
  readonly records: Readonly<Record<string, string>>;
  readonly pictures: readonly string[];
  readonly ready: number;
}

export const stored = (own: Screen): Promise<Stored> => inDatabase(own, "pinfold", read);

/** The records of one kind, parsed. */
export async function ofKind(own: Screen, kind: string): Promise<Record<string, unknown>[]> {
  const { records } = await stored(own);
  return Object.entries(records).flatMap(([key, row]) =>
    key.startsWith(`${kind} `) ? [JSON.parse(row.slice(row.indexOf("{"))) as Record<string, unknown>] : [],
  );
}

/** Runs in the page. */
async function read({ database, done }: Inside): Promise<Stored> {
  const transaction = database.transaction(["records", "blobs", "staging"]);
  const store = (name: string): IDBObjectStore => transaction.objectStore(name);
  const [rows, pictures, ready] = await Promise.all([
    done(store("records").getAll() as IDBRequest<{ key: string[]; revision: number; checksum: string; body: string }[]>),
    done(store("blobs").getAllKeys()),
    done(store("staging").count()),
  ]);
  return {
    records: Object.fromEntries(rows.map((row) => [row.key.join(" "), `${row.revision} ${row.checksum} ${row.body}`])),
    pictures: pictures.map(String),
    ready,
  };
}

/** Whether what is seen in the stored pictures of pins was seen by this version: what the sample says of them was not. */
export async function areSeen(own: Screen): Promise<boolean> {
  const media = (await ofKind(own, "pin")).flatMap((one) => (one["media"] ?? []) as { state?: unknown; looks?: { by?: number } }[]);
  const there = media.filter(({ state }) => JSON.stringify(state ?? "").includes("stored"));
  return there.length > 5 && there.every(({ looks }) => looks?.by === 1);
}
