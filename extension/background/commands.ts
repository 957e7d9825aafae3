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
      return void (await press(tab.id, "next"));
    case "previous-card":
      return void (await press(tab.id, "previous"));
    case "pin-it":
      if (!(await press(tab.id, "pin"))) await pinFrom(tab.id, "best");
  }
}

/** Tells the script of the page, or of the frame that has the focus, and says whether there was one that took it. */
async function press(tab: number, key: "next" | "previous" | "pin"): Promise<boolean> {
  return tellTab(tab, { key }, await frameAtHand(tab));
}
