// The keys of the library and its command bar: one list of acts, each with its name, its key and its place in the help.

import type { Command } from "../../pkg/pinfold.js";
import type { IconName } from "../lib/elements/icons.js";
import { showShortcuts } from "../lib/elements/shortcut-help.js";
import { shortcuts } from "../lib/elements/shortcuts.js";
import { tagWords } from "../lib/elements/value.js";
import { counted } from "../lib/elements/words.js";
import { text } from "../lib/i18n.js";
import * as acts from "./acts.js";
import type { PfLibrary } from "./app.js";
import { createBoard } from "./boards.js";
import { edit, undo } from "./edits.js";
import { composeDialog } from "../lib/compose/compose.js";
import { exportDialog } from "./export-dialog.js";
import { importDialog } from "./import-dialog.js";
import { type Choice, fits, palette } from "./palette.js";
import { isOrdered, nextLayout, START } from "./place.js";
import { present } from "./present/view.js";
import { profileOf } from "./profile/dialog.js";
import { sendMany } from "./send-many.js";
import { ACCEPT_KEY } from "./suggested.js";

interface Act {
  readonly name: string;
  readonly group: "go" | "choose" | "do" | "pin";
  readonly keys?: string;
  readonly icon?: IconName;
  readonly run: () => void;
  readonly when?: () => boolean;
  readonly typing?: "too";
  /** Keys that stand for themselves in the help but are no command to choose. */
  readonly hidden?: true;
}

