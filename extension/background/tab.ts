// A tab that a person pointed Pinfold at: the content script is put there for the answer to one question.

import type { Failure } from "../../pkg/pinfold.js";
import { AskError } from "../lib/core.js";
import { TOP } from "../lib/framed.js";
import type { ToContent } from "../lib/messages.js";

/** Puts the content script on a page, which the person's click allows. */
export async function enter(tab: number): Promise<void> {
  try {
    await chrome.scripting.executeScript({ target: { tabId: tab }, files: ["/content/once.js"] });
  } catch {
    // Browsers keep their own pages, their stores and what an administrator names to themselves.
    throw new AskError({ code: "page_unreadable" });
  }
}

/** Asks the content script of a tab. */
export async function toTab<T>(tab: number, message: ToContent): Promise<T> {
  const answer = (await chrome.tabs.sendMessage(tab, message, TOP)) as T | undefined;
  if (answer === undefined) throw new AskError({ code: "page_unreadable" });
  return answer;
}

/** Tells the content script of a tab, and says whether it took it: there may be none, or one that only answers. */
export async function tellTab(tab: number, message: ToContent, frame: number = TOP.frameId): Promise<boolean> {
  return chrome.tabs.sendMessage(tab, message, { frameId: frame }).then(
    (taken) => taken === true,
    () => false,
  );
}

/** Tells the content scripts of every tab, in its frames too. */
export async function tellAll(message: ToContent): Promise<void> {
  const tabs = await chrome.tabs.query({});
  await Promise.all(tabs.map(({ id }) => (id === undefined ? undefined : chrome.tabs.sendMessage(id, message).catch(() => undefined))));
}

/** Says on the page what went wrong, or, where the page cannot be entered, on our button. */
export async function complain(tab: number, failure: Failure): Promise<void> {
  if (await tellTab(tab, { failed: failure })) return;
  await chrome.action.setBadgeText({ tabId: tab, text: "!" });
}
