// The extension's databases, opened in a page of ours past every part of the program. It knows nothing of what lies in them.
import { spelled, type Plain, type Screen } from "./screen";

/** What work in a database is done with. */
export interface Inside {
  readonly database: IDBDatabase;
  /** What a request came to. */
  done<T>(request: IDBRequest<T>): Promise<T>;
}

/** Runs a function in the page, with a database that stands open meanwhile and plain arguments. It must use nothing else. */
export async function inDatabase<A extends readonly Plain[], R>(
  own: Screen,
  name: "pinfold" | "pinfold-secrets",
  work: (inside: Inside, ...given: A) => Promise<R>,
  ...given: A
): Promise<R> {
  return (await own.hands.evaluate(`(${opened.toString()})(${work.toString()}, ${spelled([name, ...given])})`)) as R;
}

/** Runs in the page. */
async function opened<A extends readonly Plain[], R>(work: (inside: Inside, ...given: A) => Promise<R>, name: string, ...given: A): Promise<R> {
  const done = <T>(request: IDBRequest<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error ?? new Error("the database does not answer"));
    });
  const database = await done(indexedDB.open(name));
  try {
    return await work({ database, done }, ...given);
  } finally {
    database.close();
  }
}
