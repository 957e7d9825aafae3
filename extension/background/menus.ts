// The entries of the context menu. A click on one is the permission to look at that page, once.

import { text } from "../lib/i18n.js";
import { pinFrom } from "./capture.js";
import { pinRegion } from "./region.js";
import { pinThreadHere } from "./thread.js";

type Context = `${chrome.contextMenus.ContextType}`;

const ENTRIES: readonly { id: string; contexts: [Context, ...Context[]] }[] = [
  { id: "image", contexts: ["image"] },
  { id: "selection", contexts: ["selection"] },
  { id: "link", contexts: ["link"] },
  { id: "page", contexts: ["page"] },
  { id: "thread", contexts: ["page", "link", "image"] },
  { id: "region", contexts: ["page", "image", "link"] },
];

/** Makes the entries anew: browsers keep them between wake-ups, and an update may have changed them. */
export async function makeMenus(): Promise<void> {
  await chrome.contextMenus.removeAll();
  for (const { id, contexts } of ENTRIES) {
    const patterns = ["https://*/*", "http://*/*"];
    chrome.contextMenus.create({ id, contexts, title: text(`menu_${id}`), documentUrlPatterns: patterns });
  }
}

/** Does what the entry says. Must be called in the turn of the click. */
export async function onMenu(info: chrome.contextMenus.OnClickData, tab?: chrome.tabs.Tab): Promise<void> {
  if (tab?.id === undefined) return;
  switch (info.menuItemId) {
    case "image":
      if (info.srcUrl !== undefined) {
        await pinFrom(tab.id, { aim: { image: { url: info.srcUrl } }, take: { around: { image: info.srcUrl } } });
      }
      break;
    case "selection":
      await pinFrom(tab.id, "selection");
      break;
    case "link":
      if (info.linkUrl !== undefined) await pinFrom(tab.id, { aim: { link: { url: info.linkUrl } }, take: "page" });
      break;
    case "page":
      await pinFrom(tab.id, { aim: "page", take: "page" });
      break;
    case "thread":
      await pinThreadHere(tab.id);
      break;
    case "region":
      await pinRegion(tab.id);
      break;
  }
}
