// How long a pin takes where the button on the page is pressed: from the press to the button that says it is
// stored. It never presses twice for one post.
import type { Browser } from "./browser";
import type { Screen } from "./screen";
import { pause, until, within } from "./wait";

const PIN_MS = 10_000;
/** How long the pointer rests for the button to be drawn. */
const SHOWN_MS = 1_500;
/** What a pin has started (its panel, its picture) ends before the next is measured. */
const REST_MS = 250;

/** Pins one post after another, all of them different; gives each one's time in milliseconds. */
export async function measurePins(browser: Browser, feed: Screen, posts: number): Promise<number[]> {
  await feed.page?.bringToFront();
  const overlay = browser.overlay(feed);
  const times: number[] = [];
  for (let at = 0; at < posts; at++) {
    // The panel that opens makes the page narrower, and what the pointer was at may have moved from under it.
    await until(`the button on post ${at}`, async () => {
      await feed.hover({ css: "article.post p.text", at });
      return overlay.sees({ css: ".pin:not(.done) button" }, SHOWN_MS).catch(() => null);
    });
    const acknowledged = overlay.hands.evaluate(`(${watch.toString()})(document)`) as Promise<number>;
    await overlay.click({ css: ".pin:not(.done) button" });
    times.push(await within("a pin", PIN_MS, acknowledged));
    // In a browser without a panel a small editor stands where the next post may be.
    await feed.press("Escape");
    await pause(REST_MS);
  }
  return times;
}

/** Runs in the page, on the root of what we draw there: milliseconds between the release of the button, which the
 * browser dates, and the button's new state. */
function watch(root: ShadowRoot): Promise<number> {
  const view = root.ownerDocument.defaultView as Window & typeof globalThis;
  const button = root.querySelector(".pin") as Element;
  return new Promise((done) => {
    let pressed = 0;
    view.addEventListener("click", (event) => (pressed = event.timeStamp), { capture: true, once: true });
    new view.MutationObserver((_, observer) => {
      if (!button.classList.contains("done")) return;
      observer.disconnect();
      done(view.performance.now() - pressed);
    }).observe(button, { attributes: true, attributeFilter: ["class"] });
  });
}
