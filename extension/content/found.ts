// What is on this page, told to the popup and the background when they ask. It stores nothing and draws nothing
// but the region chooser.
import type { Snapshot } from "../../pkg/pinfold.js";
import { ask } from "../lib/core.js";
import type { Scan } from "../lib/messages.js";
import { Cards } from "./cards.js";
import { selected } from "./selection.js";
import { findable, snapshotCard } from "./snapshot.js";

/** The cards of this page, found by the core. */
export function pageCards(): Cards {
  return new Cards({
    selectors: async (url) => (await ask({ roots: { url } }, "roots")).selectors,
    roots: async () => {
      const { snapshot, elements } = findable();
      const rows = await ask({ find: { snapshot } }, "found");
      return rows.map((row) => elements[row]).filter((element) => element !== undefined);
    },
  });
}

/** What is on the screen now: the first `limit` cards and how many more there are. */
export async function scan(cards: Cards, limit: number): Promise<Scan> {
  await cards.look();
  const shown = cards.onScreen();
  const words = selected();
  return {
    cards: shown.slice(0, limit).map((card): Snapshot => snapshotCard(card)),
    more: Math.max(0, shown.length - limit),
    ...(words === null ? {} : { selection: { text: words.text, prefix: words.prefix, suffix: words.suffix } }),
  };
}
