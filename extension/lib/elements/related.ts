// Other pins that have to do with one: those of its thread, and those that are alike, each with the reason.

import { html, nothing, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";

import type { BoardId, Likeness, PinCard, PinDetail, PinId, Tie } from "../../../pkg/pinfold.js";
import { text } from "../i18n.js";
import "./card.js";
import { define, PfElement } from "./element.js";
import { number, percent } from "./words.js";

/** A board that a pin stands on. */
export interface RelatedBoard {
  readonly name: string;
  readonly href: string;
}

/**
 * `<pf-related .detail .href .board .tie @pf-open>`: cards are links; without `href` they say `pf-open` with the pin. With `board`,
 * what is alike says where it stands; with `tie`, a person is asked whether it belongs together.
 */
export class PfRelated extends PfElement {
  @property({ attribute: false }) detail: PinDetail | undefined;
  @property({ attribute: false }) href: ((pin: PinId) => string) | undefined;
  @property({ attribute: false }) board: ((board: BoardId) => RelatedBoard | undefined) | undefined;
  @property({ attribute: false }) tie: ((other: PinId, tie?: Tie) => void) | undefined;

  protected override render(): unknown {
    if (this.detail === undefined) return nothing;
    const { thread, similar, pin } = this.detail;
    const position = pin.thread?.position;
    const place = position === undefined ? text("related_thread") : text("related_thread_place", number(position.place), number(position.of));
    return html`${thread.length === 0 && position === undefined
      ? nothing
      : html`<section>
          <h2>${place}</h2>
          ${thread.length === 0 ? html`<p class="pf-hint">${text("related_thread_alone")}</p>` : html`<ul>${thread.map((card) => html`<li>${this.#card(card)}</li>`)}</ul>`}
        </section>`}
    ${similar.length === 0
      ? nothing
      : html`<section>
          <h2>${text("related_similar")}</h2>
          <ul>
            ${similar.map(({ card, because }) => html`<li>${this.#card(card)}<p class="pf-hint">${reason(because)}${this.#on(card)}</p>${this.#asking(card.id, because)}</li>`)}
          </ul>
        </section>`}`;
  }

  #on({ boards }: PinCard): unknown {
    const known = boards.map((board) => this.board?.(board)).filter((board) => board !== undefined);
    return known.map(({ name, href }) => html` · <a href=${href} dir="auto">${name}</a>`);
  }

  #asking(other: PinId, because: Likeness): unknown {
    const { tie } = this;
    if (tie === undefined) return nothing;
    const button = (key: string, said?: Tie): TemplateResult => html`<button type="button" class="pf-button pf-quiet pf-small" @click=${() => tie(other, said)}>${text(key)}</button>`;
    return html`<p class="pf-related-asking">${because === "linked" ? button("related_unlink") : [button("related_link", "linked"), button("related_apart", "apart")]}</p>`;
  }

  #card(card: PinCard): TemplateResult {
    const open = (event: Event): void => {
      if (this.href !== undefined) return;
      event.preventDefault();
      this.dispatchEvent(new CustomEvent<PinId>("pf-open", { detail: card.id, bubbles: true }));
    };
    return html`<pf-card look="compact" .card=${card} .href=${this.href?.(card.id) ?? `#pin=${card.id}`} @click=${open}></pf-card>`;
  }
}

function reason(because: Likeness): string {
  if (typeof because === "object") return text("similar_like_text", percent(because.like_text.percent));
  return text(`similar_${because}`);
}

define("pf-related", PfRelated);

declare global {
  interface HTMLElementTagNameMap {
    "pf-related": PfRelated;
  }
}
