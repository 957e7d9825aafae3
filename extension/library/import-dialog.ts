// Bringing a file in, whichever it is: which program's it is, what it would come to, what of it is wanted, and then all of it
// in one change that can be taken back. A file is told by what stands in it. Nothing is changed before the button is pressed.

import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";

import type { ImportChoice, ImportPreview, Mapping, RestorePreview } from "../../pkg/pinfold.js";
import { ask, failureOf } from "../lib/core.js";
import { announce } from "../lib/elements/announcer.js";
import "../lib/elements/dialog.js";
import { PfElement } from "../lib/elements/element.js";
import { icon } from "../lib/elements/icon.js";
import { toast } from "../lib/elements/toast.js";
import { bytes, counted } from "../lib/elements/words.js";
import { failureText, text } from "../lib/i18n.js";
import { newId } from "../lib/ids.js";
import { stored, undo } from "./edits.js";
import { columnsTable, counts, firstOf, missedList, restoreFacts, tagCounts, unarchived } from "./import-parts.js";
import { read } from "./reads.js";

/** Past this a file is none that a browser can hold in memory, and reading it would only end the tab. */
const MAX_FILE = 1_000_000_000;
/** What people have, by its ending; what it is is told by what stands in it. */
const ENDINGS = ".html,.htm,.csv,.tsv,.txt,.json,text/html,text/csv,application/json";

type Step = "choosing" | "reading" | "looking" | "ready" | "bringing";

@customElement("pf-import")
export class PfImport extends PfElement {
  /** A file that was chosen elsewhere. */
  @property({ attribute: false }) file: File | undefined;

  @state() private step: Step = "choosing";
  @state() private open = true;
  @state() private problem = "";
  @state() private preview: ImportPreview | undefined;
  @state() private restore: RestorePreview | undefined;
  @state() private choice: ImportChoice = { folders: true, tags: true };
  @state() private mapping: Mapping | undefined;
  @state() private onOne = false;

