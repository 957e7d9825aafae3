// Everything deleted, once it was said twice: a question that counts what goes, offers a backup, and wants a mark set. It
// deletes nothing itself.

import { html, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";

import { failureOf, tell } from "../lib/core.js";
import "../lib/elements/dialog.js";
import { PfElement } from "../lib/elements/element.js";
import { icon } from "../lib/elements/icon.js";
import { counted } from "../lib/elements/words.js";
import { failureText, text } from "../lib/i18n.js";
import { read } from "../library/reads.js";
import { saveBackup } from "./backup-file.js";

@customElement("pf-erase")
export class PfErase extends PfElement {
  @state() private step: "closed" | "asked" | "writing" | "erasing" = "closed";
  @state() private pins = 0;
  @state() private sure = false;
  @state() private said = "";
  @state() private problem = "";

  readonly #ask = async (): Promise<void> => {
    // The same as what a backup holds.
    this.pins = await read("open", "opened").then(({ pins }) => pins, () => 0);
    this.sure = false;
    this.said = "";
    this.problem = "";
    this.step = "asked";
  };

  readonly #backup = async (): Promise<void> => {
    this.step = "writing";
    this.problem = "";
    try {
      this.said = (await saveBackup(() => undefined, new AbortController().signal)) ?? "";
    } catch (error) {
      this.problem = failureText(failureOf(error));
    }
    this.step = "asked";
  };

  readonly #erase = async (): Promise<void> => {
    this.step = "erasing";
    this.problem = "";
    try {
      await tell({ erase: "everything" });
      location.assign("../welcome/index.html#erased");
    } catch (error) {
      this.problem = failureText(failureOf(error));
      this.step = "asked";
    }
  };

  protected override render(): unknown {
    return html`<h3>${text("options_erase")}</h3>
      <p class="pf-hint">${text("options_erase_hint")}</p>
      <div class="pf-actions"><button type="button" class="pf-button pf-danger" @click=${this.#ask}>${icon("delete")}${text("options_erase_begin")}</button></div>
      <pf-dialog
        size="small"
        .heading=${text("options_erase_ask")}
        .open=${this.step !== "closed"}
        .busy=${this.#isBusy}
        .content=${this.step === "closed" ? nothing : this.#question()}
        .actions=${this.step === "closed" ? nothing : this.#deeds()}
        @pf-close=${() => (this.step = "closed")}
      ></pf-dialog>`;
  }

  get #isBusy(): boolean {
    return this.step === "writing" || this.step === "erasing";
  }

  #question(): TemplateResult {
    return html`<div class="erase">
      <p>${counted("options_erase_text", this.pins)}</p>
      <div class="pf-actions"><button type="button" class="pf-button" ?disabled=${this.#isBusy} @click=${this.#backup}>${icon("download")}${text("options_erase_backup")}</button></div>
      <p class="pf-hint" role="status">${this.step === "writing" ? text("options_backup_writing") : this.step === "erasing" ? text("options_erase_running") : this.said}</p>
      ${this.problem === "" ? nothing : html`<p class="pf-problem" role="alert">${icon("warning")}<span>${this.problem}</span></p>`}
      <label class="pf-check"><input type="checkbox" .checked=${this.sure} ?disabled=${this.#isBusy} @change=${(event: Event) => (this.sure = (event.target as HTMLInputElement).checked)} /><span>${text("options_erase_sure")}</span></label>
    </div>`;
  }

  #deeds(): TemplateResult {
    return html`<button type="button" class="pf-button" ?disabled=${this.#isBusy} @click=${() => (this.step = "closed")}>${text("shared_cancel")}</button>
      <button type="button" class="pf-button pf-danger" ?disabled=${!this.sure || this.#isBusy} @click=${this.#erase}>${icon("delete")}${text("options_erase_do")}</button>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "pf-erase": PfErase;
  }
}
