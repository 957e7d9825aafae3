// Which of the core's modules the background has loaded since it woke, as Chromium's debugger lists them. Firefox tells its
// driver nothing of the kind, and what an extension fetches of its own is in no browser's list of what was fetched. It loads none.
import type { Browser } from "./browser";
import type { Screen } from "./screen";
import { until } from "./wait";

/** Their names, as in `pkg/`, in the order of the alphabet. */
export async function modules({ origin }: Browser, own: Screen): Promise<string[]> {
  const puppet = own.page?.browser();
  const worker = await until("the background", () => puppet?.targets().find((target) => target.type() === "service_worker" && target.url().startsWith(origin)));
  const debug = await worker.createCDPSession();
  const found = new Set<string>();
  debug.on("Debugger.scriptParsed", ({ scriptLanguage, url }) => {
    if (scriptLanguage === "WebAssembly") found.add(/\/pkg\/(\w+)_bg\.wasm$/u.exec(url)?.[1] ?? url);
  });
  // Everything that there is comes before the answer.
  await debug.send("Debugger.enable");
  await debug.detach();
  return [...found].sort();
}
