// The boards a pin stands on, as chips, with a field to put it on another or on a new one.
import { html, nothing } from "lit";
import { property, query } from "lit/decorators.js";
import type { BoardChoice, BoardId, EditorView } from "../../pkg/pinfold.js";
import type { Drafts } from "../lib/drafts.js";
import { define, PfElement } from "../lib/elements/element.js";
import { icon } from "../lib/elements/icon.js";
import { line } from "../lib/elements/prompt.js";
import { newId } from "../lib/ids.js";
import { text } from "../lib/i18n.js";
import { remember } from "../lib/recent.js";

const NEW = "new";

/** `<pf-boards .view .drafts>`. */
export class PfBoards extends PfElement {
  @property({ attribute: false }) view!: EditorView;
  @property({ attribute: false }) drafts!: Drafts;
  @query("select") private select!: HTMLSelectElement;

  protected override render(): unknown {
    const { pin, boards } = this.view.detail;
    const on = new Set(Object.keys(pin.placements ?? {}));
    const free = this.view.boards.filter((board) => !on.has(board.id));
    return html`${boards.length === 0
        ? nothing
        : html`<ul class="board-chips">
            ${boards.map(
              ([id, name]) =>
                html`<li class="pf-chip" data-colour="accent">
                  <span dir="auto">${name}</span>
                  <button type="button" class="pf-chip-remove" aria-label=${text("panel_board_off", name)} @click=${() => this.#off(id)}>${icon("close", 12)}</button>
                </li>`,
            )}
          </ul>`}
      <select class="pf-field" aria-label=${text("panel_board_add")} @change=${this.#chosen}>
        <option value="" selected>${text("panel_board_add")}</option>
        ${free.map((board: BoardChoice) => html`<option value=${board.id}>${board.name}</option>`)}
        <option value=${NEW}>${text("panel_board_new")}</option>
      </select>`;
  }

  readonly #chosen = async (): Promise<void> => {
    const chosen = this.select.value;
    this.select.value = "";
    if (chosen === NEW) await this.#make();
    else if (chosen !== "") await this.#on(chosen);
  };

  async #make(): Promise<void> {
    const name = await line({ heading: text("panel_board_new_heading"), label: text("shared_name"), action: text("panel_board_make") });
    if (name === undefined) return this.select.focus();
    const id: BoardId = newId();
    if (await this.drafts.choose(`board:${id}`, { board_create: { id, name } })) await this.#on(id);
    this.select.focus();
  }

  async #on(board: BoardId): Promise<void> {
    await this.drafts.choose(`board:${board}`, { pins_place: { pins: [this.view.detail.pin.id], board, spot: "last" } });
    await remember(board);
  }

  #off(board: BoardId): void {
    void this.drafts.choose(`board:${board}`, { pins_unplace: { pins: [this.view.detail.pin.id], board } });
    this.select.focus();
  }
}

define("pf-boards", PfBoards);
