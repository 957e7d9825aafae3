// Handing pins on: what, in what form, what it would look like, what to know before, and the file itself. Pictures are
// read from storage and written in place of their names; the network is never asked.

import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";

import type { CrmPreset, DeckLayout, ExportField, ExportFormat, ExportPreview, ExportRequest, ExportScope, NoteSyntax, PackFormat, SetupView, Warning } from "../../pkg/pinfold.js";
import { ask, failureOf } from "../lib/core.js";
import { announce } from "../lib/elements/announcer.js";
import "../lib/elements/dialog.js";
import { icon } from "../lib/elements/icon.js";
import type { IconName } from "../lib/elements/icons.js";
import { toast } from "../lib/elements/toast.js";
import { counted } from "../lib/elements/words.js";
import { failureText, language, text } from "../lib/i18n.js";
import { fieldChoice } from "./export-fields.js";
import { formatChoice, type FormatName } from "./export-formats.js";
import { layoutChoice, packFormat, shownAs } from "./export-packed.js";
import { systemChoice } from "./export-systems.js";
import { copied, save, written } from "./files.js";
import type { Library } from "./library.js";
import { printed } from "./paper.js";
import { Part } from "./part.js";
import { pack, read, write } from "./reads.js";
import type { WrittenFile } from "./writer.js";

/** Forms that say what their receiver needs, and are not thinned: a restored pin must be whole, a note follows its template. */
const WHOLE: ReadonlySet<FormatName> = new Set(["json", "bundle", "crm_note", "crm_csv", "pinterest", "save_links"]);

/** A finished file, and what became of it. */
interface Made {
  readonly blob: Blob;
  readonly name: string;
  readonly pins: number;
  readonly missing: number;
}

@customElement("pf-export")
export class PfExport extends Part {
  @property({ attribute: false }) scopes: readonly (readonly [string, ExportScope])[] = [];

  @state() private scope = 0;
  @state() private format: FormatName = "html";
  @state() private syntax: NoteSyntax = "plain";
  @state() private template = "";
  @state() private system: CrmPreset = "neutral";
  @state() private layout: DeckLayout = "one";
  @state() private without: ReadonlySet<ExportField> = new Set();
  @state() private setup: SetupView | undefined;
  @state() private preview: ExportPreview | undefined;
  @state() private problem = "";
  @state() private progress: number | undefined;
  @state() private open = true;

