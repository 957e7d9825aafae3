// A pin in a list, on a board, or in a panel. It shows a `PinCard` and says when it is opened; it knows no other pin.

import { html, nothing, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";

import type { PinCard } from "../../../pkg/pinfold.js";
import { text } from "../i18n.js";
import { define, PfElement } from "./element.js";
import { icon } from "./icon.js";
import type { IconName } from "./icons.js";
import "./picture.js";
import "./time.js";
import { chip, price } from "./value.js";
import { kindName } from "./words.js";

/** The icon of each kind. */
export const KIND_ICONS: Record<PinCard["kind"], IconName> = {
  post: "post",
  comment: "comment",
  review: "review",
  product: "shop",
  image: "image",
  selection: "selection",
  page: "page",
  screenshot: "camera",
};

/** Chips past this stand behind a count: one quiet row, not a wall. */
const MAX_CHIPS = { board: 3, tile: 0, row: 2, compact: 2 } as const;

/** Text with the spans that the query found marked; spans count code points, as the core does. */
export function marked(words: string, marks: readonly (readonly [number, number])[] | undefined): TemplateResult {
  if (marks === undefined || marks.length === 0) return html`${words}`;
  const points = [...words];
  const parts: unknown[] = [];
  let at = 0;
  for (const [start, end] of marks) {
    if (start < at || end > points.length) continue;
    parts.push(points.slice(at, start).join(""), html`<mark>${points.slice(start, end).join("")}</mark>`);
    at = end;
  }
  parts.push(points.slice(at).join(""));
  return html`${parts}`;
}

/** What to call a pin in one line. */
export function pinName(card: PinCard): string {
  const words = card.title ?? card.text ?? card.picture?.alt;
  if (words) return words.length > 80 ? `${[...words].slice(0, 79).join("")}…` : words;
  return text("shared_pin_unnamed", kindName(card.kind), card.site);
}

/** `<pf-card .card look="board|tile|row|compact" href>`: the words are a link; `controls` stand at the end of the card. */
export class PfCard extends PfElement {
  @property({ attribute: false }) card: PinCard | undefined;
  @property({ reflect: true }) look: "board" | "tile" | "row" | "compact" = "board";
  @property({ attribute: false }) href = "";
  @property({ attribute: false }) controls: unknown = nothing;
  /** Whether the link is a stop of the Tab key: in a long list only one is. */
  @property({ attribute: false }) stop: "tab" | "none" = "tab";

  protected override render(): unknown {
    const card = this.card;
    if (card === undefined) return nothing;
    const picture = card.picture;
    const body = card.title === undefined ? card.text : undefined;
    const below = card.title !== undefined && card.text !== undefined && card.text !== card.title ? card.text : undefined;
    const shown = (card.tags ?? []).slice(0, MAX_CHIPS[this.look]);
    const more = (card.tags ?? []).length - shown.length;
    return html`<article class="pf-card" data-kind=${card.kind} ?data-picture=${picture !== undefined}>
      ${picture === undefined
        ? this.look === "board" || this.look === "tile"
          ? nothing
          : html`<span class="pf-card-kind" title=${kindName(card.kind)}>${icon(KIND_ICONS[card.kind], 20, kindName(card.kind))}</span>`
        : html`<pf-picture class="pf-card-picture" .picture=${picture} ?cover=${this.look !== "board"} ?quiet=${this.look !== "board"}></pf-picture>`}
      <div class="pf-card-in">
        <a class="pf-card-words" href=${this.href || nothing} draggable="false" dir="auto" tabindex=${this.stop === "tab" ? "0" : "-1"}
          >${card.title ?? (body === undefined ? pinName(card) : marked(body, card.marks))}</a
        >
        ${below === undefined || (this.look === "board" && picture !== undefined)
          ? nothing
          : html`<p class="pf-card-text" dir="auto">${marked(below, card.marks)}</p>`}
        <div class="pf-card-by">
          <span class="pf-card-author" dir="auto">${this.#by(card)}</span>
          ${card.price === undefined ? html`<pf-time .at=${card.created} .published=${card.published}></pf-time>` : price(card.price)}
        </div>
        <div class="pf-card-chips">
          ${shown.map(chip)}${more > 0 ? html`<span class="pf-chip pf-chip-more" title=${text("shared_more_tags", String(more))}>+${more}</span>` : nothing}
          <span class="pf-card-signs">
            ${card.annotations > 0 ? html`<span title=${text("shared_annotations", String(card.annotations))}>${icon("note", 12)}${card.annotations}</span>` : nothing}
            ${card.rights === "refused" ? html`<span class="pf-bad" title=${text("rights_refused")}>${icon("rights", 12, text("rights_refused"))}</span>` : nothing}
          </span>
        </div>
      </div>
      ${this.controls === nothing ? nothing : html`<div class="pf-card-controls">${this.controls}</div>`}
    </article>`;
  }

  #by(card: PinCard): string {
    const who = card.author ?? (card.handle === undefined ? undefined : `@${card.handle}`);
    return [who, card.site].filter((part) => part !== undefined && part !== "").join(" · ");
  }
}

define("pf-card", PfCard);

declare global {
  interface HTMLElementTagNameMap {
    "pf-card": PfCard;
  }
}
