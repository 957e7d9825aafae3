// What the popup and the background may ask of a page, and what it answers. One listener, however often it is injected.
import type { ChangeId, Snapshot } from "../../pkg/pinfold.js";
import { ask, failureOf } from "../lib/core.js";
import { failureText, text } from "../lib/i18n.js";
import { isFramed } from "../lib/framed.js";
import { newId } from "../lib/ids.js";
import type { ChosenRegion, Scan, Take, ToContent } from "../lib/messages.js";
import type { Cards } from "./cards.js";
import { chooseRegion } from "./region.js";
import { selected } from "./selection.js";
import { type Shared, shared } from "./shared.js";
import { snapshotCard, snapshotUnscripted } from "./snapshot.js";
import type { Toast } from "./toast.js";

/** `true`: it was for us, and is done. */
type Answer = Scan | Snapshot | ChosenRegion | null | true;

declare global {
  /** Set in the extension's own world once this answers, so that a second injection does nothing. */
  var pinfoldAnswers: boolean | undefined;
}

/** Answers from now on; a second time it does nothing. */
export function answerOnce(): void {
  if (globalThis.pinfoldAnswers === true) return;
  globalThis.pinfoldAnswers = true;
  chrome.runtime.onMessage.addListener((message: ToContent, sender, reply) => {
    if (sender.id !== chrome.runtime.id) return false;
    const answer = answerOf(shared(), message);
    if (answer === undefined) return false;
    // Nothing at all is the answer to what failed; whoever asked says so.
    answer.then(reply, () => reply());
    return true;
  });
}

function answerOf({ overlay, cards, toast }: Shared, message: ToContent): Promise<Answer> | undefined {
  if ("scan" in message) return scan(cards, message.scan);
  if ("take" in message) return take(cards, message.take);
  if ("choose" in message) return chooseRegion(overlay);
  if ("pinned" in message) {
    const { captured, changes } = message.pinned;
    const undo = { label: text("content_undo"), do: () => void undone(toast, changes) };
    toast.show(text(captured === "new" ? "content_pinned" : "content_again"), changes.length === 0 ? [] : [undo]);
  } else if ("failed" in message) toast.show(failureText(message.failed));
  else if ("adapters" in message) cards.forget();
  // Keys and switches are for the script of switched-on sites.
  else return undefined;
  return Promise.resolve(true);
}

async function undone(toast: Toast, changes: readonly ChangeId[]): Promise<void> {
  try {
    for (const change of changes) await ask({ edit: { change: newId(), command: { undo: { change } } } }, "stored");
    toast.show(text("content_undone"));
  } catch (error) {
    toast.show(failureText(failureOf(error)));
  }
}

async function take(cards: Cards, what: Take): Promise<Snapshot> {
  if (what === "page") return snapshotUnscripted();
  const at = what.around === "selection" ? selectionAt() : pictureWith(what.around.image);
  if (at === null) return snapshotUnscripted();
  // Where no adapter names the cards, nobody may have looked for them yet.
  await cards.look();
  const card = cards.around(at) ?? at.closest("figure");
  return card === null ? snapshotUnscripted() : snapshotCard(card);
}

function selectionAt(): Element | null {
  const node = document.getSelection()?.focusNode ?? null;
  return node instanceof Element ? node : (node?.parentElement ?? null);
}

function pictureWith(url: string): Element | null {
  return [...document.images].find((image) => image.currentSrc === url || image.src === url) ?? null;
}

/** The hosts of the frames that hold cards of their own. */
function frames(): string[] {
  const sources = [...document.querySelectorAll("iframe")].map(({ src }) => src);
  const hosts = sources.filter((src) => URL.canParse(src)).map((src) => new URL(src).host);
  return [...new Set(hosts.filter(isFramed))];
}

/** What is on the screen now, or on the page: the first `limit` cards, and how many more there are. */
async function scan(cards: Cards, { limit, of }: { limit: number; of?: "page" }): Promise<Scan> {
  await cards.look();
  const [shown, all] = [cards.onScreen(), cards.all()];
  const wanted = of === "page" ? all : shown;
  const words = selected();
  // The innermost: cards stand in cards.
  const pointed = wanted.findLastIndex((card) => card.matches(":hover"));
  return {
    cards: wanted.slice(0, limit).map(snapshotCard),
    more: Math.max(0, wanted.length - limit),
    beyond: Math.max(0, all.length - shown.length),
    frames: frames(),
    ...(pointed === -1 ? {} : { pointed }),
    ...(words === null ? {} : { selection: { text: words.text, prefix: words.prefix, suffix: words.suffix } }),
  };
}
