// The database as the core made it, for what has to do with bytes alone. It never makes or upgrades it.

const DATABASE = "pinfold";

/** Opens it; `gone` hears that the connection is closed and another one is needed. */
export function openDatabase(gone: () => void = () => undefined): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE);
    // Opening a database that is not there would make an empty one in the writer's way.
    request.onupgradeneeded = () => request.transaction?.abort();
    request.onerror = () => reject(request.error ?? new Error(DATABASE));
    request.onsuccess = () => {
      const opened = request.result;
      opened.onclose = gone;
      opened.onversionchange = () => {
        opened.close();
        gone();
      };
      resolve(opened);
    };
  });
}
