// The fields of a pin: what was read off the page, how sure that is, and a way to correct it. It guesses nothing:
// a required field without a certain value stands open and asks.
import { html, nothing, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import type { Correction, Field, Pin, PinDetail } from "../../pkg/pinfold.js";
import type { Drafts } from "../lib/drafts.js";
import { define, PfElement } from "../lib/elements/element.js";
import { CORRECTABLE, correctionOf, editorOf, type Inputs, shownOf } from "../lib/elements/field.js";
import { icon } from "../lib/elements/icon.js";
import { fieldName, originName } from "../lib/elements/words.js";
import { text } from "../lib/i18n.js";

/** `<pf-fields .detail .drafts>`. */
export class PfFields extends PfElement {
  @property({ attribute: false }) detail!: PinDetail;
  @property({ attribute: false }) drafts!: Drafts;
  /** The field whose editor is open. */
  @state() private open: Field | undefined;

  protected override render(): unknown {
    const { pin, missing } = this.detail;
    const rows = CORRECTABLE.filter((field) => field !== "text" && (shownOf(pin, field) !== undefined || missing.includes(field)));
    const absent = CORRECTABLE.filter((field) => !rows.includes(field) && belongs(pin, field) && shownOf(pin, field) === undefined);
    return html`${this.#text(pin, missing.includes("text"))}
      <dl class="fields">${rows.map((field) => this.#row(pin, field, missing.includes(field)))}</dl>
      ${this.open !== undefined && absent.includes(this.open) ? html`<dl class="fields">${this.#row(pin, this.open, false)}</dl>` : nothing}
      <div class="fields-add">
        ${absent.map(
          (field) =>
            html`<button type="button" class="pf-button pf-quiet pf-small" @click=${() => this.#edit(field)}>${icon("plus", 12)}${fieldName(field)}</button>`,
        )}
      </div>`;
  }

  /** The text is what a pin is about: it stands first, as a quotation. */
  #text(pin: Pin, missing: boolean): TemplateResult | typeof nothing {
    if (this.open === "text" || missing) return html`<div class="field" data-editing ?data-missing=${missing}>${this.#editor(pin, "text", missing)}</div>`;
    if (pin.text === undefined) return nothing;
    return html`<blockquote class="quote">
      <button type="button" class="field-value quote-words" data-field="text" dir="auto" aria-label=${text("panel_field_edit", fieldName("text"), pin.text)} @click=${() => this.#edit("text")}
        >${pin.text}</button
      >
    </blockquote>`;
  }

  #row(pin: Pin, field: Field, missing: boolean): TemplateResult {
    const editing = this.open === field || missing;
    const origin = (pin.provenance as Partial<NonNullable<Pin["provenance"]>> | undefined)?.[field];
    const unsure = origin?.certainty === "unsure";
    return html`<div class="field" ?data-editing=${editing} ?data-missing=${missing}>
      <dt>${fieldName(field)}</dt>
      <dd>
        ${editing
          ? this.#editor(pin, field, missing)
          : html`<button
              type="button"
              class="field-value"
              data-field=${field}
              dir="auto"
              title=${origin === undefined ? nothing : originName(origin.origin)}
              aria-label=${text("panel_field_edit", fieldName(field), shownOf(pin, field) ?? "")}
              @click=${() => this.#edit(field)}
            >
              <span class=${origin === undefined || origin.origin === "person" ? "" : "pf-read"}>${shownOf(pin, field)}</span>
            </button>`}
        ${unsure && !missing ? this.#check(pin, field) : nothing}
      </dd>
    </div>`;
  }

  #check(pin: Pin, field: Field): TemplateResult {
    // To say that it is right is to say it oneself: from then on it is a person's word.
    const confirm = () => this.drafts.choose(`field:${field}`, { pin_correct: { pin: pin.id, corrections: [correctionOf(pin, field)] } });
    return html`<span class="pf-chip" data-colour="warn">${icon("warning", 12)}${text("shared_please_check")}</span>
      <button type="button" class="pf-button pf-quiet pf-small" @click=${confirm}>${icon("check", 12)}${text("panel_field_right")}</button>`;
  }

  #editor(pin: Pin, field: Field, missing: boolean): TemplateResult {
    const type = (shown: Inputs, correction: Correction | undefined): void => {
      if (correction === undefined) return;
      this.drafts.type(`field:${field}`, JSON.stringify(shown), { pin_correct: { pin: pin.id, corrections: [correction] } });
    };
    const kept = this.drafts.shown(`field:${field}`);
    return html`<div
      class="field-editor"
      @keydown=${(event: KeyboardEvent) => this.#key(event, field)}
      @focusout=${() => void this.drafts.flush()}
    >
      ${missing ? html`<p class="field-asked">${icon("warning", 12)}${text("panel_field_asked")}</p>` : nothing}
      ${editorOf(pin, field, kept === undefined || kept === "" ? undefined : (JSON.parse(kept) as Inputs), type)}
      ${missing
        ? nothing
        : html`<button type="button" class="pf-button pf-small" @click=${() => this.#close(field)}>${icon("check", 12)}${text("shared_done")}</button>`}
    </div>`;
  }

  #key(event: KeyboardEvent, field: Field): void {
    const confirm = event.key === "Enter" && !(event.target instanceof HTMLTextAreaElement) && !event.isComposing;
    if (event.ctrlKey || event.metaKey || (event.key !== "Escape" && !confirm)) return;
    event.preventDefault();
    event.stopPropagation();
    void this.#close(field);
  }

  #edit(field: Field): void {
    this.open = field;
    void this.updateComplete.then(() => this.querySelector<HTMLElement>("[data-editing]:not([data-missing]) :is(input,textarea,select)")?.focus());
  }

  async #close(field: Field): Promise<void> {
    await this.drafts.flush();
    this.open = undefined;
    await this.updateComplete;
    this.querySelector<HTMLElement>(`[data-field=${field}]`)?.focus();
  }
}

/** Whether a field can be added to a pin of this kind. */
function belongs(pin: Pin, field: Field): boolean {
  const ofProduct = ["product_name", "brand", "price"].includes(field);
  if (pin.kind === "product") return ofProduct;
  return field === "rating" ? pin.kind === "review" : !ofProduct;
}

define("pf-fields", PfFields);