function allActs(app: PfLibrary): Act[] {
  const { library } = app;
  const list = (): boolean => app.pins !== null;
  const step = (direction: "up" | "down" | "left" | "right") => () => app.pins?.activate(app.pins.beside(direction));
  const extend = (by: number) => () => void app.pins?.range(library.active + by).then(() => app.pins?.activate(library.active));
  const open = (): void => {
    const card = library.pins.card(library.active);
    if (card !== undefined) library.show(card.id);
  };
  const toPin = (what: "note" | "tags") => (): void => {
    if (library.place.pin === undefined) open();
    void app.updateComplete.then(() => setTimeout(() => app.detail.focusOn(what), 60));
  };
  return [
    { name: "library_key_search", group: "go", keys: "/", icon: "search", run: () => app.search.focus() },
    { name: "library_commands", group: "go", keys: "mod+k", run: () => commandBar(app), typing: "too", hidden: true },
    { name: "library_all", group: "go", keys: "1", icon: "all", run: () => library.go({ ...START }) },
    { name: "library_inbox", group: "go", keys: "2", icon: "inbox", run: () => library.go({ ...START, view: "inbox" }) },
    { name: "library_history", group: "go", keys: "3", icon: "history", run: () => library.go({ ...START, view: "history" }) },
    { name: "library_customers", group: "go", keys: "4", icon: "person", run: () => library.go({ ...START, view: "customers" }) },
    { name: "vocabulary_title", group: "go", keys: "5", icon: "tag", run: () => library.go({ ...START, view: "tags" }) },
    { name: "library_boards", group: "go", keys: "6", icon: "board", run: () => library.go({ ...START, view: "boards" }) },
    { name: "rules_title", group: "go", keys: "7", icon: "rules", run: () => library.go({ ...START, view: "rules" }) },
    { name: "library_key_layout", group: "go", keys: "v", icon: "masonry", run: () => library.go({ layout: nextLayout(library.place) }, "replace"), when: list },
    { name: "library_present", group: "go", keys: "p", icon: "present", run: () => present(app), when: () => list() && library.pins.total > 0 },
    { name: "shared_shortcuts", group: "go", keys: "?", icon: "keyboard", run: showShortcuts },
    { name: "library_key_next", group: "choose", keys: "j", run: () => app.pins?.activate(library.active + 1), when: list, hidden: true },
    { name: "library_key_previous", group: "choose", keys: "k", run: () => app.pins?.activate(library.active - 1), when: list, hidden: true },
    ...(["up", "down", "left", "right"] as const).map((way): Act => ({ name: `library_key_${way}`, group: "choose", keys: `arrow${way}`, run: step(way), when: () => list() && inList(app), hidden: true })),
    { name: "library_key_first", group: "choose", keys: "home", run: () => app.pins?.activate(0), when: () => list() && inList(app), hidden: true },
    { name: "library_key_last", group: "choose", keys: "end", run: () => app.pins?.activate(library.pins.total - 1), when: () => list() && inList(app), hidden: true },
    { name: "library_key_open", group: "choose", keys: "o", run: open, when: list, hidden: true },
    { name: "library_choose", group: "choose", keys: "x", run: () => toggle(app), when: list, hidden: true },
    { name: "library_key_extend_down", group: "choose", keys: "shift+arrowdown", run: extend(1), when: list, hidden: true },
    { name: "library_key_extend_up", group: "choose", keys: "shift+arrowup", run: extend(-1), when: list, hidden: true },
    { name: "library_key_all", group: "choose", keys: "mod+a", icon: "select", run: () => void chooseAll(app), when: list },
    { name: "library_key_escape", group: "choose", keys: "escape", run: () => escape(app), typing: "too", hidden: true },
    { name: "library_bulk_tag", group: "do", keys: "t", icon: "tag", run: () => acts.tagPins(library, library.aimed), when: list },
    { name: "library_bulk_board", group: "do", keys: "b", icon: "board", run: () => acts.boardPins(library, library.aimed), when: list },
    { name: "library_bulk_off", group: "do", keys: "shift+b", icon: "minus", run: () => void acts.unplacePins(library, library.aimed), when: () => library.board !== undefined && library.board.query === undefined },
    { name: "library_bulk_rights", group: "do", keys: "r", icon: "rights", run: () => acts.rightsPins(library, library.aimed), when: list },
    { name: "profile_open", group: "go", keys: "i", icon: "profile", run: () => profileOf(library), when: () => list() && library.pins.total > 0 },
    { name: "library_compare", group: "do", keys: "c", icon: "compare", run: () => acts.comparePins(library), when: () => list() && acts.areComparable(library.selection.size) },
    { name: "library_export", group: "do", keys: "e", icon: "export", run: () => exportDialog(library) },
    { name: "library_import", group: "do", keys: "shift+i", icon: "upload", run: () => importDialog() },
    { name: "compose_send_to", group: "do", keys: "s", icon: "send", run: () => sendTo(library), when: list },
    { name: "shared_delete", group: "do", keys: "delete", icon: "delete", run: () => void acts.deletePins(library, library.aimed), when: list },
    { name: "library_key_undo", group: "do", keys: "mod+z", icon: "undo", run: () => void undo() },
    { name: "library_key_earlier", group: "do", keys: "alt+arrowup", icon: "up", run: () => void move(app, -1), when: () => isOrdered(library.place) },
    { name: "library_key_later", group: "do", keys: "alt+arrowdown", icon: "down", run: () => void move(app, 1), when: () => isOrdered(library.place) },
    { name: "library_board_new", group: "do", icon: "plus", run: () => void createBoard(library) },
    { name: "library_suggested_accept", group: "pin", keys: ACCEPT_KEY, icon: "tag", run: () => app.detail.acceptTag(), when: () => library.detail !== undefined },
    { name: "library_key_note", group: "pin", keys: "n", icon: "note", run: toPin("note"), when: list },
    { name: "library_highlight_words", group: "pin", keys: "h", icon: "highlight", run: () => void app.detail.highlight(), when: () => library.detail?.pin.text !== undefined },
  ];
}

/** Composes the notes of the chosen pins, or that of the pin which is open or which the keys are on. */
function sendTo({ detail, selection, aimed }: PfLibrary["library"]): void {
  const [pin] = selection.size === 0 && detail !== undefined ? [detail.pin.id] : aimed;
  if (selection.size > 1) sendMany(aimed);
  else if (pin !== undefined) composeDialog(pin);
}

