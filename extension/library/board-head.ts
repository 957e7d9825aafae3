// The head of the middle pane: what is shown, how many, what a board is for and what its pins have in common.

import { html, nothing, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";

import type { Common, RailBoard } from "../../pkg/pinfold.js";
import { icon } from "../lib/elements/icon.js";
import type { IconName } from "../lib/elements/icons.js";
import "../lib/elements/menu.js";
import type { MenuItem } from "../lib/elements/menu.js";
import { tagWords } from "../lib/elements/value.js";
import { counted, money, number } from "../lib/elements/words.js";
import { text } from "../lib/i18n.js";
import * as boards from "./boards.js";
import { Part } from "./part.js";
import { isFiltered, toggled } from "./place.js";
import { profileOf } from "./profile/dialog.js";

@customElement("pf-board-head")
export class PfBoardHead extends Part {
  #title(): string {
    const { place, board } = this.library;
    if (place.view === "board") return board?.name ?? "";
    if (place.view === "inbox") return text("library_inbox");
    if (place.view === "history") return text("library_history");
    return text("library_all");
  }

  protected override render(): unknown {
    const { place, board, pins, opened } = this.library;
    const ready = opened === "ready" && pins.state === "ready";
    const filtered = isFiltered(place);
    const whole = board?.count ?? pins.of;
    const count = filtered ? text("library_count_of", number(pins.total), number(whole)) : counted("count_pins", pins.total);
    return html`<div class="head">
        <div class="head-words">
          <h1 dir="auto">${this.#title()}</h1>
          ${pins.total > 0 ? this.#looks() : nothing}
          ${board !== undefined ? html`<pf-menu .label=${text("library_board_menu")} .items=${this.#menu(board)}></pf-menu>` : nothing}
        </div>
        ${board?.archived ? html`<p class="head-query">${icon("box", 12)}${text("library_board_archived")}</p>` : nothing}
        ${board?.query === undefined ? nothing : html`<p class="head-query">${icon("smart", 12)}<code dir="auto">${board.query}</code></p>`}
        ${board?.description ? html`<p class="head-description" dir="auto">${board.description}</p>` : nothing}
        <p class="pf-hint" role="status">${ready && place.view !== "history" ? count : place.view === "history" ? text("library_history_hint") : html`&nbsp;`}</p>
      </div>
      ${ready && !filtered && pins.common !== undefined ? this.#common(pins.common) : nothing}`;
  }

  #looks(): TemplateResult {
    const button = (sign: IconName, name: string, key: string, run: () => void): TemplateResult =>
      html`<button type="button" class="pf-button pf-quiet pf-square" aria-label=${name} title="${name} (${key})" @click=${run}>${icon(sign)}</button>`;
    return html`${button("present", text("library_present"), "P", () => this.dispatchEvent(new CustomEvent("pf-present", { bubbles: true })))}
    ${button("profile", text("profile_open"), "I", () => profileOf(this.library))}`;
  }

  #menu(board: RailBoard): MenuItem[] {
    const { library } = this;
    const items: MenuItem[] = [
      { label: text("library_board_rename"), icon: "edit", run: () => void boards.renameBoard(board) },
      { label: text("library_board_describe"), icon: "note", run: () => void boards.describeBoard(board) },
    ];
    if (board.query !== undefined) items.push({ label: text("library_smart_change"), icon: "smart", run: () => void boards.changeQuery(board) });
    else items.push({ label: text("library_section_new"), icon: "section", run: () => void boards.addSection(board) });
    for (const section of board.sections) {
      items.push("line", { label: text("library_section_rename_named", section.name), run: () => void boards.renameSection(board, section) });
      const at = board.sections.indexOf(section);
      if (at > 0) items.push({ label: text("library_section_up", section.name), icon: "up", run: () => void boards.moveSection(board, section, -1) });
      if (at < board.sections.length - 1) {
        items.push({ label: text("library_section_down", section.name), icon: "down", run: () => void boards.moveSection(board, section, 1) });
      }
      items.push({ label: text("library_section_split", section.name), icon: "board", run: () => void boards.splitSection(library, board, section) });
      items.push({ label: text("library_section_remove", section.name), icon: "delete", run: () => void boards.removeSection(board, section) });
    }
    items.push("line", { label: text("library_board_copy"), icon: "copy", run: () => void boards.copyBoard(library, board) });
    if (board.query === undefined) items.push({ label: text("library_board_merge"), icon: "link", run: () => boards.mergeBoard(library, board) });
    items.push({ label: text(board.archived ? "library_board_unarchive" : "library_board_archive"), icon: "box", run: () => void boards.archiveBoard(board, !board.archived) });
    items.push("line", { label: text("library_board_delete"), icon: "delete", tone: "danger", run: () => void boards.deleteBoard(library, board) });
    return items;
  }

  #common(common: Common): TemplateResult | typeof nothing {
    const { prices, median, tags = [] } = common;
    if (prices === undefined && tags.length === 0) return nothing;
    return html`<section class="common" aria-label=${text("library_common")}>
      ${prices === undefined
        ? nothing
        : html`<div>
            <h2>${text("field_price")}</h2>
            <p>
              ${prices[0].amount === prices[1].amount ? money(prices[0]) : `${money(prices[0])} – ${money(prices[1])}`}
              ${median === undefined || prices[0].amount === prices[1].amount ? nothing : html`<span class="pf-hint">${text("library_common_median", money(median))}</span>`}
            </p>
          </div>`}
      ${tags.length === 0
        ? nothing
        : html`<div>
            <h2>${text("library_common_tags")}</h2>
            <div class="chips">
              ${tags.map(
                (tag) =>
                  html`<button type="button" class="pf-chip chip-button" @click=${() => this.library.go(toggled(this.library.place, "tags", tag))}>${tagWords(tag)}</button>`,
              )}
            </div>
          </div>`}
    </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "pf-board-head": PfBoardHead;
  }
}
