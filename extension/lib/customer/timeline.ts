// What there was between a customer and us, the last of it first. Each entry leads to its pin.

import { html, nothing, type TemplateResult } from "lit";

import type { CustomerView, Entry, PinId } from "../../../pkg/pinfold.js";
import { icon } from "../elements/icon.js";
import type { IconName } from "../elements/icons.js";
import "../elements/card.js";
import { pinName } from "../elements/card.js";
import "../elements/time.js";
import { counted } from "../elements/words.js";
import { text } from "../i18n.js";
import { heading, type Level } from "./heading.js";
import { eventText, HANDED_COLOURS, handOverName } from "./words.js";

/** The timeline; `link` is the address of a pin. */
export function timelineTemplate(view: CustomerView, link: (pin: PinId) => string, level: Level): TemplateResult {
  const { entries, earlier } = view.timeline;
  return html`<section class="customer-part" aria-label=${text("customer_timeline")}>
    ${heading(level, html`${text("customer_timeline")} <span class="pf-hint">${counted("count_pins", view.pins)}</span>`)}
    ${entries.length === 0 ? html`<p class="pf-hint">${text("customer_timeline_none")}</p>` : html`<ol class="customer-timeline">${entries.map((entry) => row(entry, view, link))}</ol>`}
    ${earlier > 0 ? html`<p class="pf-hint">${counted("customer_earlier", earlier)}</p>` : nothing}
  </section>`;
}

function row(entry: Entry, view: CustomerView, link: (pin: PinId) => string): TemplateResult | typeof nothing {
  const { event, pin, at } = entry;
  const card = view.cards.find((one) => one.id === pin);
  if ("posted" in event) {
    return card === undefined ? nothing : html`<li class="customer-post"><pf-card look="compact" .card=${card} .href=${link(pin)} data-pin=${pin}></pf-card></li>`;
  }
  if ("answered" in event) {
    return card === undefined
      ? nothing
      : html`<li class="customer-event">
          ${icon("comment")}
          <div>
            <span class="pf-hint">${eventText(event, view)}</span>
            <pf-card look="compact" .card=${card} .href=${link(pin)} data-pin=${pin}></pf-card>
          </div>
        </li>`;
  }
  const note = "noted" in event ? view.notes.find((one) => one.id === event.noted.note)?.text : undefined;
  const handed = "handed_over" in event ? event.handed_over : undefined;
  return html`<li class="customer-event">
    ${icon(sign(event))}
    <div>
      <span>${eventText(event, view)}</span>
      ${handed === undefined ? nothing : html`<span class="pf-chip" data-colour=${HANDED_COLOURS[handed.state]}>${handOverName(handed.state)}</span>`}
      <pf-time class="pf-hint" .at=${at}></pf-time>
      ${note === undefined ? nothing : html`<p class="customer-note" dir="auto">${note}</p>`}
      ${handed?.link === undefined ? nothing : html`<a class="customer-about" href=${handed.link} target="_blank" rel="noopener noreferrer">${text("customer_open_there")} ${icon("external", 12)}</a>`}
      ${card === undefined ? nothing : html`<a class="customer-about" href=${link(pin)} data-pin=${pin} dir="auto">${pinName(card)}</a>`}
    </div>
  </li>`;
}

function sign(event: Entry["event"]): IconName {
  if ("noted" in event) return "note";
  if ("handed_over" in event) return "send";
  if ("case" in event) return "info";
  return "seen" in event && event.seen.sighting === "gone" ? "warning" : "eye";
}
