// What people do with tags, each with its question, what it would do, and its answer. It draws nothing but the questions.

import { html, type TemplateResult } from "lit";

import type { BoardId, CurateCommand, Foresight, Named, PinKind, Tag, TagColour, TagMove, TagPath } from "../../../pkg/pinfold.js";
import { ask } from "../../lib/core.js";
import { asked } from "../../lib/elements/form.js";
import { agreed, line } from "../../lib/elements/prompt.js";
import { tagWords, tidied } from "../../lib/elements/value.js";
import { counted, kindName } from "../../lib/elements/words.js";
import { text } from "../../lib/i18n.js";
import { curate, edit, problem } from "../edits.js";
import type { Library } from "../library.js";
import { fits, palette } from "../palette.js";
import { read } from "../reads.js";
import { keyOf } from "./nodes.js";

const COLOURS: readonly TagColour[] = ["neutral", "accent", "good", "warn", "bad"];
const KINDS: readonly PinKind[] = ["post", "comment", "review", "product", "image", "selection", "page", "screenshot"];

/** Asks for a new tag, or for what is known of one. */
export async function writeTag(library: Library, tag?: Tag): Promise<void> {
  const boards = (library.rail?.boards ?? []).filter((board) => board.query === undefined);
  const content = html`${tag === undefined ? pathField() : html``}
    <label class="pf-label"><span>${text("vocabulary_colour")}</span>
      <select class="pf-field" name="colour" ?autofocus=${tag !== undefined}>
        ${COLOURS.map((colour) => html`<option value=${colour} .selected=${colour === (tag?.colour ?? "neutral")}>${text(`vocabulary_colour_${colour}`)}</option>`)}
      </select>
    </label>
    <label class="pf-label"><span>${text("vocabulary_synonyms")}</span><input class="pf-field" name="synonyms" dir="auto" autocomplete="off" .value=${(tag?.synonyms ?? []).join(", ")} /></label>
    <label class="pf-label"><span>${text("vocabulary_description")}</span><textarea class="pf-field" name="description" rows="3" dir="auto" .value=${tag?.description ?? ""}></textarea></label>
    <fieldset class="plain needed">
      <legend>${text("vocabulary_needed_kinds")}</legend>
      ${KINDS.map((kind) => box("kind", kind, kindName(kind), tag?.needed?.kinds?.includes(kind)))}
    </fieldset>
    ${boards.length === 0
      ? html``
      : html`<fieldset class="plain needed">
          <legend>${text("vocabulary_needed_boards")}</legend>
          ${boards.map((board) => box("board", board.id, board.name, tag?.needed?.boards?.includes(board.id)))}
        </fieldset>`}
    <p class="pf-hint">${text("vocabulary_needed_hint")}</p>`;
  const heading = tag === undefined ? text("vocabulary_new") : text("vocabulary_change", tagWords(tag.path));
  const written = await asked(heading, content, (data) => tagFrom(data, tag));
  if (written !== undefined) await curate({ tags_write: { tags: [written] } }, text("vocabulary_saved", tagWords(written.path)));
}

function pathField(): TemplateResult {
  return html`<label class="pf-label"><span>${text("vocabulary_path")}</span><input class="pf-field" name="path" dir="auto" autocomplete="off" autofocus required placeholder="complaint/delivery/late" /></label>`;
}

function box(name: string, value: string, words: string, checked = false): TemplateResult {
  return html`<label class="pf-check"><input type="checkbox" name=${name} value=${value} .checked=${checked} /><span dir="auto">${words}</span></label>`;
}

function tagFrom(data: FormData, tag: Tag | undefined): Tag {
  const field = (name: string): string => String(data.get(name) ?? "").trim();
  const all = <T extends string>(name: string): T[] => data.getAll(name).map((value) => String(value) as T);
  const { description: _, ...kept } = tag ?? { path: tidied(field("path")) };
  return {
    ...kept,
    colour: field("colour") as TagColour,
    synonyms: field("synonyms").split(",").map((word) => word.trim()).filter(Boolean),
    ...(field("description") === "" ? {} : { description: field("description") }),
    needed: { kinds: all<PinKind>("kind"), boards: all<BoardId>("board") },
  };
}

/** Asks for another path; what stands below moves along. */
export async function renameTag(path: TagPath): Promise<void> {
  const to = await line({ heading: text("vocabulary_rename", tagWords(path)), label: text("vocabulary_path"), value: path, hint: text("vocabulary_rename_hint"), action: text("shared_next") });
  if (to !== undefined && tidied(to) !== path) await moveTags([{ from: path, to: tidied(to) }], text("vocabulary_renamed", tagWords(tidied(to))));
}

/** Asks below which tag these are to stand. */
export function moveBelow(paths: readonly TagPath[], all: readonly TagPath[]): void {
  const name = (path: TagPath): string => path.split("/").at(-1) ?? path;
  const others = all.filter((path) => !paths.some((moved) => isWithin(path, moved)));
  const move = (above: string): void => {
    const moves = paths.map((from) => ({ from, to: above === "" ? name(from) : `${above}/${name(from)}` })).filter(({ from, to }) => from !== to);
    if (moves.length > 0) void moveTags(moves, text("vocabulary_moved", counted("vocabulary_count", moves.length)));
  };
  palette(text("vocabulary_move_to"), (typed) => [
    ...(typed === "" ? [{ label: text("vocabulary_move_top"), icon: "up" as const, run: () => move("") }] : []),
    ...others.filter((path) => fits(path, typed)).map((path) => ({ label: tagWords(path), icon: "tag" as const, run: () => move(path) })),
  ]);
}