  #bytes = new Uint8Array();
  #board = "";
  /** Looks into a file that another has overtaken say nothing. */
  #turn = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.file !== undefined) void this.#take(this.file);
  }

  async #take(file: File | undefined): Promise<void> {
    if (file === undefined) return;
    this.file = file;
    this.step = "reading";
    this.problem = "";
    this.preview = undefined;
    this.restore = undefined;
    this.mapping = undefined;
    this.onOne = false;
    this.choice = { name: file.name, folders: true, tags: true };
    try {
      if (file.size > MAX_FILE) throw new TypeError(file.name);
      this.#bytes = new Uint8Array(await file.arrayBuffer());
      // What is here is read anew: this page may have stood open while other pages changed it.
      await read("open", "opened");
    } catch (error) {
      this.#failed(file.size > MAX_FILE ? text("options_restore_too_large", bytes(MAX_FILE)) : failureText(failureOf(error)));
      return;
    }
    await this.#look();
  }

  #failed(words: string): void {
    this.problem = words;
    this.step = "choosing";
    announce(words);
  }

  /** What it would come to, by what is wanted now. */
  async #look(): Promise<void> {
    const turn = ++this.#turn;
    this.step = this.preview === undefined ? "reading" : "looking";
    try {
      const preview = await read({ import_preview: { choice: this.choice, mapping: this.mapping ?? null } }, "import_preview", this.#bytes);
      const restore = preview.source === "backup" ? await read("restore_preview", "restore_preview", this.#bytes) : undefined;
      if (turn !== this.#turn) return;
      this.preview = preview;
      this.restore = restore;
      this.mapping = preview.mapping ?? undefined;
      this.step = "ready";
    } catch (error) {
      if (turn === this.#turn) this.#failed(failureText(failureOf(error)));
    }
  }

  #choose(choice: Partial<ImportChoice>): void {
    const { board: _, ...wanted } = { ...this.choice, ...choice };
    // Without a name yet, everything stands on no board rather than on those of its folders.
    this.choice = this.onOne ? { ...wanted, board: this.#board } : wanted;
    void this.#look();
  }

  readonly #bring = async (): Promise<void> => {
    const { preview, restore } = this;
    if (preview === undefined) return;
    this.step = "bringing";
    this.problem = "";
    const change = newId();
    try {
      // The worker lays everything ready, the background makes it real in one commit.
      const staged =
        restore === undefined
          ? await read({ import_stage: { change, choice: this.choice, mapping: this.mapping ?? null } }, "staged", this.#bytes)
          : await read({ stage: { change } }, "staged", this.#bytes);
      if (staged === 0) {
        toast({ text: text(restore === undefined ? "import_nothing_new" : "options_restored_nothing") });
      } else {
        await ask({ commit: { change } }, "stored");
        stored(change);
        const said = restore === undefined ? this.#said(preview) : text("options_restored", counted("count_pins", restore.pins));
        toast({ text: said, actions: [{ label: text("shared_undo"), run: () => void undo(change) }] });
      }
      this.#close();
    } catch (error) {
      this.problem = failureText(failureOf(error));
      this.step = "ready";
    }
  };

  #said({ brought, source }: ImportPreview): string {
    if (source === "vocabulary") {
      if (brought.tags === 0) return text("import_done_known", counted("vocabulary_count", brought.tags_enriched));
      return text("import_done", counted("vocabulary_count", brought.tags));
    }
    if (brought.new === 0) return text("import_done_known", counted("count_pins", brought.enriched));
    return text("import_done", counted("count_pins", brought.new));
  }

  #close(): void {
    this.open = false;
    void this.updateComplete.then(() => this.remove());
  }

  protected override render(): unknown {
    const { preview, restore, step } = this;
    const busy = step === "bringing";
    return html`<pf-dialog
      size=${preview?.mapping == null ? "medium" : "large"}
      .heading=${text("import_heading")}
      .busy=${busy}
      .content=${html`<div class="import" @dragover=${(event: Event) => event.preventDefault()} @drop=${this.#drop}>
        ${this.problem === "" ? nothing : this.#problem()}
        ${step === "choosing" ? this.#choosing() : nothing}
        ${step === "reading" || busy ? this.#waiting() : nothing}
        ${preview === undefined || step === "choosing" || busy ? nothing : restore === undefined ? this.#foreign(preview) : restoreFacts(this.file?.name ?? "", restore)}
      </div>`}
      .actions=${html`<button type="button" class="pf-button" ?disabled=${busy} @click=${() => this.#close()}>${text("shared_cancel")}</button>
        ${preview === undefined || step === "choosing" ? nothing : this.#button()}`}
      ?open=${this.open}
      @pf-close=${() => this.#close()}
    ></pf-dialog>`;
  }

  #button(): TemplateResult {
    const idle = this.step === "ready";
    if (this.restore !== undefined) return html`<button type="button" class="pf-button pf-primary" ?disabled=${!idle} @click=${this.#bring}>${text(this.restore.bundle === undefined ? "options_restore_do" : "import_do")}</button>`;
    return html`<button type="button" class="pf-button pf-primary" ?disabled=${!idle || this.#isIdle()} @click=${this.#bring}>${icon("download")}${text("import_do")}</button>`;
  }

  /** Whether it would come to nothing. */
  #isIdle(): boolean {
    const brought = this.preview?.brought;
    return brought === undefined || brought.new + brought.enriched + brought.boards + brought.tags + brought.tags_enriched + brought.notes === 0;
  }

  #problem(): TemplateResult {
    return html`<p class="pf-problem" role="alert">${icon("warning")}<span>${this.file === undefined ? nothing : html`<strong dir="auto">${this.file.name}</strong> `}${this.problem}</span></p>`;
  }

  #choosing(): TemplateResult {
    return html`<div class="import-choose">
      <p>${text("import_hint")}</p>
      <label class="pf-button pf-primary">${icon("upload")}${text("import_choose")}<input type="file" class="pf-unseen" autofocus accept=${ENDINGS} @change=${this.#chosen} /></label>
      <p class="pf-hint">${text("import_kinds")}</p>
    </div>`;
  }

  readonly #chosen = (event: Event): void => {
    const field = event.target as HTMLInputElement;
    void this.#take(field.files?.[0]);
    field.value = "";
  };

  readonly #drop = (event: DragEvent): void => {
    event.preventDefault();
    if (this.step !== "bringing") void this.#take(event.dataTransfer?.files[0]);
  };

  #waiting(): TemplateResult {
    const words = text(this.step === "bringing" ? (this.restore === undefined ? "import_bringing" : "options_backup_restoring") : "import_reading");
    return html`<p role="status">${words}</p>
      <progress aria-label=${words}></progress>`;
  }

  #foreign(preview: ImportPreview): TemplateResult {
    const isVocabulary = preview.source === "vocabulary";
    const unnamed = preview.mapping != null && !preview.mapping.columns.includes("address");
    return html`<p class="import-source"><strong dir="auto">${this.file?.name ?? ""}</strong> · ${text(`import_source_${preview.source}`)} · ${counted(isVocabulary ? "vocabulary_count" : "import_found", preview.found)}</p>
      ${preview.mapping == null ? nothing : columnsTable(preview, preview.mapping, (mapping) => {
        this.mapping = mapping;
        void this.#look();
      })}
      ${unnamed ? html`<p class="import-warning" role="alert">${icon("warning")}<span>${text("import_no_address")}</span></p>` : html`${isVocabulary ? nothing : this.#choices(preview)} ${isVocabulary ? tagCounts(preview) : counts(preview)} ${unarchived(preview)} ${this.#isIdle() ? html`<p class="import-nothing">${icon("check")}<span>${text("import_nothing_new")}</span></p>` : firstOf(preview)}`}
      ${missedList(preview)}`;
  }

  #choices({ has_folders: folders, has_tags: tags }: ImportPreview): TemplateResult {
    const check = (words: string, on: boolean, set: (on: boolean) => void, off = false): TemplateResult =>
      html`<label class="pf-check"><input type="checkbox" .checked=${on} ?disabled=${off} @change=${(event: Event) => set((event.target as HTMLInputElement).checked)} /><span>${words}</span></label>`;
    return html`<fieldset class="plain import-choices">
      <legend>${text("import_wanted")}</legend>
      ${folders ? check(text("import_folders"), this.choice.folders && !this.onOne, (on) => this.#choose({ folders: on }), this.onOne) : nothing}
      ${tags ? check(text("import_tags"), this.choice.tags, (on) => this.#choose({ tags: on })) : nothing}
      ${check(text("import_one_board"), this.onOne, (on) => {
        this.onOne = on;
        this.#choose({});
      })}
      ${this.onOne
        ? html`<label class="pf-label import-board"
            ><span>${text("import_board")}</span
            ><input class="pf-field" dir="auto" autocomplete="off" .value=${this.#board} @change=${(event: Event) => {
              this.#board = (event.target as HTMLInputElement).value.trim();
              this.#choose({});
            }} /></label
          >`
        : nothing}
    </fieldset>`;
  }
}

/** Opens the dialog, on a file where one was chosen already. There is one at a time. */
export function importDialog(file?: File): void {
  document.querySelector("pf-import")?.remove();
  const dialog = document.createElement("pf-import");
  dialog.file = file;
  document.body.append(dialog);
}

declare global {
  interface HTMLElementTagNameMap {
    "pf-import": PfImport;
  }
}
