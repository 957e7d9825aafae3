// The side panel of a tab (in Firefox, the window's sidebar), and what it shows.

import type { ChangeId, PinId } from "../../pkg/pinfold.js";
import { panelKey, type PanelState } from "../lib/messages.js";
import { openPanel } from "../lib/platform.js";

/** Opens the panel on a pin, which may not be stored yet. Must be called in the turn of a person's action. */
export async function showInPanel(tab: number, pin: PinId, change?: ChangeId): Promise<void> {
  const opening = openPanel(tab);
  await setPanel(tab, pin, change);
  await opening;
}

/** Says what a tab's panel shows, if it is open; `change` made the pin just now, and can be undone there. */
export async function setPanel(tab: number, pin: PinId, change?: ChangeId): Promise<void> {
  const state: PanelState = { pin, change, turn: Date.now() };
  await chrome.storage.session.set({ [panelKey(tab)]: state });
}