  #turn = 0;
  #stop: AbortController | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    void ask("setup", "setup").then((setup) => (this.setup = setup), () => undefined);
    void this.#look();
  }

  #request(): ExportRequest {
    const { format: name } = this;
    const without = WHOLE.has(name) ? [] : [...this.without];
    return { of: name === "json" ? "all" : (this.scopes[this.scope]?.[1] ?? "all"), format: this.#form(name), language: language(), without };
  }

  /** What is packed is looked at as a table or as text. */
  #form(name: FormatName): ExportFormat {
    if (name === "crm_note") return { crm_note: { syntax: this.syntax, ...(this.template === "" ? {} : { template: this.template }) } };
    if (name === "crm_csv") return { crm_csv: this.system };
    if (name === "print") return "html";
    return name === "sheet" ? "csv" : name === "deck" || name === "folder" ? "markdown" : name;
  }

  async #look(): Promise<void> {
    const turn = ++this.#turn;
    try {
      const request = this.#request();
      const preview = await read({ export_preview: { export: request } }, "export_preview");
      // Of a web page, people want its words, not its code; no frame may show it.
      const words = shownAs(this.format);
      const shown = words === undefined || words === request.format ? preview : await read({ export_preview: { export: { ...request, format: words } } }, "export_preview");
      if (turn !== this.#turn) return;
      this.preview = { ...preview, beginning: shown.beginning };
      this.problem = "";
    } catch (error) {
      if (turn !== this.#turn) return;
      this.preview = undefined;
      this.problem = failureText(failureOf(error));
    }
  }

  /** Does something that takes a while, and says what it did; nothing where it was stopped. */
  async #run(what: (stop: AbortSignal) => Promise<string>): Promise<void> {
    const stop = new AbortController();
    this.#stop = stop;
    this.progress = 0;
    try {
      const said = await what(stop.signal);
      if (stop.signal.aborted) return;
      toast({ text: said });
      this.#close();
    } catch (error) {
      if (!stop.signal.aborted) this.problem = failureText(failureOf(error));
    } finally {
      // After a stop the next may have begun already.
      if (this.#stop === stop) {
        this.progress = undefined;
        this.#stop = undefined;
      }
    }
  }

  readonly #forSystem = (system: CrmPreset): void => {
    this.system = system;
    void this.#look();
  };

  readonly #as = (format: FormatName): void => {
    this.format = format;
    void this.#look();
  };

  readonly #toggle = (field: ExportField): void => {
    const next = new Set(this.without);
    if (!next.delete(field)) next.add(field);
    this.without = next;
    void this.#look();
  };

  readonly #inSlides = (layout: DeckLayout): void => {
    this.layout = layout;
  };

  readonly #download = (): void =>
    void this.#run(async (stop) => {
      const format = packFormat(this.format, this.layout);
      const made = format === undefined ? await this.#written(stop) : await this.#packed(format, stop);
      if (made === undefined || stop.aborted) return "";
      await save(made.blob, made.name);
      const left = made.missing > 0 ? ` ${counted("library_warning_pictures", made.missing)}` : "";
      return text("library_export_done", counted("count_pins", made.pins), made.name) + left;
    });

  readonly #print = (): void =>
    void this.#run(async () => {
      const file = await printed(() => this.#file());
      return text("library_export_printed", counted("count_pins", file.pins));
    });

  readonly #copy = (): void =>
    void this.#run(async () => {
      const file = await this.#file();
      await copied(file, this.syntax);
      return text("library_export_copied", counted("count_pins", file.pins));
    });

  #file(): Promise<WrittenFile> {
    return write(this.#request());
  }

  async #written(stop: AbortSignal): Promise<Made> {
    const file = await this.#file();
    return { ...(await written(file, this.#shows(stop), stop)), name: file.name, pins: file.pins };
  }

  async #packed(format: PackFormat, stop: AbortSignal): Promise<Made | undefined> {
    return await pack({ ...this.#request(), format }, this.#shows(stop), stop);
  }

  /** Shows how far it is; what was stopped may still say how far it had come. */
  #shows(stop: AbortSignal): (part: number) => void {
    return (part) => {
      if (!stop.aborted) this.progress = part;
    };
  }

  #close(): void {
    this.open = false;
    void this.updateComplete.then(() => this.remove());
  }

  readonly #cancel = (): void => {
    if (this.#stop !== undefined) {
      this.#stop.abort();
      announce(text("library_export_stopped"));
      this.progress = undefined;
    } else this.#close();
  };

  protected override render(): unknown {
    const busy = this.progress !== undefined;
    const note = this.format === "crm_note";
    const primary = (sign: IconName, words: string, run: () => void): TemplateResult =>
      html`<button type="button" class="pf-button pf-primary" ?disabled=${busy || this.preview === undefined} @click=${run}>${icon(sign)}${text(words)}</button>`;
    return html`<pf-dialog
      size="large"
      .heading=${text("library_export")}
      .content=${html`<div class="export">
        <div class="export-form">${this.#what()} ${this.#how()} ${formatChoice(this.format, this.#as)}</div>
        <div class="export-preview">
          <h3 id="export-preview">${text("library_export_preview")} ${this.preview === undefined ? nothing : html`· ${counted("count_pins", this.preview.pins)}`}</h3>
          ${this.problem === "" ? nothing : html`<p class="pf-problem" role="alert">${icon("warning")}${this.problem}</p>`}
          ${shownAs(this.format) !== undefined ? html`<p class="pf-hint">${text("library_export_words")}</p>` : nothing}
          ${(this.preview?.warnings ?? []).map((warning) => this.#warning(warning))}
          <pre tabindex="0" aria-labelledby="export-preview" dir="auto">${this.preview?.beginning ?? ""}</pre>
        </div>
      </div>`}
      .actions=${html`${busy
          ? html`<progress class="export-progress" max="1" .value=${this.progress ?? 0} aria-label=${text("library_export_running")}></progress>`
          : nothing}
        <button type="button" class="pf-button" @click=${this.#cancel}>${text("shared_cancel")}</button>
        ${note
          ? html`<button type="button" class="pf-button" ?disabled=${busy || !this.preview?.pins} @click=${this.#copy}>${icon("copy")}${text("library_export_copy")}</button>`
          : nothing}
        ${this.format === "print" ? primary("print", "library_export_print", this.#print) : primary("download", "library_export_save", this.#download)}`}
      .open=${this.open}
      @pf-close=${this.#cancel}
    ></pf-dialog>`;
  }

  /** What is to be said besides, which depends on the form. */
  #how(): TemplateResult | typeof nothing {
    if (this.format === "crm_note") return this.#note();
    if (this.format === "crm_csv") return systemChoice(this.system, this.#forSystem);
    if (WHOLE.has(this.format)) return nothing;
    return html`${this.format === "deck" ? layoutChoice(this.layout, this.#inSlides) : nothing}${fieldChoice(this.without, this.#toggle)}`;
  }

  #what(): TemplateResult {
    return html`<label class="pf-label"
      ><span>${text("library_export_what")}</span
      ><select
        class="pf-field"
        autofocus
        ?disabled=${this.format === "json"}
        @change=${(event: Event) => {
          this.scope = (event.target as HTMLSelectElement).selectedIndex;
          void this.#look();
        }}
      >
        ${this.format === "json"
          ? html`<option selected>${text("library_export_all")}</option>`
          : this.scopes.map(([name], place) => html`<option .selected=${place === this.scope}>${name}</option>`)}
      </select></label
    >`;
  }

  #note(): TemplateResult {
    const changed = (set: (value: string) => void) => (event: Event) => {
      set((event.target as HTMLSelectElement).value);
      void this.#look();
    };
    return html`<div class="pair">
      <label class="pf-label"
        ><span>${text("library_export_template")}</span
        ><select class="pf-field" @change=${changed((value) => (this.template = value))}>
          ${(this.setup?.templates ?? []).map((one) => html`<option value=${one.id} .selected=${one.id === this.template}>${one.name}</option>`)}
        </select></label
      >
      <label class="pf-label"
        ><span>${text("library_export_syntax")}</span
        ><select class="pf-field" @change=${changed((value) => (this.syntax = value as NoteSyntax))}>
          ${(["plain", "markdown", "html"] as const).map((one) => html`<option value=${one} .selected=${one === this.syntax}>${text(`library_syntax_${one}`)}</option>`)}
        </select></label
      >
    </div>`;
  }

  #warning(warning: Warning): TemplateResult {
    return html`<p class="warning">${icon("warning")}<span>${warningText(warning)}</span></p>`;
  }
}

function warningText(warning: Warning): string {
  if ("rights_not_granted" in warning) return text("library_warning_rights", counted("count_pins", warning.rights_not_granted));
  if ("notes_cut" in warning) return counted("library_warning_cut", warning.notes_cut);
  if ("pins_left" in warning) return text("library_warning_left", counted("count_pins", warning.pins_left));
  return counted("library_warning_pictures", warning.pictures_missing);
}

/** Opens the dialog; the first scope is what the person is at. */
export function exportDialog(library: Library, first?: ExportScope): void {
  const { place, board, selection } = library;
  const scopes: [string, ExportScope][] = [];
  const chosen = first !== undefined && typeof first === "object" && "pins" in first ? first.pins : selection.ids;
  if (chosen.length > 0) scopes.push([text("library_export_chosen", counted("count_pins", chosen.length)), { pins: chosen }]);
  if (board !== undefined) scopes.push([text("library_export_board", board.name), { board: board.id }]);
  if (place.q.trim() !== "") scopes.push([text("library_export_query", place.q), { query: place.q }]);
  scopes.push([text("library_export_all"), "all"]);
  const dialog = document.createElement("pf-export");
  dialog.library = library;
  dialog.scopes = scopes;
  document.body.append(dialog);
}

declare global {
  interface HTMLElementTagNameMap {
    "pf-export": PfExport;
  }
}
