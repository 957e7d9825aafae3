// The cards on the screen as a list to choose from, to be pinned together: how far that has come, how it is stopped, and
// how all of it is taken back.
import { html, nothing, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { define, PfElement } from "../lib/elements/element.js";
import { icon } from "../lib/elements/icon.js";
import { ago, counted, number } from "../lib/elements/words.js";
import { text } from "../lib/i18n.js";
import { nameOf } from "./found.js";
import "./progress.js";
import type { Work } from "./progress.js";
import type { Found } from "./tab.js";

/** `<pf-picker .found .beyond .work @pf-back @pf-pick>`; `pf-pick` names what was chosen. */
export class PfPicker extends PfElement {
  @property({ attribute: false }) found: readonly Found[] = [];
  /** Cards on the screen past those. */
  @property({ type: Number }) more = 0;
  /** Cards the page holds that are not on the screen. */
  @property({ type: Number }) beyond = 0;
  @property({ attribute: false }) work: Work | undefined;
  @state() private chosen: ReadonlySet<Found> = new Set();

  protected override firstUpdated(): void {
    this.querySelector("button")?.focus();
  }

  protected override render(): unknown {
    const free = this.found.filter((one) => one.pinned === undefined);
    const chosen = free.filter((one) => this.chosen.has(one));
    const all = chosen.length === free.length && free.length > 0;
    const busy = this.work !== undefined && this.work.state !== "done";
    return html`<div class="picker-head">
        <button type="button" class="pf-button pf-quiet pf-square" aria-label=${text("popup_back")} title=${text("popup_back")} @click=${() => this.dispatchEvent(new CustomEvent("pf-back"))}>
          ${icon("chevron-left")}
        </button>
        <h2>${text("popup_choose_heading")}</h2>
      </div>
      <label class="pf-check picker-all"
        ><input type="checkbox" .checked=${all} .indeterminate=${chosen.length > 0 && !all} ?disabled=${busy || free.length === 0} @change=${() => (this.chosen = new Set(all ? [] : free))} /><span class="picker-name"
          >${text("popup_choose_all")}</span
        >${free.length === 0 ? nothing : html`<span class="pf-hint">${text("popup_chosen", number(chosen.length), number(free.length))}</span>`}</label
      >
      <ul class="picker-list">
        ${this.found.map((one) => html`<li>${this.#row(one, busy)}</li>`)}
      </ul>
      <p class="pf-hint picker-rest">${this.#rest()}</p>
      <div class="picker-foot">
        ${this.work === undefined
          ? html`<button
              type="button"
              class="pf-button pf-primary"
              aria-disabled=${chosen.length === 0}
              @click=${() => chosen.length > 0 && this.dispatchEvent(new CustomEvent("pf-pick", { detail: chosen }))}
            >
              ${chosen.length === 0 ? text("popup_pin") : counted("popup_pin_chosen", chosen.length)}
            </button>`
          : html`<pf-progress .work=${this.work}></pf-progress>`}
      </div>`;
  }

  #row(one: Found, busy: boolean): TemplateResult {
    const { author, published } = one.draft.content;
    const who = author?.name ?? (author?.handle === undefined ? text("popup_nobody") : `@${author.handle}`);
    const when = published === undefined ? "" : ago(published.instant, Date.now());
    const isPinned = one.pinned !== undefined;
    return html`<label class="pf-check picker-row">
      <input type="checkbox" .checked=${isPinned || this.chosen.has(one)} ?disabled=${isPinned || busy} @change=${() => this.#toggle(one)} />
      <span class="picker-words">
        <span class="picker-name" dir="auto">${nameOf(one)}</span>
        <span class="pf-hint picker-by" dir="auto">${[who, when].filter(Boolean).join(" · ")}</span>
      </span>
      ${isPinned ? html`<span class="pf-hint picker-pinned">${icon("check", 12)}${text("popup_pinned")}</span>` : nothing}
    </label>`;
  }

  /** What is in the list, and what is not: a feed holds only some of what its site does. */
  #rest(): string {
    const shown = counted("popup_on_screen", this.found.length);
    const away = this.more + this.beyond;
    return away === 0 ? text("popup_rest_none", shown) : counted("popup_rest", away, shown);
  }

  #toggle(found: Found): void {
    const next = new Set(this.chosen);
    if (!next.delete(found)) next.add(found);
    this.chosen = next;
  }
}

define("pf-picker", PfPicker);
