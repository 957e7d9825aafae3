// What runs on a site that is switched on. It asks once whether it is, and then waits for a person: nothing is looked
// at, drawn or sent until one points, types or asks.
import { ask } from "../lib/core.js";
import type { ToContent } from "../lib/messages.js";
import { answerOnce } from "./answers.js";
import { OnPage } from "./onpage.js";
import { Pinning } from "./pinning.js";

declare global {
  /** Set in the extension's own world once this runs, so that a second injection does nothing. */
  var pinfoldSite: boolean | undefined;
}

if (globalThis.pinfoldSite !== true) {
  globalThis.pinfoldSite = true;
  const { overlay, cards, toast } = answerOnce();
  const pinning = new Pinning(
    overlay,
    toast,
    (card, pin) => onPage.known(card, pin),
    () => onPage.stop(),
  );
  const onPage = new OnPage(overlay, cards, pinning);
  chrome.runtime.onMessage.addListener((message: ToContent) => {
    if ("site" in message) onPage.stop();
    if ("key" in message) void (message.key === "pin" ? onPage.pinHere() : onPage.go(message.key === "next" ? 1 : -1));
  });
  void ask({ page: { url: location.href } }, "page").then(
    (page) => page.site === "on" && onPage.start(page),
    // Nobody asked for anything yet: a page is no place to complain.
    () => undefined,
  );
}
