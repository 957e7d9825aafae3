// The fields of rights in a picture or text somebody else made: whose, how to credit, and whether it may be used. It
// stores nothing; `value` is what stands in the fields.

import { html } from "lit";
import { customElement, property, query } from "lit/decorators.js";

import type { Rights, RightsStatus } from "../../pkg/pinfold.js";
import { PfElement } from "../lib/elements/element.js";
import { rightsName } from "../lib/elements/words.js";
import { text } from "../lib/i18n.js";

const STATUSES: readonly RightsStatus[] = ["unknown", "requested", "granted", "refused"];

@customElement("pf-rights-form")
export class PfRightsForm extends PfElement {
  @property({ attribute: false }) rights: Rights = { status: "unknown" };
  @query("form") private form!: HTMLFormElement;

  /** What stands in the fields; an empty field is absent. */
  get value(): Rights {
    const data = new FormData(this.form);
    const field = (name: string): Record<string, string> => {
      const written = String(data.get(name) ?? "").trim();
      return written === "" ? {} : { [name]: written };
    };
    return { status: String(data.get("status")) as RightsStatus, ...field("owner"), ...field("credit"), ...field("evidence") };
  }

  protected override render(): unknown {
    const line = (name: "owner" | "credit" | "evidence") =>
      html`<label class="pf-label"
        ><span>${text(`library_rights_${name}`)}</span><input class="pf-field" name=${name} dir="auto" autocomplete="off" .value=${this.rights[name] ?? ""}
      /></label>`;
    return html`<form
      class="form"
      @submit=${(event: Event) => {
        event.preventDefault();
        this.dispatchEvent(new CustomEvent("pf-save", { bubbles: true }));
      }}
    >
      <fieldset class="plain">
        <legend>${text("library_rights_status")}</legend>
        <div class="radios">
          ${STATUSES.map(
            (status) =>
              html`<label class="pf-check"><input type="radio" name="status" value=${status} .checked=${(this.rights.status ?? "unknown") === status} />${rightsName(status)}</label>`,
          )}
        </div>
      </fieldset>
      ${line("owner")} ${line("credit")} ${line("evidence")}
      <button type="submit" hidden></button>
    </form>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "pf-rights-form": PfRightsForm;
  }
}
