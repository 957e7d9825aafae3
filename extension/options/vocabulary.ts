// The vocabulary: every tag with its colour, other words for it, and what it is for. Renaming or deleting a tag does so on
// every pin, in one change that can be undone.

import { html, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";

import type { Tag, TagColour } from "../../pkg/pinfold.js";
import { empty } from "../lib/elements/empty.js";
import { form } from "../lib/elements/form.js";
import { icon } from "../lib/elements/icon.js";
import "../lib/elements/menu.js";
import { confirmed } from "../lib/elements/prompt.js";
import { chip, tagWords } from "../lib/elements/value.js";
import { text } from "../lib/i18n.js";
import { Section } from "./section.js";

const COLOURS: readonly TagColour[] = ["neutral", "accent", "good", "warn", "bad"];
/** More rows are not read; the field finds the rest. */
const MAX_SHOWN = 200;

@customElement("pf-vocabulary")
export class PfVocabulary extends Section {
  @state() private typed = "";

  async #change(tag: Tag | undefined): Promise<void> {
    const choices = COLOURS.map((colour) => [colour, text(`options_colour_${colour}`)] as const);
    const values = await form(tag === undefined ? text("options_tag_new") : text("options_tag_change", tagWords(tag.path)), [
      { name: "path", label: text("options_tag_path"), value: tag?.path ?? "", required: true, placeholder: "complaint/delivery/late" },
      { name: "colour", label: text("options_tag_colour"), type: "choice", choices, value: tag?.colour ?? "neutral" },
      { name: "synonyms", label: text("options_tag_synonyms"), value: (tag?.synonyms ?? []).join(", ") },
      { name: "description", label: text("options_tag_description"), value: tag?.description ?? "", type: "long" },
    ]);
    if (values === undefined) return;
    const { path = "", colour = "neutral", synonyms = "", description = "" } = values;
    const renamed = tag !== undefined && path !== tag.path;
    if (renamed && !(await this.setup.edit({ tag_rename: { from: tag.path, to: path } }, text("options_tag_renamed", tagWords(path))))) return;
    const words = synonyms.split(",").map((word) => word.trim()).filter(Boolean);
    const written: Tag = { path, colour: colour as TagColour, synonyms: words, ...(description === "" ? {} : { description }) };
    const same = tag !== undefined && tag.colour === written.colour && (tag.synonyms ?? []).join() === words.join() && (tag.description ?? "") === description;
    if (!same) await this.setup.edit({ tag_write: { tag: written } }, text("options_tag_saved", tagWords(path)));
  }

  async #delete(tag: Tag): Promise<void> {
    const name = tagWords(tag.path);
    const meant = await confirmed({ heading: text("options_tag_delete_ask", name), text: text("options_tag_delete_note"), action: text("shared_delete"), tone: "danger" });
    if (meant) await this.setup.edit({ tag_delete: { path: tag.path } }, text("options_tag_deleted", name));
  }

  protected override render(): unknown {
    const all = this.setup.view?.tags ?? [];
    const typed = this.typed.toLowerCase();
    const fitting = all.filter((tag) => [tag.path, ...(tag.synonyms ?? [])].some((word) => word.toLowerCase().includes(typed)));
    const shown = fitting.slice(0, MAX_SHOWN);
    const add = html`<button type="button" class="pf-button" @click=${() => void this.#change(undefined)}>${icon("plus")}${text("options_tag_new")}</button>`;
    if (all.length === 0) return empty("tag", text("options_tags_empty"), text("options_tags_empty_text"), add);
    return html`<div class="pf-actions">
        <input
          type="search"
          class="pf-field narrow"
          aria-label=${text("options_tag_find")}
          placeholder=${text("options_tag_find")}
          @input=${(event: Event) => (this.typed = (event.target as HTMLInputElement).value)}
        />
        ${add}
      </div>
      <ul class="rows">
        ${shown.map((tag) => this.#tag(tag))}
      </ul>
      ${fitting.length > shown.length ? html`<p class="pf-hint">${text("options_tags_more", fitting.length - shown.length)}</p>` : nothing}
      ${shown.length === 0 ? html`<p class="pf-hint">${text("options_tags_none")}</p>` : nothing}`;
  }

  #tag(tag: Tag): TemplateResult {
    const name = tagWords(tag.path);
    const also = [(tag.synonyms ?? []).join(", "), tag.description].filter(Boolean).join(" · ");
    return html`<li>
      <span class="grow">${chip({ path: tag.path, colour: tag.colour ?? "neutral" })} <span class="pf-hint" dir="auto">${also}</span></span>
      <button type="button" class="pf-button pf-quiet pf-square" aria-label=${text("options_tag_change", name)} title=${text("options_tag_change", name)} @click=${() => void this.#change(tag)}>${icon("edit")}</button>
      <button type="button" class="pf-button pf-quiet pf-square" aria-label=${text("options_tag_delete", name)} title=${text("options_tag_delete", name)} @click=${() => void this.#delete(tag)}>${icon("delete")}</button>
    </li>`;
  }
}
