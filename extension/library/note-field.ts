// The note on a pin as a whole, with what became of what was typed. It is the panel's note: both keep their drafts alike.

import { html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";

import type { Annotation, PinId } from "../../pkg/pinfold.js";
import { Drafts, type Saving } from "../lib/drafts.js";
import { PfElement } from "../lib/elements/element.js";
import "../lib/elements/note.js";
import { failureText, text } from "../lib/i18n.js";
import { stored } from "./edits.js";

@customElement("pf-note-field")
export class PfNoteField extends PfElement {
  @property({ attribute: false }) pin: PinId = "";
  @property({ attribute: false }) note: Annotation | undefined;

  @state() private drafts: Drafts | undefined;
  @state() private saving: Saving = { state: "idle" };

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has("pin")) void this.#open(this.pin);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    void this.drafts?.flush();
  }

  async #open(pin: PinId): Promise<void> {
    void this.drafts?.flush();
    [this.drafts, this.saving] = [undefined, { state: "idle" }];
    const drafts = await Drafts.of(pin, (saving) => {
      if (saving.state === "saved") stored(drafts.done[0]);
      if (this.pin === pin) this.saving = saving;
    });
    if (this.pin !== pin) return;
    this.drafts = drafts;
    // What an earlier page could not store.
    void drafts.flush();
  }

  protected override render(): unknown {
    const { drafts, saving } = this;
    if (drafts === undefined) return nothing;
    const said = saving.state === "failed" ? failureText(saving.failure) : saving.state === "idle" ? "" : text(`saving_${saving.state}`);
    return html`<pf-note .pin=${this.pin} .annotation=${this.note} .drafts=${drafts}></pf-note>
      <p class="pf-hint note-state" role="status" data-state=${saving.state}>${said}</p>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "pf-note-field": PfNoteField;
  }
}
