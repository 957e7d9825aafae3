// What Pinfold draws on somebody's page, measured against what the page itself has there. It never moves the
// pointer or scrolls.
import type { Browser } from "./browser";
import type { Screen } from "./screen";

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Where our visible elements are that a selector names, as the window shows them now. */
export async function boxes(browser: Browser, tab: Screen, css: string): Promise<Box[]> {
  const found = await browser.overlay(tab).hands.evaluate(`Array.from(document.querySelectorAll(${JSON.stringify(css)}))
    .filter((one) => !one.closest("[hidden]") && one.getClientRects().length > 0)
    .map((one) => one.getBoundingClientRect()).map(({ left, top, right, bottom }) => ({ left, top, right, bottom }))`);
  return (found as Box[] | null) ?? [];
}

/** The boxes of the page's own elements that a selector names. */
export const ofPage = (tab: Screen, css: string): Promise<Box[]> =>
  tab.run(
    (selector) =>
      Array.from(document.querySelectorAll(selector), (one) => one.getBoundingClientRect())
        .filter((box) => box.width > 0)
        .map(({ left, top, right, bottom }) => ({ left, top, right, bottom })),
    css,
  );

/** Controls of the page that lie under a box of ours; a link that is most of its card is the card. */
export function covered(tab: Screen, box: Box, card: string): Promise<string[]> {
  return tab.run(
    (over, cards) => {
      const all = document.querySelectorAll<HTMLElement>("a[href], button, input, select, textarea, summary, [role=button], [onclick], video");
      return Array.from(all).flatMap((one) => {
        const around = one.closest(cards)?.getBoundingClientRect();
        return Array.from(one.getClientRects()).flatMap((rect) => {
          const wide = Math.min(rect.right, over.right) - Math.max(rect.left, over.left);
          const high = Math.min(rect.bottom, over.bottom) - Math.max(rect.top, over.top);
          const most = around !== undefined && one.localName === "a" && rect.width * rect.height > (around.width * around.height) / 3;
          return wide > 1 && high > 1 && !most && one.checkVisibility() ? [`${one.localName} “${(one.textContent ?? "").trim().slice(0, 30)}” by ${Math.round(wide)} × ${Math.round(high)}`] : [];
        });
      });
    },
    { ...box },
    card,
  );
}
