// What can be done with the pins that are chosen, or with the one the keys are on: tag, put on a board, take off, set
// rights, delete, export. Each ends in a toast that can take it back.

import { html } from "lit";

import type { PinId, TagPath } from "../../pkg/pinfold.js";
import { confirmed } from "../lib/elements/prompt.js";
import "../lib/elements/dialog.js";
import "../lib/elements/rights-fields.js";
import "../lib/elements/tag-input.js";
import { tagWords } from "../lib/elements/value.js";
import { counted } from "../lib/elements/words.js";
import { text } from "../lib/i18n.js";
import { createBoard } from "./boards.js";
import { editPins } from "./edits.js";
import type { Library } from "./library.js";
import { fits, palette } from "./palette.js";
import { FEWEST, MOST, START } from "./place.js";
import { read } from "./reads.js";
import "./suggested.js";

/** Deleting more than this asks first: ten seconds of undo are easily missed for so many. */
const ASKS_ABOVE = 25;

/** "3 pins". */
export const many = (pins: readonly PinId[]): string => counted("count_pins", pins.length);

/** Tags that complete what was typed. */
export const tagsFor = (typed: string) => read({ tags_complete: { typed } }, "tags_complete");

/** Asks which tags to add and which to remove. */
export function tagPins(library: Library, pins: readonly PinId[]): void {
  if (pins.length === 0) return;
  const dialog = document.createElement("pf-dialog");
  const add = new Set<TagPath>();
  const remove = new Set<TagPath>();
  const carried = new Map<TagPath, number>();
  for (const pin of pins) {
    const card = library.pins.card(library.pins.indexOf(pin));
    for (const tag of card?.tags ?? []) carried.set(tag.path, (carried.get(tag.path) ?? 0) + 1);
  }
  const close = (): void => {
    dialog.open = false;
    void dialog.updateComplete.then(() => dialog.remove());
  };
  const draw = (): void => {
    dialog.content = html`<div class="form">
      <div class="pf-label">
        <span>${text("library_tag_add")}</span>
        <pf-tag-input
          .label=${text("library_tag_add")}
          .tags=${[...add].map((path) => ({ path, colour: "accent" as const }))}
          .suggest=${tagsFor}
          @pf-add=${(event: CustomEvent<TagPath>) => {
            add.add(event.detail);
            draw();
          }}
          @pf-remove=${(event: CustomEvent<TagPath>) => {
            add.delete(event.detail);
            draw();
          }}
        ></pf-tag-input>
        <pf-suggested
          .library=${library}
          .pins=${pins}
          .chosen=${[...add]}
          @pf-add=${(event: CustomEvent<TagPath>) => {
            add.add(event.detail);
            draw();
          }}
        ></pf-suggested>
      </div>
      ${carried.size === 0
        ? html``
        : html`<fieldset class="plain">
            <legend>${text("library_tag_take")}</legend>
            ${[...carried].map(
              ([path, count]) =>
                html`<label class="pf-check"
                  ><input
                    type="checkbox"
                    .checked=${remove.has(path)}
                    @change=${(event: Event) => ((event.target as HTMLInputElement).checked ? remove.add(path) : remove.delete(path))}
                  /><span dir="auto">${tagWords(path)}</span><span class="pf-hint">${count}</span></label
                >`,
            )}
          </fieldset>`}
    </div>`;
  };
  const apply = (): void => {
    // What still stands in the field is meant too.
    const field = dialog.querySelector<HTMLInputElement>("pf-tag-input input");
    const typed = field?.value.trim() ?? "";
    if (typed !== "") add.add(typed);
    close();
    if (add.size + remove.size === 0) return;
    const said = add.size > 0 ? text("library_tagged", many(pins), [...add].map(tagWords).join(", ")) : text("library_untagged", many(pins));
    void editPins(pins, (part) => ({ pins_tag: { pins: part, add: [...add], remove: [...remove] } }), said);
  };
  dialog.heading = text("library_tag_pins", many(pins));
  dialog.actions = html`<button type="button" class="pf-button" @click=${close}>${text("shared_cancel")}</button>
    <button type="button" class="pf-button pf-primary" @click=${apply}>${text("library_apply")}</button>`;
  dialog.addEventListener("pf-close", close);
  draw();
  dialog.open = true;
  document.body.append(dialog);
  void dialog.updateComplete.then(() => dialog.querySelector<HTMLInputElement>("pf-tag-input input")?.focus());
}

