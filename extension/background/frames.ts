// Frames of a page that have our buttons: comments that come from a service of their own. Only those are told that the
// browser lets us look at.
import { isFramed, TOP } from "../lib/framed.js";

/** Where a script of ours stands or is to stand: a tab, and the frame in it. */
export interface Place {
  readonly tab: number;
  readonly frame: number;
}

/** The frames of a tab that show the host. */
export async function framesOf(tab: number, host: string): Promise<Place[]> {
  const told = await inFrames(tab, () => location.host);
  return told.filter(({ result }) => result === host).map(({ frameId }) => ({ tab, frame: frameId }));
}

/** The frame that a key is meant for: one with our buttons that has the focus, else the page itself. */
export async function frameAtHand(tab: number): Promise<number> {
  const told = await inFrames(tab, () => (document.hasFocus() && !(document.activeElement instanceof HTMLIFrameElement) ? location.host : ""));
  return told.find(({ result }) => isFramed(result ?? ""))?.frameId ?? TOP.frameId;
}

function inFrames(tab: number, func: () => string): Promise<chrome.scripting.InjectionResult<string>[]> {
  return chrome.scripting.executeScript({ target: { tabId: tab, allFrames: true }, func }).catch(() => []);
}
