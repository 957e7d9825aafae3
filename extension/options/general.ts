// Where new pins go.

import { html } from "lit";
import { customElement } from "lit/decorators.js";

import { text } from "../lib/i18n.js";
import { Section } from "./section.js";

@customElement("pf-general")
export class PfGeneral extends Section {
  readonly #choose = (event: Event): void => {
    const board = (event.target as HTMLSelectElement).value;
    const { default_board: _, ...rest } = this.setup.view?.settings ?? {};
    const settings = { welcomed: false, ...rest, ...(board === "" ? {} : { default_board: board }) };
    void this.setup.edit({ settings_write: { settings } }, text("shared_saved"));
  };

  protected override render(): unknown {
    const { boards = [], settings } = this.setup.view ?? {};
    return html`<label class="pf-label narrow"
      ><span>${text("options_default_board")}</span
      ><select class="pf-field" @change=${this.#choose}>
        <option value="" .selected=${settings?.default_board == null}>${text("options_no_board")}</option>
        ${boards.map((board) => html`<option value=${board.id} .selected=${board.id === settings?.default_board}>${board.name}</option>`)}
      </select></label
    >`;
  }
}
