// Small parts of the list of pins: the box that chooses a pin, the heading of a section. They hold no state.

import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";

import type { PinCard } from "../../pkg/pinfold.js";
import { pinName } from "../lib/elements/card.js";
import { text } from "../lib/i18n.js";
import { at } from "./at.js";
import type { Box, Heading } from "./layout.js";

/** The box that chooses a pin; `act` says whether everything up to it is meant. */
export function chooser(card: PinCard, chosen: boolean, stop: boolean, act: (range: boolean) => void): TemplateResult {
  const click = (event: MouseEvent): void => {
    if (event.shiftKey) event.preventDefault();
    act(event.shiftKey);
  };
  return html`<label class="choose" title=${text("library_choose")}
    ><input type="checkbox" tabindex=${stop ? 0 : -1} aria-label=${text("library_choose_pin", pinName(card))} .checked=${live(chosen)} @click=${click}
  /></label>`;
}

/** The heading of a section, with room to drop pins where there are none. */
export function sectionHead(one: Heading, box: Box): TemplateResult {
  return html`<div class="section-head" data-section=${one.section} ${at(box)}>
    <h2 dir="auto">${one.name} <span class="pf-hint">${one.count}</span></h2>
    ${one.count === 0 ? html`<p class="pf-hint">${text("library_section_empty")}</p>` : nothing}
  </div>`;
}
