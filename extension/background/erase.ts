// Everything deleted, as on the first day: what is stored in one transaction, then what stands beside it, the scripts on
// switched-on sites, and the permissions that were given for them. It never leaves a part of the records.

import type { Response } from "../../pkg/pinfold.js";
import { ERASED } from "../lib/messages.js";
import { core } from "./core.js";
import { MEDIA_ALARM } from "./media.js";
import { syncSites } from "./sites.js";
import { tellAll } from "./tab.js";

/** Deletes everything, and tells every page of ours and of the web. */
export async function erase(): Promise<Response> {
  const response = await core("erase");
  if (!("erased" in response)) return response;
  // What is being typed, boards used last, what panels show, pictures to be fetched.
  await Promise.all([chrome.storage.local.clear(), chrome.storage.session.clear(), chrome.alarms.clear(MEDIA_ALARM)]);
  // Without the permission the pages that stand open could not be found.
  await syncSites();
  const { origins = [] } = await chrome.permissions.getAll();
  // What an administrator allowed stays.
  if (origins.length > 0) await chrome.permissions.remove({ origins }).catch(() => false);
  await tellAll({ adapters: "changed" });
  const channel = new BroadcastChannel(ERASED);
  channel.postMessage(null);
  channel.close();
  return response;
}
