// Rights in a text or picture somebody else made: owner, credit, status, evidence. It judges none of them.
import { html } from "lit";
import { property } from "lit/decorators.js";
import { live } from "lit/directives/live.js";
import type { Pin, Rights, RightsStatus } from "../../pkg/pinfold.js";
import { define, PfElement } from "../lib/elements/element.js";
import { rightsName } from "../lib/elements/words.js";
import { text } from "../lib/i18n.js";
import type { Drafts } from "./drafts.js";

const STATUSES: readonly RightsStatus[] = ["unknown", "requested", "granted", "refused"];
const SLOT = "rights";

/** `<pf-rights .pin .drafts>`. */
export class PfRights extends PfElement {
  @property({ attribute: false }) pin!: Pin;
  @property({ attribute: false }) drafts!: Drafts;

  protected override render(): unknown {
    const kept = this.drafts.shown(SLOT);
    const rights = kept === undefined ? (this.pin.rights ?? {}) : (JSON.parse(kept) as Rights);
    const status = rights.status ?? "unknown";
    const input = (name: "owner" | "credit" | "evidence") =>
      html`<label class="pf-label"
        ><span>${text(`panel_rights_${name}`)}</span>
        <input class="pf-field" name=${name} dir="auto" autocomplete="off" .value=${live(rights[name] ?? "")} @input=${this.#input} @blur=${() => void this.drafts.flush()}
      /></label>`;
    return html`<details class="rights" ?open=${status !== "unknown"}>
      <summary>${text("panel_rights")}<span class="rights-status" data-status=${status}>${rightsName(status)}</span></summary>
      <div class="rights-fields">
        <label class="pf-label"
          ><span>${text("panel_rights_status")}</span>
          <select class="pf-field" name="status" @change=${this.#input}>
            ${STATUSES.map((one) => html`<option value=${one} .selected=${one === status}>${rightsName(one)}</option>`)}
          </select></label
        >
        ${input("owner")}${input("credit")}${input("evidence")}
      </div>
    </details>`;
  }

  readonly #input = (): void => {
    const fields = [...this.querySelectorAll<HTMLInputElement | HTMLSelectElement>("[name]")];
    const filled = fields.map((field) => [field.name, field.value.trim()]).filter(([, value]) => value !== "");
    const rights = Object.fromEntries(filled) as Rights;
    this.drafts.type(SLOT, JSON.stringify(rights), { pins_rights: { pins: [this.pin.id], rights } });
  };
}

define("pf-rights", PfRights);