/** Arrow keys move in the list only while the focus is there, or nowhere in particular. */
function inList(app: PfLibrary): boolean {
  const focus = document.activeElement;
  return focus === document.body || focus === null || app.pins?.contains(focus) === true;
}

function toggle(app: PfLibrary): void {
  const { library } = app;
  const card = library.pins.card(library.active);
  if (card !== undefined) library.selection.toggle(card.id, library.active);
}

async function chooseAll(app: PfLibrary): Promise<void> {
  const { library } = app;
  library.selection.replace(await library.pins.ids(0, library.pins.total - 1));
}

function escape(app: PfLibrary): void {
  const { library } = app;
  const focus = document.activeElement;
  if (document.body.classList.contains("rail-open")) document.body.classList.remove("rail-open");
  else if (focus instanceof HTMLElement && app.detail.contains(focus) && focus.matches("input, textarea, select")) focus.blur();
  else if (library.selection.size > 0) library.selection.clear();
  else if (library.place.pin !== undefined) app.closeDetail();
}

/** Moves the pins one place up or down the board; at the end of a section, into the next one. */
async function move(app: PfLibrary, by: -1 | 1): Promise<void> {
  const { library } = app;
  const board = library.place.board;
  const ids = library.aimed;
  const places = ids.map((pin) => library.pins.indexOf(pin)).filter((at) => at >= 0).sort((a, b) => a - b);
  const edge = by < 0 ? places[0] : places.at(-1);
  if (board === undefined || edge === undefined || library.board?.query !== undefined) return;
  const own = library.pins.card(edge);
  const beside = library.pins.card(edge + by);
  if (own === undefined || beside === undefined) return;
  const pins = places.map((at) => library.pins.card(at)?.id).filter((pin) => pin !== undefined);
  const within = own.section === beside.section;
  const spot = (by < 0) === within ? { before: beside.id } : { after: beside.id };
  const command: Command = { pins_place: { pins, board, ...(beside.section == null ? {} : { section: beside.section }), spot } };
  library.addEventListener("refreshed", () => app.pins?.activate(library.pins.indexOf(own.id)), { once: true });
  await edit(command, text("library_moved", acts.many(pins)));
}

/** Keeps the keys while the page stands. */
export function keep(app: PfLibrary): () => void {
  return shortcuts(
    allActs(app).flatMap(({ keys, name, group, run, when, typing }) =>
      keys === undefined
        ? []
        : [{ keys, label: text(name), group: text(`library_group_${group}`), run, ...(when === undefined ? {} : { when }), ...(typing === undefined ? {} : { typing }) }],
    ),
  );
}

/** Opens the command bar: every act, every board, tag and site. */
export function commandBar(app: PfLibrary): void {
  const { library } = app;
  palette(text("library_commands"), (typed) => {
    const doing: Choice[] = allActs(app)
      .filter((act) => act.hidden === undefined && act.when?.() !== false)
      .map((act) => ({ label: text(act.name), run: act.run, ...(act.icon === undefined ? {} : { icon: act.icon }), ...(act.keys === undefined ? {} : { keys: act.keys }) }));
    const boards: Choice[] = (library.rail?.boards ?? []).map((board) => ({
      label: board.name,
      icon: board.query === undefined ? "board" : "smart",
      hint: counted("count_pins", board.count),
      run: () => library.go({ ...START, view: "board", board: board.id }),
    }));
    const tags: Choice[] = (library.rail?.tags ?? []).map(({ chip, count }) => ({
      label: tagWords(chip.path),
      icon: "tag",
      hint: counted("count_pins", count),
      run: () => library.go({ ...START, tags: [chip.path] }),
    }));
    const search: Choice[] = typed.trim() === "" ? [] : [{ label: text("library_search_for", typed), icon: "search", run: () => library.go({ ...START, q: typed }) }];
    return [...[...doing, ...boards, ...tags].filter((choice) => fits(choice.label, typed)), ...search];
  });
}