/** Asks into which tag these are to be made one. */
export function mergeTags(paths: readonly TagPath[], all: readonly TagPath[]): void {
  const several = paths.length > 1;
  const merge = (into: TagPath): void => {
    const moves = paths.filter((path) => keyOf(path) !== keyOf(into)).map((from) => ({ from, to: into }));
    void moveTags(moves, text("vocabulary_merged", tagWords(into)));
  };
  // Of several, most often one of them is what they become; typing finds every other.
  const others = several ? paths : all.filter((path) => !paths.some((merged) => isWithin(path, merged)));
  palette(text(several ? "vocabulary_merge_which" : "vocabulary_merge_into"), (typed) => {
    const found = typed === "" || !several ? others : all.filter((path) => !paths.some((merged) => keyOf(path) !== keyOf(merged) && isWithin(path, merged)));
    return found.filter((path) => fits(path, typed)).map((path) => ({ label: tagWords(path), icon: "tag" as const, run: () => merge(path) }));
  });
}

function isWithin(path: TagPath, above: TagPath): boolean {
  return keyOf(path) === keyOf(above) || keyOf(path).startsWith(`${keyOf(above)}/`);
}

/** Says what moving would do, and does it when that is meant. */
export async function moveTags(moves: TagMove[], said: string): Promise<boolean> {
  return await foreseen({ tags_move: { moves } }, { heading: text("vocabulary_move_ask"), action: text("vocabulary_move_do"), said });
}

/** Takes the pins that a search finds out of a tag and gives them another. */
export async function splitTag(path: TagPath): Promise<void> {
  const content = html`<label class="pf-label"><span>${text("vocabulary_split_query")}</span><input class="pf-field" name="query" dir="auto" autocomplete="off" autofocus required /></label>
    <label class="pf-label"><span>${text("vocabulary_split_to")}</span><input class="pf-field" name="to" dir="auto" autocomplete="off" required .value=${`${path}/`} /></label>
    <p class="pf-hint">${text("vocabulary_split_hint", tagWords(path))}</p>`;
  const answer = await asked(
    text("vocabulary_split", tagWords(path)),
    content,
    (data) => ({ query: String(data.get("query") ?? ""), to: tidied(String(data.get("to") ?? "")) }),
    text("shared_next"),
  );
  if (answer === undefined) return;
  try {
    const pins = await read({ pins: { of: { query: answer.query } } }, "pins");
    await foreseen(
      { tag_split: { path, parts: [{ to: answer.to, pins }] } },
      { heading: text("vocabulary_split_ask", tagWords(answer.to)), action: text("vocabulary_split_do"), said: text("vocabulary_split_done", tagWords(answer.to)) },
    );
  } catch (error) {
    problem(error);
  }
}

/** Deletes tags and all below them, after saying what that would do. */
export async function deleteTags(paths: TagPath[]): Promise<boolean> {
  const [first = ""] = paths;
  const name = paths.length === 1 ? tagWords(first) : counted("vocabulary_count", paths.length);
  return await foreseen(
    { tags_delete: { paths } },
    { heading: text("vocabulary_delete_ask", name), action: text("shared_delete"), said: text("vocabulary_deleted", name), tone: "danger" },
  );
}

/** Notes that two tags which look alike are two. */
export async function tellApart(one: Tag, other: Tag): Promise<void> {
  const written = { ...one, apart: [...(one.apart ?? []), other.path] };
  await curate({ tags_write: { tags: [written] } }, text("vocabulary_apart", tagWords(one.path), tagWords(other.path)));
}

/** Locks the vocabulary, or opens it. */
export async function lock(locked: boolean): Promise<void> {
  try {
    const { settings } = await ask("setup", "setup");
    await edit({ settings_write: { settings: { ...settings, vocabulary_locked: locked } } }, text(locked ? "vocabulary_locked_now" : "vocabulary_open_now"));
  } catch (error) {
    problem(error);
  }
}

interface Asking {
  readonly heading: string;
  readonly action: string;
  readonly said: string;
  readonly tone?: "danger";
}

/** Says what a command would do, and carries it out when that is meant. */
async function foreseen(command: CurateCommand, { heading, action, said, tone }: Asking): Promise<boolean> {
  try {
    const foresight = await read({ foresee: { command } }, "foresight");
    const meant = await agreed({ heading, content: consequences(foresight), action, tone: tone ?? "plain" });
    return meant && (await curate(command, said));
  } catch (error) {
    problem(error);
    return false;
  }
}

/** What would happen, a line for each kind of thing. */
function consequences(seen: Foresight): TemplateResult {
  const names = (key: string, named: Named): TemplateResult | undefined => {
    if (named.count === 0) return undefined;
    const listed = named.names.map(tagWords).join(", ");
    const more = named.count - named.names.length;
    return html`<dt>${text(key)}</dt><dd dir="auto">${listed}${more > 0 ? ` ${counted("vocabulary_more", more)}` : ""}</dd>`;
  };
  return html`<p>${seen.pins === 0 ? text("vocabulary_no_pins") : counted("vocabulary_pins_change", seen.pins)}</p>
    <dl class="consequences">${names("vocabulary_tags_new", seen.tags.new)} ${names("vocabulary_tags_changed", seen.tags.changed)} ${names("vocabulary_tags_gone", seen.tags.gone)}</dl>
    <p class="pf-hint">${text("vocabulary_undo_hint")}</p>`;
}
