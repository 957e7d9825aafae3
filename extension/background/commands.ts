// The keyboard commands of the browser. Where a site is switched on, its content script knows which card is meant.

import { openLibrary } from "../lib/platform.js";
import { pinFrom } from "./capture.js";
import { frameAtHand } from "./frames.js";
import { pinRegion } from "./region.js";
import { tellTab } from "./tab.js";

/** Does what the command says. Must be called in the turn of the key. */
export async function onCommand(command: string, tab?: chrome.tabs.Tab): Promise<void> {
  if (command === "library") return openLibrary();
  if (tab?.id === undefined) return;
  switch (command) {
    case "pin-page":
      return pinFrom(tab.id, { aim: "page", take: "page" });
    case "region":
      return pinRegion(tab.id);
    case "next-card":
      return void (await tellTab(tab.id, { key: "next" }, await frameAtHand(tab.id)));
    case "previous-card":
      return void (await tellTab(tab.id, { key: "previous" }, await frameAtHand(tab.id)));
    case "pin-it":
      if (!(await tellTab(tab.id, { key: "pin" }, await frameAtHand(tab.id)))) await pinFrom(tab.id, "best");
  }
}
