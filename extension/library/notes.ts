// The annotations of a pin as a list: what each is about, what it says, and the way to change or delete it.

import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";

import type { Annotation, Media } from "../../pkg/pinfold.js";
import { PfElement } from "../lib/elements/element.js";
import { icon } from "../lib/elements/icon.js";
import { line } from "../lib/elements/prompt.js";
import "../lib/elements/time.js";
import { text } from "../lib/i18n.js";
import { edit } from "./edits.js";

/** Asks what an annotation says and stores it. */
export async function writeNote(note: Pick<Annotation, "id" | "pin" | "target" | "body" | "motivation">, heading: string): Promise<void> {
  const body = await line({ heading, label: text("library_note"), value: note.body ?? "", action: text("shared_save"), long: true, optional: true });
  if (body === undefined) return;
  const motivation = body === "" ? "highlighting" : "commenting";
  await edit({ annotation_write: { id: note.id, pin: note.pin, target: note.target, body, motivation } }, text("library_note_saved"));
}

@customElement("pf-notes")
export class PfNotes extends PfElement {
  @property({ attribute: false }) notes: readonly Annotation[] = [];
  @property({ attribute: false }) media: readonly Media[] = [];

  /** Brings an annotation into view and gives it the focus. */
  show(id: string): void {
    const item = this.querySelector<HTMLElement>(`[data-note="${CSS.escape(id)}"]`);
    item?.scrollIntoView({ block: "nearest" });
    item?.querySelector<HTMLElement>("button")?.focus();
  }

  protected override render(): unknown {
    return html`<ul class="notes">
      ${this.notes.map((note) => this.#note(note))}
    </ul>`;
  }

  #about(note: Annotation): TemplateResult | typeof nothing {
    const { target } = note;
    if (typeof target === "string") return nothing;
    if ("quote" in target) return html`<q dir="auto"><mark>${target.quote.exact}</mark></q>`;
    const place = this.media.findIndex((one) => one.id === target.region.media) + 1;
    return html`<span class="pf-hint">${icon("region", 12)}${text("library_region_of", place)}</span>`;
  }

  #note(note: Annotation): TemplateResult {
    return html`<li data-note=${note.id}>
      <div class="note-words">
        ${this.#about(note)}
        ${note.body ? html`<p dir="auto">${note.body}</p>` : nothing}
        <p class="pf-hint">${note.creator ? html`<span dir="auto">${note.creator}</span> · ` : nothing}<pf-time .at=${note.changed}></pf-time></p>
      </div>
      <button type="button" class="pf-button pf-quiet pf-square pf-small" aria-label=${text("library_note_change")} title=${text("library_note_change")} @click=${() => void writeNote(note, text("library_note_change"))}>
        ${icon("edit")}
      </button>
      <button
        type="button"
        class="pf-button pf-quiet pf-square pf-small"
        aria-label=${text("library_note_delete")}
        title=${text("library_note_delete")}
        @click=${() => void edit({ annotation_delete: { id: note.id } }, text("library_note_deleted"))}
      >
        ${icon("delete")}
      </button>
    </li>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "pf-notes": PfNotes;
  }
}
