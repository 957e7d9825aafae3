// Everything deleted, as on the first day: what is stored in one transaction, then what stands beside it, the scripts on
// switched-on sites, and the permissions that were given for them. It never leaves a part of the records, and needs nothing
// that could be broken by what they say.

import { openDatabase } from "../lib/database.js";
import { ERASED } from "../lib/messages.js";
import { forgetSecrets } from "../lib/secrets.js";
import { MEDIA_ALARM } from "./media.js";
import { OUTBOX_ALARM } from "./outbox.js";
import { syncSites } from "./sites.js";
import { tellAll } from "./tab.js";

/** Deletes everything, and tells every page of ours and of the web. */
export async function erase(): Promise<void> {
  await Promise.all([clear(), forgetSecrets()]);
  // What is being typed, boards used last, what panels show, pictures to be fetched.
  await Promise.all([chrome.storage.local.clear(), chrome.storage.session.clear(), chrome.alarms.clear(MEDIA_ALARM), chrome.alarms.clear(OUTBOX_ALARM)]);
  // Without the permission the pages that stand open could not be found.
  await syncSites();
  const { origins = [] } = await chrome.permissions.getAll();
  // What an administrator allowed stays.
  if (origins.length > 0) await chrome.permissions.remove({ origins }).catch(() => false);
  await tellAll({ adapters: "changed" });
  const channel = new BroadcastChannel(ERASED);
  channel.postMessage(null);
  channel.close();
}

async function clear(): Promise<void> {
  const database = await openDatabase();
  try {
    const stores = [...database.objectStoreNames];
    const transaction = database.transaction(stores, "readwrite", { durability: "strict" });
    for (const store of stores) transaction.objectStore(store).clear();
    await new Promise<void>((done, fail) => {
      transaction.oncomplete = () => done();
      transaction.onabort = () => fail(transaction.error ?? new Error("nothing was deleted"));
    });
  } finally {
    database.close();
  }
}
