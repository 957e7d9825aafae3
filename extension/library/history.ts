// The last changes, newest first, each with the way to take it back. What cannot be taken back says so.

import { html, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";

import type { ChangeView } from "../../pkg/pinfold.js";
import { empty } from "../lib/elements/empty.js";
import { icon } from "../lib/elements/icon.js";
import type { IconName } from "../lib/elements/icons.js";
import "../lib/elements/time.js";
import { deedName } from "../lib/elements/words.js";
import { text } from "../lib/i18n.js";
import { undo } from "./edits.js";
import { Fresh } from "./fresh.js";
import { read } from "./reads.js";

const SIGNS: Record<ChangeView["deed"], IconName> = {
  pinned: "pin",
  observed: "eye",
  edited: "edit",
  tagged: "tag",
  placed: "board",
  deleted: "delete",
  annotated: "note",
  board_changed: "board",
  boards_merged: "board",
  board_deleted: "delete",
  vocabulary_changed: "tag",
  rights_set: "rights",
  case_changed: "info",
  handed_over: "send",
  customer_changed: "person",
  customers_merged: "person",
  customer_split: "person",
  customer_deleted: "delete",
  rules_changed: "rules",
  rules_applied: "rules",
  settings_changed: "settings",
  media_changed: "image",
  restored: "upload",
  imported: "download",
  undone: "undo",
};

@customElement("pf-history")
export class PfHistory extends Fresh {
  @state() private changes: readonly ChangeView[] | undefined;

  protected override async load(): Promise<void> {
    this.changes = await read("changes", "changes");
  }

  protected override render(): unknown {
    if (this.changes === undefined) return nothing;
    if (this.changes.length === 0) return empty("history", text("library_history_empty"), text("library_history_empty_text"));
    return html`<ol class="history">
      ${this.changes.map((change) => this.#row(change))}
    </ol>`;
  }

  #row(change: ChangeView): TemplateResult {
    const name = deedName(change.deed, change.count, change.label);
    return html`<li data-undone=${change.undoable === "undone"}>
      ${icon(SIGNS[change.deed])}
      <span class="history-words" dir="auto">${name}</span>
      <pf-time class="pf-hint" .at=${change.at}></pf-time>
      ${change.undoable === "yes"
        ? html`<button type="button" class="pf-button pf-small" aria-label=${text("library_undo_named", name)} @click=${() => void undo(change.id)}>${icon("undo")}${text("shared_undo")}</button>`
        : html`<span class="pf-hint history-state" title=${change.undoable === "no" ? text("failure_undo_impossible") : nothing}>
            ${change.undoable === "undone" ? text("library_was_undone") : text("library_not_undoable")}
          </span>`}
    </li>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "pf-history": PfHistory;
  }
}
