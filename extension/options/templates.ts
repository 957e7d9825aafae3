// The wordings of CRM notes: a list, and an editor that shows while one types what the note would say, or what is wrong.

import { html, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";

import type { ExportPreview, NoteSyntax, Template } from "../../pkg/pinfold.js";
import { failureOf } from "../lib/core.js";
import { icon } from "../lib/elements/icon.js";
import { confirmed } from "../lib/elements/prompt.js";
import { failureText, language, text } from "../lib/i18n.js";
import { newId } from "../lib/ids.js";
import { read } from "../library/reads.js";
import { Section } from "./section.js";
import { templateHelp } from "./template-help.js";

/** Typing rests this long before the preview follows. */
const RESTS = 150;
/** Pins the preview shows notes of. */
const SAMPLE = 3;

@customElement("pf-templates")
export class PfTemplates extends Section {
  @state() private draft: Template | undefined;
  @state() private syntax: NoteSyntax = "plain";
  @state() private preview: ExportPreview | undefined;
  @state() private problem = "";

  #timer: ReturnType<typeof setTimeout> | undefined;
  #opened: Promise<unknown> | undefined;
  #turn = 0;

  #edit(template: Template): void {
    this.draft = template;
    this.#look();
    void this.updateComplete.then(() => this.querySelector<HTMLElement>(".template-edit input")?.focus());
  }

  #look(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#show(), RESTS);
  }

  async #show(): Promise<void> {
    const turn = ++this.#turn;
    const draft = this.draft;
    if (draft === undefined) return;
    try {
      this.#opened ??= read("open", "opened");
      await this.#opened;
      const newest = await read({ list: { query: { limit: SAMPLE, text: "", facets: {}, sort: "newest", offset: 0 } } }, "list");
      const pins = newest.cards.map((card) => card.id);
      const format = { crm_wording: { wording: draft, syntax: this.syntax } };
      const preview = await read({ export_preview: { export: { of: { pins }, format, language: language() } } }, "export_preview");
      if (turn !== this.#turn) return;
      this.preview = preview;
      this.problem = "";
    } catch (error) {
      if (turn === this.#turn) this.problem = failureText(failureOf(error));
    }
  }

  async #save(): Promise<void> {
    // What was typed last may not have been looked at yet.
    await this.#show();
    const draft = this.draft;
    if (draft === undefined || draft.name.trim() === "" || this.problem !== "") return;
    if (await this.setup.edit({ template_write: { template: draft } }, text("options_template_saved", draft.name))) this.draft = undefined;
  }

  async #delete(template: Template): Promise<void> {
    const meant = await confirmed({
      heading: text("options_template_delete_ask", template.name),
      text: text("options_template_delete_note"),
      action: text("shared_delete"),
      tone: "danger",
    });
    if (meant) await this.setup.edit({ template_delete: { id: template.id } }, text("options_template_deleted", template.name));
  }

  protected override render(): unknown {
    const templates = this.setup.view?.templates ?? [];
    const draft = this.draft;
    if (draft !== undefined) return this.#editor(draft);
    const copy = (from: Template | undefined): Template => ({ id: newId(), name: "", body: from?.body ?? "", changed: 0 });
    return html`<ul class="rows">
        ${templates.map(
          (template, place) =>
            html`<li>
              <span class="grow" dir="auto">${place === 0 ? text("options_template_built_in") : template.name}
                ${template.max_length == null ? nothing : html`<span class="pf-hint">${text("options_template_limit", template.max_length)}</span>`}</span>
              ${place === 0
                ? nothing
                : html`<button type="button" class="pf-button pf-quiet pf-square" aria-label=${text("options_template_change", template.name)} title=${text("options_template_change", template.name)} @click=${() => this.#edit(template)}>${icon("edit")}</button>
                    <button type="button" class="pf-button pf-quiet pf-square" aria-label=${text("options_template_delete", template.name)} title=${text("options_template_delete", template.name)} @click=${() => void this.#delete(template)}>${icon("delete")}</button>`}
            </li>`,
        )}
      </ul>
      <div class="pf-actions">
        <button type="button" class="pf-button" @click=${() => this.#edit(copy(templates[0]))}>${icon("plus")}${text("options_template_new")}</button>
      </div>`;
  }

  #editor(draft: Template): TemplateResult {
    const change = (part: Partial<Template>): void => {
      this.draft = { ...draft, ...part };
      this.#look();
    };
    return html`<form class="template-edit" @submit=${(event: Event) => {
      event.preventDefault();
      void this.#save();
    }}>
      <label class="pf-label"><span>${text("shared_name")}</span><input class="pf-field" required dir="auto" .value=${draft.name} @input=${(event: Event) => change({ name: (event.target as HTMLInputElement).value })} /></label>
      <label class="pf-label"><span>${text("options_template_max")}</span><input class="pf-field" type="number" min="100" max="100000" .value=${String(draft.max_length ?? "")} @input=${(event: Event) => {
        const { max_length: _, ...rest } = draft;
        const limit = Number((event.target as HTMLInputElement).value);
        this.draft = limit > 0 ? { ...rest, max_length: limit } : rest;
        this.#look();
      }} /></label>
      <label class="pf-label body"><span>${text("options_template_body")}</span
        ><textarea class="pf-field code" rows="14" spellcheck="false" aria-invalid=${this.problem !== ""} aria-describedby="template-problem" .value=${draft.body} @input=${(event: Event) => change({ body: (event.target as HTMLTextAreaElement).value })}></textarea></label>
      <div class="preview">
        <div class="preview-head"><h3 id="template-preview">${text("options_template_preview")}</h3>
          <select class="pf-field" aria-label=${text("options_template_syntax")} @change=${(event: Event) => {
            this.syntax = (event.target as HTMLSelectElement).value as NoteSyntax;
            this.#look();
          }}>
            ${(["plain", "markdown", "html"] as const).map((one) => html`<option value=${one} .selected=${one === this.syntax}>${text(`library_syntax_${one}`)}</option>`)}
          </select></div>
        <p id="template-problem" class="pf-problem" role="alert">${this.problem}</p>
        <pre tabindex="0" aria-labelledby="template-preview" dir="auto">${this.preview?.pins === 0 ? text("options_template_no_pins") : (this.preview?.beginning ?? "")}</pre>
      </div>
      ${templateHelp()}
      <div class="pf-actions">
        <button type="submit" class="pf-button pf-primary" ?disabled=${this.problem !== ""}>${text("shared_save")}</button>
        <button type="button" class="pf-button" @click=${() => (this.draft = undefined)}>${text("shared_cancel")}</button>
      </div>
    </form>`;
  }
}
