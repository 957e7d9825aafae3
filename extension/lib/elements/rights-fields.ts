// The fields of rights in a picture or text somebody else made: whether it may be used, whose it is, how to credit it, and
// where the answer can be seen. It judges none of them and stores nothing; `value` is what stands in the fields.

import { html } from "lit";
import { property } from "lit/decorators.js";
import { live } from "lit/directives/live.js";

import type { Rights, RightsStatus } from "../../../pkg/pinfold.js";
import { text } from "../i18n.js";
import { define, PfElement } from "./element.js";
import { rightsName } from "./words.js";

const STATUSES: readonly RightsStatus[] = ["unknown", "requested", "granted", "refused"];

/** `<pf-rights-fields .rights @pf-rights>`; `pf-rights` comes with every change and names what stands in the fields. */
export class PfRightsFields extends PfElement {
  @property({ attribute: false }) rights: Rights = {};

  override focus(): void {
    this.querySelector("select")?.focus();
  }

  /** What stands in the fields; an empty field is absent. */
  get value(): Rights {
    const fields = [...this.querySelectorAll<HTMLInputElement | HTMLSelectElement>("[name]")];
    const filled = fields.map((field) => [field.name, field.value.trim()]).filter(([, value]) => value !== "");
    return Object.fromEntries(filled) as Rights;
  }

  protected override render(): unknown {
    const { rights } = this;
    const status = rights.status ?? "unknown";
    const line = (name: "owner" | "credit" | "evidence") =>
      html`<label class="pf-label"
        ><span>${text(`input_rights_${name}`)}</span><input class="pf-field" name=${name} dir="auto" autocomplete="off" .value=${live(rights[name] ?? "")} @input=${this.#changed}
      /></label>`;
    return html`<div class="field-inputs">
      <label class="pf-label"
        ><span>${text("input_rights_status")}</span>
        <select class="pf-field" name="status" @change=${this.#changed}>
          ${STATUSES.map((one) => html`<option value=${one} .selected=${one === status}>${rightsName(one)}</option>`)}
        </select></label
      >
      ${line("owner")}${line("credit")}${line("evidence")}
    </div>`;
  }

  readonly #changed = (): void => {
    this.dispatchEvent(new CustomEvent<Rights>("pf-rights", { detail: this.value, bubbles: true }));
  };
}

define("pf-rights-fields", PfRightsFields);

declare global {
  interface HTMLElementTagNameMap {
    "pf-rights-fields": PfRightsFields;
  }
}
