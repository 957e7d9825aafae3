// The vocabulary in the middle: every tag with what is known of it and how often it is used, what can be done with one or
// with several, and what looks much alike. Nothing is changed before it was said what that would do.

import { html, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";

import type { AlikeTags, TagPath, VocabularyView } from "../../../pkg/pinfold.js";
import { announce } from "../../lib/elements/announcer.js";
import { empty } from "../../lib/elements/empty.js";
import { icon } from "../../lib/elements/icon.js";
import "../../lib/elements/menu.js";
import type { MenuItem } from "../../lib/elements/menu.js";
import { counted, number } from "../../lib/elements/words.js";
import { text } from "../../lib/i18n.js";
import { Fresh } from "../fresh.js";
import { head, waiting } from "../head.js";
import { importDialog } from "../import-dialog.js";
import { hrefOf, START } from "../place.js";
import { read } from "../reads.js";
import { deleteTags, lock, mergeTags, moveBelow, renameTag, splitTag, writeTag } from "./acts.js";
import { aboveOf, type Node, nodesOf, openAtFirst } from "./nodes.js";
import { saveVocabulary } from "./file.js";
import { pairs } from "./pairs.js";
import "./tree.js";

const FILES: readonly MenuItem[] = [
  { label: text("vocabulary_save_csv"), icon: "table", run: () => void saveVocabulary("vocabulary_csv") },
  { label: text("vocabulary_save_skos"), icon: "code", run: () => void saveVocabulary("vocabulary_skos") },
  { label: text("vocabulary_bring"), icon: "download", run: () => importDialog() },
];

@customElement("pf-vocabulary")
export class PfVocabulary extends Fresh {
  @state() private view: VocabularyView | undefined;
  @state() private alike: readonly AlikeTags[] = [];
  @state() private typed = "";
  @state() private opened: ReadonlySet<string> | undefined;
  @state() private chosen: ReadonlySet<string> = new Set();
  @state() private comparing = false;

  protected override async load(): Promise<void> {
    this.view = await read("vocabulary", "vocabulary");
    this.opened ??= openAtFirst(this.view.tags);
    const known = new Set(this.view.tags.map((use) => use.tag.path.toLowerCase()));
    this.chosen = new Set([...this.chosen].filter((key) => known.has(key)));
    // What looks alike is worked out after all that is seen at once stands there.
    this.alike = await read("tags_alike", "tags_alike");
  }

  get #paths(): TagPath[] {
    return this.view?.tags.map((use) => use.tag.path) ?? [];
  }

  /** What is to be worked on: the chosen tags, else the one given. */
  #aimed(node: Node): TagPath[] {
    return this.chosen.has(node.key) ? this.#chosenPaths : [node.path];
  }

  /** The chosen tags, without those below others of them: they go along. */
  get #chosenPaths(): TagPath[] {
    const covered = (key: string): boolean => {
      for (let above = aboveOf(key); above !== ""; above = aboveOf(above)) if (this.chosen.has(above)) return true;
      return false;
    };
    return this.#paths.filter((path) => this.chosen.has(path.toLowerCase()) && !covered(path.toLowerCase()));
  }

  readonly #act = (what: "turn" | "choose" | "open" | "rename" | "merge" | "delete", node: Node): void => {
    if (what === "turn") this.opened = toggled(this.opened ?? new Set(), node.key);
    else if (what === "choose") this.#choose(node);
    else if (what === "open") void writeTag(this.library, node.use.tag);
    else if (what === "rename") void renameTag(node.path);
    else if (what === "merge") mergeTags(this.#aimed(node), this.#paths);
    else void deleteTags(this.#aimed(node));
  };

  #choose(node: Node): void {
    this.chosen = toggled(this.chosen, node.key);
    announce(counted("vocabulary_chosen", this.chosen.size));
  }

  readonly #menu = (node: Node): MenuItem[] => [
    { label: text("vocabulary_edit"), icon: "edit", keys: "enter", run: () => this.#act("open", node) },
    { label: text("vocabulary_rename_do"), icon: "tag", keys: "F2", run: () => this.#act("rename", node) },
    { label: text("vocabulary_move"), icon: "section", run: () => moveBelow(this.#aimed(node), this.#paths) },
    { label: text("vocabulary_merge"), icon: "link", keys: "m", run: () => this.#act("merge", node) },
    { label: text("vocabulary_split_menu"), icon: "smart", off: node.use.own === 0, run: () => void splitTag(node.path) },
    { label: text("vocabulary_show"), icon: "search", run: () => this.library.go({ ...START, tags: [node.path] }) },
    "line",
    { label: text("shared_delete"), icon: "delete", keys: "delete", tone: "danger", run: () => this.#act("delete", node) },
  ];

  readonly #link = (node: Node): string => hrefOf({ ...START, tags: [node.path] });

  readonly #type = (event: Event): void => {
    this.typed = (event.target as HTMLInputElement).value;
  };

  protected override render(): unknown {
    const { view } = this;
    const add = html`<button type="button" class="pf-button" @click=${() => void writeTag(this.library)}>${icon("plus")}${text("vocabulary_new")}</button>`;
    if (view === undefined) return html`${this.#head(nothing)}${waiting()}`;
    if (view.tags.length === 0) return html`${this.#head(nothing)}${empty("tag", text("vocabulary_empty"), text("vocabulary_empty_text"), html`${add} <button type="button" class="pf-button" @click=${() => importDialog()}>${icon("download")}${text("vocabulary_bring")}</button>`)}`;
    return html`${this.#head(add)} ${this.comparing ? pairs(this.alike, view.tags) : this.#tree(view)}`;
  }

  #head(add: unknown): TemplateResult {
    const { view, comparing } = this;
    const locked = view?.locked === true;
    const deeds =
      view === undefined
        ? nothing
        : html`<span class="pf-actions">
            <button type="button" class="pf-button pf-quiet" aria-pressed=${locked} title=${text("vocabulary_lock_hint")} @click=${() => void lock(!locked)}>
              ${icon("lock")}${text(locked ? "vocabulary_locked" : "vocabulary_lock")}
            </button>
            ${add}
            <pf-menu .label=${text("vocabulary_files")} .items=${FILES}></pf-menu>
          </span>`;
    return html`${head(text("vocabulary_title"), deeds)}
      ${view === undefined || view.tags.length === 0
        ? nothing
        : html`<div class="vocabulary-tabs" role="group" aria-label=${text("vocabulary_title")}>
            <button type="button" class="pf-button pf-small" aria-pressed=${!comparing} @click=${() => (this.comparing = false)}>${counted("vocabulary_count", view.tags.length)}</button>
            <button type="button" class="pf-button pf-small" aria-pressed=${comparing} @click=${() => (this.comparing = true)}>${text("vocabulary_alike", number(this.alike.length))}</button>
          </div>`}`;
  }

  #tree(view: VocabularyView): TemplateResult {
    const nodes = nodesOf(view.tags, this.opened ?? new Set(), this.typed);
    return html`<div class="sticky vocabulary-find">
        ${this.chosen.size > 0
          ? this.#bulk()
          : html`<input class="pf-field" type="search" dir="auto" autocomplete="off" aria-label=${text("vocabulary_find")} placeholder=${text("vocabulary_find")} .value=${this.typed} @input=${this.#type} />`}
      </div>
      ${nodes.length === 0
        ? html`<p class="pf-hint customers-none" role="status">${text("vocabulary_none")}</p>`
        : html`<pf-tag-tree .nodes=${nodes} .opened=${this.opened ?? new Set()} .chosen=${this.chosen} .menu=${this.#menu} .link=${this.#link} .act=${this.#act}></pf-tag-tree>`}`;
  }

  #bulk(): TemplateResult {
    const paths = this.#chosenPaths;
    const all = this.#paths;
    return html`<div class="bulk" role="toolbar" aria-label=${text("library_bulk")}>
      <span class="bulk-count" role="status">${counted("vocabulary_chosen", this.chosen.size)}</span>
      <span class="gap"></span>
      <button type="button" class="pf-button pf-small" @click=${() => mergeTags(paths, all)}>${icon("link")}${text("vocabulary_merge")}</button>
      <button type="button" class="pf-button pf-small" @click=${() => moveBelow(paths, all)}>${icon("section")}${text("vocabulary_move")}</button>
      <button type="button" class="pf-button pf-small" @click=${() => void deleteTags(paths)}>${icon("delete")}${text("shared_delete")}</button>
      <button type="button" class="pf-button pf-quiet pf-small pf-square" aria-label=${text("vocabulary_choose_none")} @click=${() => (this.chosen = new Set())}>${icon("close")}</button>
    </div>`;
  }
}

function toggled(set: ReadonlySet<string>, key: string): Set<string> {
  const next = new Set(set);
  if (!next.delete(key)) next.add(key);
  return next;
}

declare global {
  interface HTMLElementTagNameMap {
    "pf-vocabulary": PfVocabulary;
  }
}
