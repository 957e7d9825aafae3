// What the two scripts of a page share: they run in the same world, and draw one overlay.
import { ask } from "../lib/core.js";
import { Cards } from "./cards.js";
import { Overlay } from "./overlay.js";
import { findable } from "./snapshot.js";
import { Toast } from "./toast.js";

/** The page's one overlay, its cards and its line for messages. */
export interface Shared {
  overlay: Overlay;
  cards: Cards;
  toast: Toast;
}

declare global {
  /** Set in the extension's own world, which no page can see. */
  var pinfold: Shared | undefined;
}

/** What is shared, made by whichever script needs it first. */
export function shared(): Shared {
  if (globalThis.pinfold === undefined) {
    const overlay = new Overlay();
    globalThis.pinfold = { overlay, cards: pageCards(), toast: new Toast(overlay) };
  }
  return globalThis.pinfold;
}

function pageCards(): Cards {
  let signs: readonly string[] = [];
  return new Cards({
    selectors: async (url) => {
      const { selectors, attributes } = await ask({ roots: { url } }, "roots");
      signs = attributes ?? [];
      return selectors;
    },
    roots: async () => {
      const { snapshot, elements } = findable(signs);
      const rows = await ask({ find: { snapshot } }, "found");
      return { roots: rows.map((row) => elements[row]).filter((element) => element !== undefined), seen: new Set(elements) };
    },
  });
}
