// Many pins of one post without a pointer: what a popup sends to have something pinned, asked for again under other names.
// It never writes into storage past the background.
import type { Browser } from "./browser";
import type { Screen } from "./screen";

/** The first post of a page, as the page's script reads it. */
export async function snapshotOf(browser: Browser, feed: Screen): Promise<string> {
  const popup = await browser.popup(feed);
  await popup.sees({ css: "pf-found" });
  const snapshot = await popup.run(async () => {
    const [tab] = await chrome.tabs.query({ active: true, currentWindow: true });
    const scan = (await chrome.tabs.sendMessage(tab?.id ?? -1, { scan: { limit: 1 } })) as { cards: object[] };
    return JSON.stringify(scan.cards[0]);
  });
  await popup.close();
  return snapshot;
}

/** A name as the extension makes them: 26 characters of Crockford's base 32. */
export const captureId = (number: number): string => `01M80000000000000000${number.toString().padStart(6, "0")}`;

/** Asks for captures of as many different posts of as many people at once; says of each whether it was acknowledged. */
export const captured = (own: Screen, snapshot: string, names: readonly string[]): Promise<[string, boolean][]> => own.run(capture, snapshot, names);

/** Runs in a page of ours. */
async function capture(snapshot: string, names: readonly string[]): Promise<[string, boolean][]> {
  const one = async (name: string): Promise<[string, boolean]> => {
    const post = JSON.parse(snapshot.replaceAll("48213", `9${name.slice(-5)}`).replaceAll("carla.moreno", `carla.${name.slice(-5)}`)) as object;
    const change = `01M81${name.slice(5)}`;
    const asked = chrome.runtime.sendMessage({ ask: { capture: { change, pin: name, snapshot: post, aim: "card" } } }) as Promise<{ ok?: boolean; response?: { captured?: object } } | undefined>;
    const silent = new Promise<undefined>((done) => setTimeout(done, 3_000));
    const answer = await Promise.race([asked, silent]).catch(() => undefined);
    return [name, answer?.ok === true && answer.response?.captured !== undefined];
  };
  return Promise.all(names.map(one));
}
