// What is drawn of a profile: how prices are spread, and how many say what. Each says the same in words to those who do not see it.

import { html, svg, type TemplateResult } from "lit";

import type { PriceSpread, Said } from "../../../pkg/pinfold.js";
import { counted, money, number } from "../../lib/elements/words.js";
import { text } from "../../lib/i18n.js";

/** The drawing's own measure; it is stretched to the room there is. */
const WIDTH = 240;
const HEIGHT = 64;
const GAP = 2;

/** Prices in steps from the lowest to the highest, with the one in the middle. */
export function priceChart({ low, high, median, steps, count, others }: PriceSpread): TemplateResult {
  const most = Math.max(...steps, 1);
  const each = WIDTH / steps.length;
  const span = money(low) === money(high) ? money(low) : `${money(low)} – ${money(high)}`;
  const words = text("profile_prices_label", counted("count_pins", count), span, money(median));
  return html`<figure class="profile-prices">
    <svg viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" role="img" aria-label=${words}>
      ${steps.map((step, at) => {
        const tall = (step / most) * HEIGHT;
        return svg`<rect x=${at * each + GAP / 2} y=${HEIGHT - tall} width=${each - GAP} height=${tall} rx="1"/>`;
      })}
    </svg>
    <figcaption>
      <span>${money(low)}</span>
      ${money(low) === money(high) ? "" : html`<span class="pf-hint">${text("library_common_median", money(median))}</span><span>${money(high)}</span>`}
    </figcaption>
    ${others === 0 ? "" : html`<p class="pf-hint">${counted("profile_other_currency", others)}</p>`}
  </figure>`;
}

/** Something many say, each a bar as long as its share; `link` leads to them. */
export function bars(said: readonly Said[], of: number, link: (name: string) => string, shown: (name: string) => string = (name) => name): TemplateResult {
  return html`<ul class="profile-bars">
    ${said.map(
      ({ name, count }) => html`<li>
        <a href=${link(name)} dir="auto">${shown(name)}</a>
        <svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">${svg`<rect class="whole" width="100" height="6"/><rect width=${of === 0 ? 0 : (count / of) * 100} height="6"/>`}</svg>
        <span>${number(count)}</span>
      </li>`,
    )}
  </ul>`;
}
