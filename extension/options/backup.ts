// Everything into a file, and back from one, or what other programs wrote. What a chosen file is and would do is the import
// dialog's to say; it changes nothing before that.

import { html, nothing } from "lit";
import { customElement, state } from "lit/decorators.js";

import { failureOf } from "../lib/core.js";
import { icon } from "../lib/elements/icon.js";
import { toast } from "../lib/elements/toast.js";
import { failureText, text } from "../lib/i18n.js";
import { importDialog } from "../library/import-dialog.js";
import { saveBackup } from "./backup-file.js";
import { Section } from "./section.js";

@customElement("pf-backup")
export class PfBackup extends Section {
  @state() private progress: number | undefined;
  @state() private problem = "";

  #stop: AbortController | undefined;

  readonly #write = async (): Promise<void> => {
    this.#stop = new AbortController();
    this.progress = 0;
    this.problem = "";
    try {
      const said = await saveBackup((part) => (this.progress = part), this.#stop.signal);
      if (said !== undefined) toast({ text: said });
    } catch (error) {
      this.problem = failureText(failureOf(error));
    } finally {
      this.progress = undefined;
    }
  };

  protected override render(): unknown {
    const busy = this.progress !== undefined;
    return html`<div class="pf-actions">
        <button type="button" class="pf-button pf-primary" ?disabled=${busy} @click=${this.#write}>${icon("download")}${text("options_backup_write")}</button>
        <label class="pf-button" ?data-off=${busy}
          >${icon("upload")}${text("options_backup_choose")}<input
            type="file"
            class="pf-unseen"
            ?disabled=${busy}
            @change=${(event: Event) => {
              const field = event.target as HTMLInputElement;
              const file = field.files?.[0];
              if (file !== undefined) importDialog(file);
              field.value = "";
            }}
        /></label>
        ${busy ? html`<button type="button" class="pf-button" @click=${() => this.#stop?.abort()}>${text("shared_cancel")}</button>` : nothing}
      </div>
      ${busy
        ? html`<p role="status">${text("options_backup_writing")}</p>
            <progress max="1" .value=${this.progress ?? 0} aria-label=${text("options_backup_writing")}></progress>`
        : nothing}
      ${this.problem === "" ? nothing : html`<p class="pf-problem" role="alert">${icon("warning")}<span>${this.problem}</span></p>`}`;
  }
}