/** Asks which board, and puts pins at its end. */
export function boardPins(library: Library, pins: readonly PinId[]): void {
  if (pins.length === 0) return;
  const boards = (library.rail?.boards ?? []).filter((board) => board.query === undefined);
  palette(text("library_board_which", many(pins)), (typed) => [
    ...boards
      .filter((board) => fits(board.name, typed))
      .map((board) => ({
        label: board.name,
        icon: "board" as const,
        hint: counted("count_pins", board.count),
        run: () => void editPins(pins, (part) => ({ pins_place: { pins: part, board: board.id, spot: "last" } }), text("library_placed", many(pins), board.name)),
      })),
    { label: text("library_board_new_for"), icon: "plus" as const, run: () => void createBoard(library, pins) },
  ]);
}

/** Takes pins off the board shown. */
export async function unplacePins(library: Library, pins: readonly PinId[]): Promise<void> {
  const board = library.board;
  if (board === undefined || pins.length === 0) return;
  if (await editPins(pins, (part) => ({ pins_unplace: { pins: part, board: board.id } }), text("library_unplaced", many(pins), board.name))) library.selection.clear();
}

/** Deletes pins; many of them only after asking. */
export async function deletePins(library: Library, pins: readonly PinId[]): Promise<void> {
  if (pins.length === 0) return;
  const ask = { heading: text("library_delete_ask", many(pins)), text: text("library_delete_note"), action: text("shared_delete"), tone: "danger" as const };
  if (pins.length > ASKS_ABOVE && !(await confirmed(ask))) return;
  if (!(await editPins(pins, (part) => ({ pins_delete: { pins: part } }), text("library_deleted", many(pins))))) return;
  library.selection.clear();
  if (library.place.pin !== undefined && pins.includes(library.place.pin)) library.show(undefined);
}

/** Asks for the rights and sets them on all. */
export function rightsPins(library: Library, pins: readonly PinId[]): void {
  if (pins.length === 0) return;
  const dialog = document.createElement("pf-dialog");
  const close = (): void => {
    dialog.open = false;
    void dialog.updateComplete.then(() => dialog.remove());
  };
  const fields = document.createElement("pf-rights-fields");
  const detail = library.detail;
  if (detail !== undefined && pins.length === 1 && pins[0] === detail.pin.id) fields.rights = detail.pin.rights ?? {};
  dialog.heading = text("library_rights_pins", many(pins));
  dialog.content = html`<p class="pf-hint dialog-lead">${text("library_rights_hint")}</p>
    ${fields}`;
  dialog.actions = html`<button type="button" class="pf-button" @click=${close}>${text("shared_cancel")}</button>
    <button
      type="button"
      class="pf-button pf-primary"
      @click=${() => {
        const rights = fields.value;
        close();
        void editPins(pins, (part) => ({ pins_rights: { pins: part, rights } }), text("library_rights_set", many(pins)));
      }}
    >
      ${text("shared_save")}
    </button>`;
  dialog.addEventListener("pf-close", close);
  dialog.open = true;
  document.body.append(dialog);
  // They are drawn a moment after the dialog is.
  void dialog.updateComplete.then(() => fields.updateComplete).then(() => fields.focus());
}

/** Whether so many pins can be read side by side. */
export function areComparable(count: number): boolean {
  return count >= FEWEST && count <= MOST;
}

/** Sets the chosen pins side by side. */
export function comparePins(library: Library): void {
  library.go({ ...START, view: "compare", compare: library.selection.ids });
}
