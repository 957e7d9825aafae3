// What became of a thing since it was pinned: the later looks at it, each with what had changed.

import { html, nothing, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";

import type { Look, EditedPiece } from "../../../pkg/pinfold.js";
import { text } from "../i18n.js";
import { define, PfElement } from "./element.js";
import "./time.js";
import { countLabel, number } from "./words.js";

/** `<pf-sightings .looks=${detail.history}>`; `most` shows the latest only. */
export class PfSightings extends PfElement {
  @property({ attribute: false }) looks: readonly Look[] = [];
  @property({ type: Number }) most = Infinity;

  protected override render(): unknown {
    return html`<ol class="pf-sightings">
      ${this.looks.slice(0, this.most).map((look) => html`<li><pf-time .at=${look.at}></pf-time> · ${whatOf(look)}${wordsOf(look.text)}</li>`)}
    </ol>`;
  }
}

/** "Likes 27 → 31, text edited"; the core has compared. */
function whatOf({ counts, sighting }: Look): string {
  const changed = counts.map(([count, before, now]) => text("history_count", countLabel(count), number(before), number(now)));
  const words = sighting === "unchanged" ? [] : [text(`sighting_${sighting}`)];
  const all = [...changed, ...words];
  return all.length === 0 ? text("sighting_unchanged") : all.join(" · ");
}

function wordsOf(pieces: readonly EditedPiece[] | undefined): TemplateResult | typeof nothing {
  if (pieces === undefined || pieces.length === 0) return nothing;
  return html`<p class="pf-sightings-text" dir="auto">${pieces.map(pieceOf)}</p>`;
}

function pieceOf(piece: EditedPiece): TemplateResult {
  if ("gone" in piece) return html`<del>${piece.gone}</del> `;
  if ("new" in piece) return html`<ins>${piece.new}</ins> `;
  return html`<span>${piece.kept}</span> `;
}

define("pf-sightings", PfSightings);

declare global {
  interface HTMLElementTagNameMap {
    "pf-sightings": PfSightings;
  }
}
