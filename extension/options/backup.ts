// Everything into a file, and back from one. A file is looked into before anything is changed, and what it would do is
// said; a file that is not whole, not ours or too new changes nothing.

import { html, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";

import type { RestorePreview } from "../../pkg/pinfold.js";
import { ask, failureOf } from "../lib/core.js";
import { icon } from "../lib/elements/icon.js";
import { toast } from "../lib/elements/toast.js";
import { bytes, counted, moment, number } from "../lib/elements/words.js";
import { failureText, text } from "../lib/i18n.js";
import { newId } from "../lib/ids.js";
import { read } from "../library/reads.js";
import { saveBackup } from "./backup-file.js";
import { Section } from "./section.js";

/** Past this a file is no backup a browser can hold in memory, and reading it would only end the tab. */
const MAX_FILE = 1_000_000_000;

@customElement("pf-backup")
export class PfBackup extends Section {
  @state() private step: "idle" | "writing" | "reading" | "ready" | "restoring" = "idle";
  @state() private progress = 0;
  @state() private preview: RestorePreview | undefined;
  @state() private name = "";
  @state() private problem = "";

  #text = "";
  #stop: AbortController | undefined;

  readonly #write = async (): Promise<void> => {
    this.#stop = new AbortController();
    this.#begin("writing");
    try {
      const said = await saveBackup((part) => (this.progress = part), this.#stop.signal);
      if (said !== undefined) toast({ text: said });
    } catch (error) {
      this.problem = failureText(failureOf(error));
    } finally {
      this.step = "idle";
    }
  };

  #begin(step: "writing" | "reading" | "restoring"): void {
    this.step = step;
    this.progress = 0;
    this.problem = "";
  }

  async #look(file: File | undefined): Promise<void> {
    if (file === undefined) return;
    this.#begin("reading");
    this.name = file.name;
    this.preview = undefined;
    try {
      if (file.size > MAX_FILE) throw new Error(text("options_restore_too_large", bytes(MAX_FILE)));
      this.#text = await file.text();
      await read("open", "opened");
      this.preview = await read({ restore_preview: { text: this.#text } }, "restore_preview");
      this.step = "ready";
    } catch (error) {
      const failed = failureOf(error);
      this.problem = file.size > MAX_FILE ? text("options_restore_too_large", bytes(MAX_FILE)) : failureText(failed);
      this.#forget();
    }
  }

  #forget(): void {
    this.step = "idle";
    this.preview = undefined;
    this.#text = "";
  }

  readonly #restore = async (): Promise<void> => {
    this.#begin("restoring");
    const change = newId();
    try {
      // The worker lays everything ready, the background makes it real in one commit.
      const staged = await read({ stage: { change, text: this.#text } }, "staged");
      if (staged === 0) {
        toast({ text: text("options_restored_nothing") });
        return;
      }
      await ask({ commit: { change } }, "stored");
      const undo = (): void => void this.setup.edit({ undo: { change } }, text("shared_undone"));
      toast({ text: text("options_restored", counted("count_pins", this.preview?.pins ?? 0)), actions: [{ label: text("shared_undo"), run: undo }] });
      await this.setup.load();
    } catch (error) {
      this.problem = failureText(failureOf(error));
    } finally {
      this.#forget();
    }
  };

  protected override render(): unknown {
    const busy = this.step === "writing" || this.step === "reading" || this.step === "restoring";
    return html`<div class="pf-actions">
        <button type="button" class="pf-button pf-primary" ?disabled=${busy} @click=${this.#write}>${icon("download")}${text("options_backup_write")}</button>
        <label class="pf-button" ?data-off=${busy}
          >${icon("upload")}${text("options_backup_choose")}<input
            type="file"
            class="pf-unseen"
            accept=".json,application/json"
            ?disabled=${busy}
            @change=${(event: Event) => {
              const field = event.target as HTMLInputElement;
              void this.#look(field.files?.[0]);
              field.value = "";
            }}
        /></label>
        ${this.step === "writing" ? html`<button type="button" class="pf-button" @click=${() => this.#stop?.abort()}>${text("shared_cancel")}</button>` : nothing}
      </div>
      ${busy
        ? html`<p role="status">${text(`options_backup_${this.step}`)}</p>
            <progress max="1" .value=${this.progress} aria-label=${text(`options_backup_${this.step}`)}></progress>`
        : nothing}
      ${this.problem === "" ? nothing : html`<p class="pf-problem" role="alert">${icon("warning")}<span>${this.name === "" ? nothing : html`<strong dir="auto">${this.name}</strong> `}${this.problem}</span></p>`}
      ${this.step === "ready" && this.preview !== undefined ? this.#preview(this.preview) : nothing}`;
  }

  #preview(preview: RestorePreview): TemplateResult {
    const made = Date.parse(preview.made);
    const row = (key: string, value: string) => html`<div><dt>${text(key)}</dt><dd>${value}</dd></div>`;
    return html`<div class="restore" role="group" aria-labelledby="restore-heading">
      <h3 id="restore-heading" dir="auto">${this.name}</h3>
      <dl>
        ${row("options_restore_made", Number.isNaN(made) ? preview.made : moment(made))} ${row("options_restore_pins", number(preview.pins))}
        ${row("options_restore_boards", number(preview.boards))} ${row("options_restore_pictures", number(preview.pictures))}
        ${row("options_restore_adds", number(preview.adds))} ${row("options_restore_replaces", number(preview.replaces))}
      </dl>
      <p class="pf-hint">${text(preview.replaces > 0 ? "options_restore_replaces_note" : "options_restore_note")}</p>
      <div class="pf-actions">
        <button type="button" class="pf-button pf-primary" @click=${this.#restore}>${text("options_restore_do")}</button>
        <button type="button" class="pf-button" @click=${() => this.#forget()}>${text("shared_cancel")}</button>
      </div>
    </div>`;
  }
}
