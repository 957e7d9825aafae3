// Sites that are switched on: the content script stands there, and nowhere else. What is registered follows
// from what is stored and what the browser permits, and is put right whenever one of the two changes.

import type { ChangeId, SiteState } from "../../pkg/pinfold.js";
import { payload } from "../lib/core.js";
import { isFramed, TOP } from "../lib/framed.js";
import { newId } from "../lib/ids.js";
import { core } from "./core.js";
import { framesOf, type Place } from "./frames.js";
import { tellTab } from "./tab.js";

const SCRIPT = "content/site.js";
const PREFIX = "site:";
/** Where the site stands that the browser asks the person for. */
const AWAITED = "awaited_site";
/** How long that answer may take: later a permission for the same host may have been asked for its pictures. */
const ANSWER_MS = 120_000;

let running: Promise<void> = Promise.resolve();

/** Puts right what is registered; one at a time, since each looks at what the last one left. */
export function syncSites(): Promise<void> {
  running = running.then(sync, sync);
  return running;
}

/** Takes note of a site that is switched on once the browser allows it. */
export async function awaitSite(host: string, change: ChangeId): Promise<void> {
  await chrome.storage.session.set({ [AWAITED]: { host, change, since: Date.now() } });
}

/** Switches on the site that waited for a permission, whoever asked for it; under the change's name it is done once. */
export async function onPermissionsAdded(): Promise<void> {
  const kept = await chrome.storage.session.get<Record<string, { host: string; change: ChangeId; since: number }>>(AWAITED);
  const awaited = kept[AWAITED];
  if (awaited !== undefined && Date.now() - awaited.since < ANSWER_MS && (await isPermitted(awaited.host))) {
    await chrome.storage.session.remove(AWAITED);
    const { host, change } = awaited;
    await core({ edit: { change, command: { site_switch: { host, state: "on" } } } });
  }
  await syncSites();
}

/** A site whose permission was taken away is off: its switch must not say otherwise. */
export async function onPermissionsRemoved(): Promise<void> {
  for (const site of await sites()) {
    if (site.state === "on" && !(await isPermitted(site.host))) await switchOff(site.host);
  }
}

async function switchOff(host: string): Promise<void> {
  const state: SiteState = "off";
  await core({ edit: { change: newId(), command: { site_switch: { host, state } } } });
}

async function sync(): Promise<void> {
  const wanted = new Set<string>();
  for (const site of await sites()) {
    if (site.state === "on" && (await isPermitted(site.host))) wanted.add(site.host);
  }
  const registered = await chrome.scripting.getRegisteredContentScripts();
  const there = new Set(registered.map((script) => script.id.slice(PREFIX.length)));
  const gone = [...there].filter((host) => !wanted.has(host));
  const fresh = [...wanted].filter((host) => !there.has(host));
  if (gone.length > 0) await chrome.scripting.unregisterContentScripts({ ids: gone.map((host) => PREFIX + host) });
  if (fresh.length > 0) {
    await chrome.scripting.registerContentScripts(
      fresh.map((host) => ({
        id: PREFIX + host,
        matches: [pattern(host)],
        js: [SCRIPT],
        // While the document is empty. Later a browser's own work for a script grows with the page, and ours only
        // waits for a person anyway.
        runAt: "document_start" as const,
        allFrames: isFramed(host),
        persistAcrossSessions: true,
      })),
    );
  }
  await Promise.all([...gone.map((host) => everywhere(host, leave)), ...fresh.map((host) => everywhere(host, enter))]);
}

/** Pages that stand open when a site is switched on get the script at once. */
async function enter({ tab, frame }: Place): Promise<void> {
  await chrome.scripting.executeScript({ target: { tabId: tab, frameIds: [frame] }, files: [`/${SCRIPT}`] }).catch(() => undefined);
}

async function leave({ tab, frame }: Place): Promise<void> {
  await tellTab(tab, { site: "off" }, frame);
}

async function everywhere(host: string, act: (place: Place) => Promise<void>): Promise<void> {
  // Without a permission the addresses are not told, and nothing is found.
  const tabs = await chrome.tabs.query(isFramed(host) ? {} : { url: pattern(host) });
  const places = tabs.map(({ id }) => (id === undefined ? [] : isFramed(host) ? framesOf(id, host) : [{ tab: id, frame: TOP.frameId }]));
  await Promise.all((await Promise.all(places)).flat().map(act));
}

async function sites(): Promise<{ host: string; state: SiteState }[]> {
  return payload(await core("setup"), "setup").sites;
}

function isPermitted(host: string): Promise<boolean> {
  return chrome.permissions.contains({ origins: [pattern(host)] });
}

/** Ports are no part of what a browser permits. */
function pattern(host: string): string {
  return `https://${host.replace(/:\d+$/u, "")}/*`;
}
