// The cards on the screen as a list to choose from, to be pinned together.
import { html, nothing } from "lit";
import { property, state } from "lit/decorators.js";
import { define, PfElement } from "../lib/elements/element.js";
import { icon } from "../lib/elements/icon.js";
import { counted } from "../lib/elements/words.js";
import { text } from "../lib/i18n.js";
import { nameOf } from "./found.js";
import type { Found } from "./tab.js";

/** `<pf-picker .found @pf-back @pf-pick>`; `pf-pick` names what was chosen. */
export class PfPicker extends PfElement {
  @property({ attribute: false }) found: readonly Found[] = [];
  @property({ type: Boolean }) busy = false;
  @state() private chosen: ReadonlySet<Found> = new Set();

  protected override firstUpdated(): void {
    this.querySelector("button")?.focus();
  }

  protected override render(): unknown {
    const free = this.found.filter((one) => one.pinned === undefined);
    const chosen = free.filter((one) => this.chosen.has(one));
    const all = chosen.length === free.length && free.length > 0;
    return html`<div class="picker-head">
        <button type="button" class="pf-button pf-quiet pf-square" aria-label=${text("popup_back")} title=${text("popup_back")} @click=${() => this.dispatchEvent(new CustomEvent("pf-back"))}>
          ${icon("chevron-left")}
        </button>
        <h2>${text("popup_choose_heading")}</h2>
      </div>
      <label class="pf-check picker-all"><input type="checkbox" .checked=${all} .indeterminate=${chosen.length > 0 && !all} @change=${() => (this.chosen = new Set(all ? [] : free))} />${text("popup_choose_all")}</label>
      <ul class="picker-list">
        ${this.found.map(
          (one) =>
            html`<li>
              <label class="pf-check"
                ><input type="checkbox" .checked=${one.pinned !== undefined || this.chosen.has(one)} ?disabled=${one.pinned !== undefined} @change=${() => this.#toggle(one)} />
                <span class="picker-name" dir="auto">${nameOf(one)}</span>${one.pinned === undefined ? nothing : html`<span class="pf-hint">${text("popup_pinned")}</span>`}</label
              >
            </li>`,
        )}
      </ul>
      <div class="picker-foot">
        <button
          type="button"
          class="pf-button pf-primary"
          aria-disabled=${this.busy || chosen.length === 0}
          @click=${() => chosen.length > 0 && !this.busy && this.dispatchEvent(new CustomEvent("pf-pick", { detail: chosen }))}
        >
          ${chosen.length === 0 ? text("popup_pin") : counted("popup_pin_chosen", chosen.length)}
        </button>
      </div>`;
  }

  #toggle(found: Found): void {
    const next = new Set(this.chosen);
    if (!next.delete(found)) next.add(found);
    this.chosen = next;
  }
}

define("pf-picker", PfPicker);
