// Two to six pins side by side, a column each, with what they say in rows: what is the same for all can be put away. It stands at
// an address of its own, so that a comparison can be kept as a bookmark.

import { html, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";

import type { PinDetail, PinId } from "../../../pkg/pinfold.js";
import { failureOf } from "../../lib/core.js";
import { KIND_ICONS } from "../../lib/elements/card.js";
import { empty } from "../../lib/elements/empty.js";
import { icon } from "../../lib/elements/icon.js";
import "../../lib/elements/picture.js";
import { kindName } from "../../lib/elements/words.js";
import { text } from "../../lib/i18n.js";
import { Fresh } from "../fresh.js";
import { head, waiting } from "../head.js";
import { pictureOf, shownOf } from "../pictures.js";
import { FEWEST, hrefOf, MOST } from "../place.js";
import { read } from "../reads.js";
import { type Row, rowsOf } from "./rows.js";

@customElement("pf-compare")
export class PfCompare extends Fresh {
  @state() private pins: readonly PinDetail[] | undefined;
  @state() private differing = false;
  #of = "";

  protected override async load(): Promise<void> {
    const { compare } = this.library.place;
    this.#of = compare.join();
    const found = await Promise.all(compare.slice(0, MOST).map(one));
    // A pin that was deleted meanwhile is missing, and the others stay.
    if (this.#of === compare.join()) this.pins = found.filter((pin) => pin !== undefined);
  }

  protected override willUpdate(): void {
    if (this.#of !== this.library.place.compare.join()) this.again();
  }

  #without(pin: PinId): void {
    const { place } = this.library;
    this.library.go({ compare: place.compare.filter((one) => one !== pin) }, "replace");
  }

  protected override render(): unknown {
    const { pins } = this;
    const name = text("library_compare");
    if (pins === undefined) return html`${head(name, nothing)}${waiting()}`;
    if (pins.length < FEWEST) return html`${head(name, nothing)}${empty("compare", text("library_compare_few"), text("library_compare_few_text"))}`;
    const rows = rowsOf(pins);
    const same = rows.filter((row) => !row.differs).length;
    const deeds = html`<label class="pf-check"
      ><input type="checkbox" .checked=${this.differing} ?disabled=${same === 0} @change=${() => (this.differing = !this.differing)} /><span>${text("library_compare_differing")}</span></label
    >`;
    return html`${head(name, deeds)}
      <div class="compare" tabindex="0" role="region" aria-label=${name}>
        <table>
          <thead>
            <tr>
              <td></td>
              ${pins.map((pin) => this.#head(pin))}
            </tr>
          </thead>
          <tbody>
            ${rows.filter((row) => row.differs || !this.differing).map(line)}
          </tbody>
        </table>
      </div>`;
  }

  #head({ pin }: PinDetail): TemplateResult {
    const media = shownOf(pin);
    const name = pin.product?.name ?? pin.title ?? pin.text ?? kindName(pin.kind);
    return html`<th scope="col">
      <span class="compare-picture">${media === undefined ? icon(KIND_ICONS[pin.kind], 24, kindName(pin.kind)) : html`<pf-picture quiet .picture=${pictureOf(media)}></pf-picture>`}</span>
      <a href=${hrefOf({ ...this.library.place, pin: pin.id })} dir="auto">${name}</a>
      <button type="button" class="pf-button pf-quiet pf-square pf-small" aria-label=${text("library_compare_without", name)} title=${text("library_compare_without", name)} @click=${() => this.#without(pin.id)}>
        ${icon("close")}
      </button>
    </th>`;
  }
}

async function one(pin: PinId): Promise<PinDetail | undefined> {
  try {
    return await read({ detail: { pin } }, "detail");
  } catch (error) {
    if (failureOf(error).code === "not_found") return undefined;
    throw error;
  }
}

function line({ name, cells, differs }: Row): TemplateResult {
  return html`<tr ?data-differs=${differs}>
    <th scope="row">${name}</th>
    ${cells.map((cell) => html`<td dir="auto">${cell}</td>`)}
  </tr>`;
}

declare global {
  interface HTMLElementTagNameMap {
    "pf-compare": PfCompare;
  }
}
