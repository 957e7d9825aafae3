// What people do with boards, each with its question and its answer: make, rename, describe, divide, delete. It draws
// nothing but the questions.

import type { BoardEdit, MediaId, PinId, RailBoard, RailSection } from "../../pkg/pinfold.js";
import { confirmed, line } from "../lib/elements/prompt.js";
import { counted, number } from "../lib/elements/words.js";
import { text } from "../lib/i18n.js";
import { newId } from "../lib/ids.js";
import { curate, edit, editPins } from "./edits.js";
import type { Library } from "./library.js";
import { fits, palette } from "./palette.js";
import { START } from "./place.js";

/** Asks for a name and makes a board; with pins, puts them on it. */
export async function createBoard(library: Library, pins: readonly PinId[] = []): Promise<void> {
  const name = await line({
    heading: text("library_board_new"),
    label: text("shared_name"),
    placeholder: text("library_board_example"),
    hint: text("library_board_hint"),
    action: text("library_board_make"),
  });
  if (name === undefined) return;
  const id = newId();
  if (!(await edit({ board_create: { id, name } }, text("library_board_made", name)))) return;
  if (pins.length > 0) await editPins(pins, (part) => ({ pins_place: { pins: part, board: id, spot: "last" } }), text("library_placed", counted("count_pins", pins.length), name));
  else library.go({ ...START, view: "board", board: id });
}

/** Makes a board that a search fills. */
export async function createSmart(library: Library, query: string): Promise<void> {
  const name = await line({
    heading: text("library_smart_new"),
    label: text("shared_name"),
    value: query,
    hint: text("library_smart_hint", query),
    action: text("library_board_make"),
  });
  if (name === undefined) return;
  const id = newId();
  if (await edit({ board_create: { id, name, query } }, text("library_board_made", name))) library.go({ ...START, view: "board", board: id });
}

function change(board: RailBoard, how: BoardEdit): Promise<boolean> {
  return curate({ board_change: { board: board.id, edit: how } }, text("library_board_changed", board.name));
}

/** Asks for another name. */
export async function renameBoard(board: RailBoard): Promise<void> {
  const name = await line({ heading: text("library_board_rename"), label: text("shared_name"), value: board.name, action: text("shared_save") });
  if (name !== undefined && name !== board.name) await change(board, { rename: name });
}

/** Asks what the board is for. */
export async function describeBoard(board: RailBoard): Promise<void> {
  const words = await line({
    heading: text("library_board_describe"),
    label: text("library_description"),
    value: board.description ?? "",
    action: text("shared_save"),
    long: true,
    optional: true,
  });
  if (words !== undefined && words !== (board.description ?? "")) await change(board, { describe: words });
}

/** Asks for another query of a smart board. */
export async function changeQuery(board: RailBoard): Promise<void> {
  const query = await line({
    heading: text("library_smart_change"),
    label: text("library_search"),
    value: board.query ?? "",
    hint: text("library_search_hint"),
    action: text("shared_save"),
  });
  if (query !== undefined && query !== board.query) await change(board, { query });
}

/** Asks for a name and adds a section. */
export async function addSection(board: RailBoard): Promise<void> {
  const name = await line({ heading: text("library_section_new"), label: text("shared_name"), action: text("shared_add") });
  if (name !== undefined) await change(board, { section_add: { id: newId(), name } });
}

/** Asks for another name of a section. */
export async function renameSection(board: RailBoard, section: RailSection): Promise<void> {
  const name = await line({ heading: text("library_section_rename"), label: text("shared_name"), value: section.name, action: text("shared_save") });
  if (name !== undefined && name !== section.name) await change(board, { section_rename: { id: section.id, name } });
}

/** Moves a section up or down. */
export async function moveSection(board: RailBoard, section: RailSection, by: -1 | 1): Promise<void> {
  const place = board.sections.findIndex((one) => one.id === section.id) + by;
  if (place >= 0 && place < board.sections.length) await change(board, { section_move: { id: section.id, place } });
}

/** Takes a section away; its pins stay on the board. */
export async function removeSection(board: RailBoard, section: RailSection): Promise<void> {
  await change(board, { section_remove: section.id });
}

/** Makes a section a board of its own. */
export async function splitSection(library: Library, board: RailBoard, section: RailSection): Promise<void> {
  const id = newId();
  const split = { board_split: { board: board.id, section: section.id, id } };
  if (await curate(split, text("library_section_split_done", section.name))) library.go({ ...START, view: "board", board: id });
}

/** Asks for a name and makes a board with the same pins in the same places. */
export async function copyBoard(library: Library, board: RailBoard): Promise<void> {
  const name = await line({ heading: text("library_board_copy"), label: text("shared_name"), value: text("library_board_copy_of", board.name), action: text("library_board_make") });
  if (name === undefined) return;
  const id = newId();
  if (await curate({ board_copy: { board: board.id, id, name } }, text("library_board_made", name))) library.go({ ...START, view: "board", board: id });
}

/** Asks into which board this one is to go, and says what comes of it. */
export function mergeBoard(library: Library, board: RailBoard): void {
  const others = (library.rail?.boards ?? []).filter((other) => other.id !== board.id && other.query === undefined && !other.archived);
  const merge = async (into: RailBoard): Promise<void> => {
    const meant = await confirmed({
      heading: text("library_board_merge_ask", board.name, into.name),
      text: text("library_board_merge_note", counted("count_pins", board.count), into.name),
      action: text("library_board_merge_do"),
    });
    if (!meant) return;
    const command = { boards_merge: { into: into.id, from: [{ board: board.id, section: newId() }] } };
    if (await curate(command, text("library_board_merged", into.name))) library.go({ ...START, view: "board", board: into.id });
  };
  palette(text("library_board_merge_into"), (typed) =>
    others.filter((other) => fits(other.name, typed)).map((other) => ({ label: other.name, icon: "board", hint: number(other.count), run: () => void merge(other) })),
  );
}

/** Puts a board away, or takes it out again. */
export async function archiveBoard(board: RailBoard, archived: boolean): Promise<void> {
  await curate({ board_change: { board: board.id, edit: { archive: archived } } }, text(archived ? "library_board_archived_now" : "library_board_back", board.name));
}

/** Makes a picture the one that stands for a board. */
export async function coverBoard(board: RailBoard, picture: MediaId): Promise<void> {
  await curate({ board_change: { board: board.id, edit: { cover: picture } } }, text("library_board_covered", board.name));
}

/** Deletes a board after asking; its pins stay. */
export async function deleteBoard(library: Library, board: RailBoard): Promise<void> {
  const meant = await confirmed({
    heading: text("library_board_delete_ask", board.name),
    text: board.query === undefined ? text("library_board_delete_note", counted("count_pins", board.count)) : text("library_smart_delete_note"),
    action: text("shared_delete"),
    tone: "danger",
  });
  if (!meant) return;
  if (await curate({ boards_delete: { boards: [board.id] } }, text("library_board_deleted", board.name))) library.go(START);
}
