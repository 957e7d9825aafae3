// The bar that stands over the list while pins are chosen: how many, and what can be done with all of them at once.

import { html, nothing } from "lit";
import { customElement } from "lit/decorators.js";

import { icon } from "../lib/elements/icon.js";
import type { IconName } from "../lib/elements/icons.js";
import { keyWords } from "../lib/elements/value.js";
import { number } from "../lib/elements/words.js";
import { text } from "../lib/i18n.js";
import * as acts from "./acts.js";
import { exportDialog } from "./export-dialog.js";
import { Part } from "./part.js";
import { sendMany } from "./send-many.js";

@customElement("pf-bulk")
export class PfBulk extends Part {
  protected override render(): unknown {
    const { library } = this;
    const { selection, pins, board } = library;
    if (selection.size === 0) return nothing;
    const aimed = selection.ids;
    const button = (sign: IconName, name: string, key: string, run: () => void) =>
      html`<button type="button" class="pf-button pf-small" title="${name} (${keyWords(key)})" aria-keyshortcuts=${key} @click=${run}>
        ${icon(sign)}<span class="wide">${name}</span>
      </button>`;
    return html`<div class="bulk" role="toolbar" aria-label=${text("library_bulk")}>
      <span class="bulk-count" role="status">${text("library_chosen", number(selection.size))}</span>
      ${selection.size < pins.total
        ? html`<button type="button" class="pf-button pf-quiet pf-small" @click=${() => void this.#all()}>${text("library_choose_all", number(pins.total))}</button>`
        : nothing}
      <span class="gap"></span>
      ${button("tag", text("library_bulk_tag"), "t", () => acts.tagPins(library, aimed))}
      ${button("board", text("library_bulk_board"), "b", () => acts.boardPins(library, aimed))}
      ${board !== undefined && board.query === undefined ? button("minus", text("library_bulk_off"), "shift+b", () => void acts.unplacePins(library, aimed)) : nothing}
      ${acts.areComparable(selection.size) ? button("compare", text("library_compare"), "c", () => acts.comparePins(library)) : nothing}
      ${button("rights", text("library_bulk_rights"), "r", () => acts.rightsPins(library, aimed))}
      ${button("send", text("library_bulk_send"), "s", () => sendMany(aimed))}
      ${button("export", text("library_export"), "e", () => exportDialog(library, { pins: aimed }))}
      <button type="button" class="pf-button pf-small pf-square pf-danger" aria-label=${text("shared_delete")} title="${text("shared_delete")} (${keyWords("delete")})" aria-keyshortcuts="delete" @click=${() => void acts.deletePins(library, aimed)}>
        ${icon("delete")}
      </button>
      <button type="button" class="pf-button pf-quiet pf-square pf-small" aria-label=${text("library_choose_none")} title="${text("library_choose_none")} (Esc)" @click=${() => selection.clear()}>
        ${icon("close")}
      </button>
    </div>`;
  }

  async #all(): Promise<void> {
    this.library.selection.replace(await this.library.pins.ids(0, this.library.pins.total - 1));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "pf-bulk": PfBulk;
  }
}
