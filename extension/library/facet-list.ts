// One facet: a button that opens its values with how many pins each has. It chooses nothing itself; it says which value
// was meant (`pf-toggle`).

import { html, nothing } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";

import type { FacetValue } from "../../pkg/pinfold.js";
import { PfElement } from "../lib/elements/element.js";
import { icon } from "../lib/elements/icon.js";
import { number } from "../lib/elements/words.js";
import { text } from "../lib/i18n.js";

/** Values before there is a field to find one by. */
const MANY = 10;
/** More are not read; the field finds the rest. */
const MAX_SHOWN = 60;

@customElement("pf-facet-list")
export class PfFacetList extends PfElement {
  @property({ attribute: false }) label = "";
  @property({ attribute: false }) values: readonly FacetValue[] = [];
  @property({ attribute: false }) chosen: readonly string[] = [];
  @property({ attribute: false }) name: (value: FacetValue) => string = (value) => value.label ?? value.value;

  @state() private open = false;
  @state() private typed = "";
  @query("[popover]") private list!: HTMLElement;
  @query("button") private button!: HTMLButtonElement;

  #place(): void {
    const around = this.button.getBoundingClientRect();
    const width = this.list.offsetWidth;
    const rtl = getComputedStyle(this).direction === "rtl";
    const wish = rtl ? around.right - width : around.left;
    this.list.style.setProperty("left", `${Math.max(8, Math.min(wish, innerWidth - width - 8))}px`);
    this.list.style.setProperty("top", `${around.bottom + 4}px`);
    this.list.style.setProperty("max-height", `${Math.max(160, innerHeight - around.bottom - 16)}px`);
  }

  readonly #toggled = async (event: ToggleEvent): Promise<void> => {
    this.open = event.newState === "open";
    if (!this.open) return;
    this.typed = "";
    await this.updateComplete;
    this.#place();
    this.list.querySelector<HTMLElement>("input")?.focus();
  };

  protected override render(): unknown {
    const typed = this.typed.toLowerCase();
    const gone = this.chosen.filter((value) => !this.values.some((one) => one.value === value)).map((value) => ({ value, count: 0 }));
    const all: FacetValue[] = [...gone, ...this.values];
    const shown = all.filter((value) => typed === "" || this.name(value).toLowerCase().includes(typed)).slice(0, MAX_SHOWN);
    return html`<button
        type="button"
        class="pf-button pf-quiet pf-small"
        aria-haspopup="dialog"
        aria-expanded=${this.open}
        ?disabled=${all.length === 0}
        @click=${() => this.list.togglePopover()}
      >
        ${this.label}${this.chosen.length > 0 ? html`<span class="facet-count">${this.chosen.length}</span>` : nothing}${icon("chevron-down", 12)}
      </button>
      <div class="pf-menu facet-list" popover role="dialog" aria-label=${this.label} @toggle=${this.#toggled}>
        ${!this.open
          ? nothing
          : html`${all.length > MANY
                ? html`<input
                    class="pf-field"
                    type="search"
                    aria-label=${text("library_facet_find", this.label)}
                    placeholder=${text("library_facet_find", this.label)}
                    @input=${(event: Event) => (this.typed = (event.target as HTMLInputElement).value)}
                  />`
                : nothing}
              ${shown.map(
                (value) =>
                  html`<label class="facet-value">
                    <input
                      type="checkbox"
                      .checked=${this.chosen.includes(value.value)}
                      @change=${() => this.dispatchEvent(new CustomEvent("pf-toggle", { detail: value.value }))}
                    />
                    <span class="rail-name" dir="auto">${this.name(value)}</span><span class="rail-count">${number(value.count)}</span>
                  </label>`,
              )}
              ${shown.length === 0 ? html`<p class="pf-hint">${text("library_facet_none")}</p>` : nothing}`}
      </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "pf-facet-list": PfFacetList;
  }
}
