// All boards as tiles, each with the picture that stands for it, its name and how much is on it; what was put away stands at
// the end. Making the first one is taught here.

import { html, nothing, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";

import type { RailBoard } from "../../pkg/pinfold.js";
import { empty } from "../lib/elements/empty.js";
import { icon } from "../lib/elements/icon.js";
import "../lib/elements/picture.js";
import { counted } from "../lib/elements/words.js";
import { text } from "../lib/i18n.js";
import { createBoard } from "./boards.js";
import { head, waiting } from "./head.js";
import { Part } from "./part.js";
import { hrefOf, START } from "./place.js";

@customElement("pf-board-tiles")
export class PfBoardTiles extends Part {
  protected override render(): unknown {
    const boards = this.library.rail?.boards;
    const add = html`<button type="button" class="pf-button" @click=${() => void createBoard(this.library)}>${icon("plus")}${text("library_board_new")}</button>`;
    const name = text("library_boards");
    if (boards === undefined) return html`${head(name, nothing)}${waiting()}`;
    if (boards.length === 0) return html`${head(name, nothing)}${empty("board", text("library_boards_empty"), text("library_boards_none"), add)}`;
    const away = boards.filter((board) => board.archived);
    return html`${head(name, add)} ${tiles(boards.filter((board) => !board.archived))}
    ${away.length === 0 ? nothing : html`<h2 class="tiles-away">${text("library_boards_archived", String(away.length))}</h2>${tiles(away)}`}`;
  }
}

function tiles(boards: readonly RailBoard[]): TemplateResult {
  return html`<ul class="tiles">
    ${boards.map(
      (board) => html`<li>
        <a href=${hrefOf({ ...START, view: "board", board: board.id })}>
          <span class="tile-cover">
            ${board.cover === undefined
              ? icon(board.query === undefined ? "board" : "smart", 24)
              : html`<pf-picture cover quiet .picture=${{ id: board.cover, alt: "", width: 0, height: 0, state: "stored" as const }}></pf-picture>`}
          </span>
          <strong dir="auto">${board.name}</strong>
          <span class="pf-hint">${counted("count_pins", board.count)}${board.sections.length === 0 ? nothing : html` · ${counted("count_sections", board.sections.length)}`}</span>
        </a>
      </li>`,
    )}
  </ul>`;
}

declare global {
  interface HTMLElementTagNameMap {
    "pf-board-tiles": PfBoardTiles;
  }
}
