// The forms that the office module packs: what is asked for, and how many pins stand on a slide. It packs none.

import { html, type TemplateResult } from "lit";

import type { DeckLayout, PackFormat } from "../../pkg/pinfold.js";
import { text } from "../lib/i18n.js";
import type { FormatName } from "./export-formats.js";

/** What is asked for to pack a form; nothing where it is not packed. */
export function packFormat(name: FormatName, layout: DeckLayout): PackFormat | undefined {
  if (name === "deck") return { deck: layout };
  return name === "sheet" || name === "folder" ? name : undefined;
}

/** The form whose text is shown for one that has none to show: people want its words, not its code. */
export function shownAs(name: FormatName): "csv" | "markdown" | undefined {
  if (name === "sheet") return "csv";
  return name === "html" || name === "print" || name === "deck" || name === "folder" ? "markdown" : undefined;
}

/** How many pins a slide has. */
export function layoutChoice(chosen: DeckLayout, choose: (layout: DeckLayout) => void): TemplateResult {
  return html`<label class="pf-label"
    ><span>${text("library_export_slides")}</span
    ><select class="pf-field" @change=${(event: Event) => choose((event.target as HTMLSelectElement).value as DeckLayout)}>
      ${(["one", "grid"] as const).map((one) => html`<option value=${one} .selected=${one === chosen}>${text(one === "one" ? "library_slides_single" : "library_slides_grid")}</option>`)}
    </select></label
  >`;
}
