// A note as a field that stores itself: on the pin as a whole, or on words that were highlighted.
import { html, nothing } from "lit";
import { property } from "lit/decorators.js";
import { live } from "lit/directives/live.js";
import type { Annotation, PinId } from "../../../pkg/pinfold.js";
import type { Drafts } from "../drafts.js";
import { text } from "../i18n.js";
import { newId } from "../ids.js";
import { define, PfElement } from "./element.js";
import { icon } from "./icon.js";

/** `<pf-note .pin .annotation .drafts>`; without an annotation, the first words make one on the whole pin. */
export class PfNote extends PfElement {
  @property({ attribute: false }) pin!: PinId;
  @property({ attribute: false }) annotation: Annotation | undefined;
  @property({ attribute: false }) drafts!: Drafts;
  /** The name of a note that is not there yet: made once, so that storing it twice is storing it once. */
  #fresh = "";

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has("pin")) this.#fresh = newId();
  }

  protected override render(): unknown {
    const target = this.annotation?.target ?? "whole";
    const quote = target !== "whole" && "quote" in target ? target.quote.exact : undefined;
    const region = target !== "whole" && "region" in target;
    const label = quote === undefined ? text(region ? "note_region" : "note_label") : text("note_on", quote);
    return html`${quote === undefined ? nothing : html`<p class="note-quote"><mark dir="auto">${quote}</mark></p>`}
      <div class="note-row">
        <textarea
          class="pf-field"
          rows=${quote === undefined ? 3 : 1}
          dir="auto"
          aria-label=${label}
          placeholder=${text(quote === undefined ? "note_placeholder" : "note_on_placeholder")}
          .value=${live(this.drafts.shown(this.#slot) ?? this.annotation?.body ?? "")}
          @input=${this.#input}
          @blur=${() => void this.drafts.flush()}
        ></textarea>
        ${target === "whole"
          ? nothing
          : html`<button type="button" class="pf-button pf-quiet pf-square" title=${text("note_remove")} aria-label=${text("note_remove")} @click=${this.#remove}>
              ${icon("delete")}
            </button>`}
      </div>`;
  }

  get #id(): string {
    if (this.annotation !== undefined) return this.annotation.id;
    const kept = this.drafts.kept("note");
    return kept !== undefined && typeof kept === "object" && "annotation_write" in kept ? kept.annotation_write.id : this.#fresh;
  }

  get #slot(): string {
    // Before it is stored and after, the same field has the same draft.
    return (this.annotation?.target ?? "whole") === "whole" ? "note" : `annotation:${this.#id}`;
  }

  readonly #input = (event: Event): void => {
    const body = (event.currentTarget as HTMLTextAreaElement).value;
    const target = this.annotation?.target ?? "whole";
    if (body.trim() === "" && target === "whole" && this.annotation !== undefined) {
      return this.drafts.type(this.#slot, body, { annotation_delete: { id: this.#id } });
    }
    const motivation = this.annotation?.motivation ?? "commenting";
    if (body.trim() === "" && target === "whole") return this.drafts.forget(this.#slot);
    this.drafts.type(this.#slot, body, { annotation_write: { id: this.#id, pin: this.pin, target, body, motivation } });
  };

  readonly #remove = (): void => {
    void this.drafts.choose(`annotation:${this.#id}`, { annotation_delete: { id: this.#id } });
  };
}

define("pf-note", PfNote);
