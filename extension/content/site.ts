// What runs on a site that is switched on. At load it hangs a few listeners up and nothing else: what is pinned here is
// asked for, and anything made, only once a person moves, types or asks.
import { ask } from "../lib/core.js";
import type { ToContent } from "../lib/messages.js";
import { OnPage } from "./onpage.js";
import { Pinning } from "./pinning.js";
import { shared } from "./shared.js";

declare global {
  /** Set in the extension's own world once this runs: a second injection, after the site was switched off and on
   * again, only begins anew. */
  var pinfoldBegin: (() => void) | undefined;
}

/** The first signs of a person. */
const SIGNS = ["pointerover", "touchstart", "keydown", "focusin", "scroll"] as const;

let here: Promise<OnPage> | undefined;
let signs: AbortController | undefined;

if (globalThis.pinfoldBegin === undefined) {
  globalThis.pinfoldBegin = wait;
  chrome.runtime.onMessage.addListener((message: ToContent, sender, reply) => {
    if (sender.id !== chrome.runtime.id) return false;
    if ("adapters" in message) globalThis.pinfold?.cards.forget();
    if (!("site" in message || "key" in message)) return false;
    void began().then((onPage) => {
      const isOn = onPage.isOn;
      if ("site" in message) stop(onPage);
      else if (isOn) void (message.key === "pin" ? onPage.pinHere() : onPage.go(message.key === "next" ? 1 : -1));
      reply(isOn);
    });
    return true;
  });
}
globalThis.pinfoldBegin();

/** Waits for a person. */
function wait(): void {
  quiet();
  signs = new AbortController();
  const { signal } = signs;
  for (const sign of SIGNS) document.addEventListener(sign, (event) => void seen(event), { capture: true, passive: true, signal });
}

/** Stops waiting. With a reason of its own: the browser's would be an error with a stack, which costs milliseconds. */
function quiet(): void {
  signs?.abort(null);
}

async function seen(event: Event): Promise<void> {
  if (!event.isTrusted) return;
  const at = event.composedPath()[0];
  const onPage = await began();
  // What woke us is answered too.
  if (event instanceof KeyboardEvent) onPage.key(event, at);
  else if (at instanceof Element) onPage.point(at);
}

function began(): Promise<OnPage> {
  quiet();
  here ??= begin();
  return here;
}

async function begin(): Promise<OnPage> {
  const { overlay, cards, toast } = shared();
  const pinning: Pinning = new Pinning(
    overlay,
    toast,
    (card, pin) => onPage.known(card, pin),
    () => onPage.stop(),
  );
  const onPage = new OnPage(overlay, cards, pinning);
  // Nobody asked for anything yet: a page is no place to complain.
  const page = await ask({ page: { url: location.href } }, "page").catch(() => undefined);
  if (page?.site === "on") onPage.start(page);
  return onPage;
}

function stop(onPage: OnPage): void {
  onPage.stop();
  here = undefined;
}
