// The side panel of a tab (in Firefox, the window's sidebar), and what it shows.

import { newId } from "../lib/ids.js";
import { panelKey, type PanelShows, type PanelState } from "../lib/messages.js";

/** Says what a tab's panel shows: to an open one now, to a later one when it opens. */
export async function setPanel(tab: number, shows: PanelShows): Promise<void> {
  const say = (what: PanelShows): Promise<void> => {
    const state: PanelState = { shows: what, turn: newId() };
    return chrome.storage.session.set({ [panelKey(tab)]: state });
  };
  // That memory is small; what is only kept to be asked for again must not keep the rest from being said.
  await say(shows).catch(() => say("wishes" in shows ? { ...shows, wishes: [] } : shows));
}
