// Opens the page that prints and hands it what it prints; it asks for that, also when it is loaded anew.

import { AskError } from "../lib/core.js";
import { isFromPaper, type ToPaper } from "../lib/messages.js";
import type { WrittenFile } from "./writer.js";

/** What each open page prints. */
const held = new WeakMap<MessageEventSource, Promise<WrittenFile>>();

window.addEventListener("message", (event: MessageEvent<unknown>) => {
  const { source } = event;
  if (event.origin !== location.origin || source === null || !isFromPaper(event.data)) return;
  const say = (paper: ToPaper["paper"]): void => source.postMessage({ paper } satisfies ToPaper, { targetOrigin: location.origin });
  void (held.get(source) ?? Promise.reject(new Error("not ours"))).then(say, () => say("nothing"));
});

/** Opens a page that prints a file, in the turn of a click: later, a browser may take it for an advertisement. */
export async function printed(file: () => Promise<WrittenFile>): Promise<WrittenFile> {
  const page = window.open(chrome.runtime.getURL("paper/index.html"));
  if (page === null) throw new AskError({ code: "invalid", details: ["window_refused"] });
  const made = file();
  held.set(page as unknown as MessageEventSource, made);
  return await made.catch((problem: unknown) => {
    page.close();
    throw problem;
  });
}
