// The cards that a taught adapter finds, as a list: who, when, the first words, and what is missing. Choosing one shows it
// on the page.
import type { Draft, TriedCard } from "../../pkg/pinfold.js";
import { language, text } from "../lib/i18n.js";
import { make } from "./make.js";
import { words } from "./words.js";

/** First words of a card, in characters. */
const SHOWN = 90;

/** The list; `go` is told which one was chosen. */
export function foundList(cards: readonly TriedCard[], go: (at: number) => void): HTMLElement {
  const rows = cards.map(({ draft }, at) => {
    const { content } = draft;
    const by = content.author?.name ?? content.author?.handle;
    const when = content.published === undefined ? undefined : shown(content.published.instant);
    const head = make("span", { className: "teach-by" }, make("b", { dir: "auto" }, by ?? words("teach_no_author")), ...(when === undefined ? [] : [make("span", {}, when)]), ...missing(draft));
    const row = make("button", { type: "button" }, make("span", { className: "teach-number" }, String(at + 1)), make("span", { className: "teach-card" }, head, make("span", { dir: "auto", className: "teach-words" }, firstWords(content.text))));
    row.addEventListener("click", (event) => event.isTrusted && go(at));
    return make("li", {}, row);
  });
  return make("ol", { className: "teach-list", attrs: { "aria-label": words("teach_list") } }, ...rows);
}

/** What the person will be asked for each time. */
function missing(draft: Draft): HTMLElement[] {
  return (draft.missing ?? []).map((field) => make("span", { className: "teach-missing" }, words("teach_missing", [text(`field_${field}`)])));
}

function firstWords(said: string | undefined): string {
  const short = (said ?? "").slice(0, SHOWN * 2).replace(/\s+/gu, " ").trim();
  return short.length > SHOWN ? `${short.slice(0, SHOWN)}…` : short;
}

function shown(instant: number): string {
  return new Intl.DateTimeFormat(language(), { dateStyle: "medium", timeStyle: "short" }).format(instant);
}
