// Facets to narrow what is shown, the order, and the layout. What is chosen stands as chips that can be taken away.

import { html, nothing, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";

import type { FacetValue, PinKind, Sort } from "../../pkg/pinfold.js";
import { icon } from "../lib/elements/icon.js";
import "../lib/elements/menu.js";
import { tagWords } from "../lib/elements/value.js";
import { kindName } from "../lib/elements/words.js";
import { text } from "../lib/i18n.js";
import { createSmart } from "./boards.js";
import "./facet-list.js";
import { Part } from "./part.js";
import { type Facet, FACETS, isFiltered, type Layout, LAYOUTS, layoutOf, toggled } from "./place.js";

const SORTS: readonly Sort[] = ["newest", "oldest", "published", "author", "price"];

/** What a value of a facet is called. */
export function valueName(facet: Facet, value: FacetValue | string): string {
  const [name, label] = typeof value === "string" ? [value, undefined] : [value.value, value.label];
  if (facet === "kinds") return kindName(name as PinKind);
  if (facet === "tags") return tagWords(name);
  return label ?? name;
}

@customElement("pf-filters")
export class PfFilters extends Part {
  /** The order a place has of itself: a board its own, a search the best first, everything else the newest first. */
  #natural(): "board" | "best" | "newest" {
    const { place, board } = this.library;
    if (place.q.trim() !== "") return "best";
    return place.view === "board" && board?.query === undefined ? "board" : "newest";
  }

  protected override render(): unknown {
    const natural = this.#natural();
    const { place, pins } = this.library;
    const sort = place.sort === "natural" ? natural : place.sort;
    const sorts = natural === "newest" ? SORTS : [natural, ...SORTS];
    const layout = layoutOf(place);
    return html`<div class="filters">
      <div class="chips" role="group" aria-label=${text("library_filters")}>
        ${FACETS.map(
          (facet) =>
            html`<pf-facet-list
              .label=${text(`library_facet_${facet}`)}
              .values=${pins.facets?.[facet] ?? []}
              .chosen=${place[facet]}
              .name=${(value: FacetValue) => valueName(facet, value)}
              @pf-toggle=${(event: CustomEvent<string>) => this.library.go(toggled(place, facet, event.detail))}
            ></pf-facet-list>`,
        )}
        ${FACETS.flatMap((facet) => place[facet].map((value) => this.#chosen(facet, value)))}
        ${isFiltered(place) && place.view === "all" ? this.#smart() : nothing}
      </div>
      <div class="filters-end">
        <pf-menu
          .label=${text("library_sort")}
          .face=${html`${icon("sort")}<span class="wide">${text(`library_sort_${sort}`)}</span>`}
          .items=${sorts.map((one) => ({
            label: text(`library_sort_${one}`),
            chosen: one === sort,
            run: () => this.library.go({ sort: one === natural ? "natural" : (one as Sort) }),
          }))}
        ></pf-menu>
        <div class="layouts" role="group" aria-label=${text("library_layout")}>${LAYOUTS.map((one) => this.#layout(one, layout))}</div>
      </div>
    </div>`;
  }

  #chosen(facet: Facet, value: string): TemplateResult {
    const known = this.library.pins.facets?.[facet].find((one) => one.value === value);
    const name = valueName(facet, known ?? value);
    return html`<button
      type="button"
      class="pf-chip chip-button"
      aria-pressed="true"
      aria-label=${text("library_filter_remove", name)}
      title=${text("library_filter_remove", name)}
      @click=${() => this.library.go(toggled(this.library.place, facet, value))}
    >
      <span dir="auto">${name}</span>${icon("close", 12)}
    </button>`;
  }

  #smart(): TemplateResult {
    const { place } = this.library;
    const quoted = (value: string): string => (/\s/u.test(value) ? `"${value}"` : value);
    // One value of a facet is a word of the query language; several at once (any of them) are not.
    const sayable = place.authors.length === 0 && FACETS.every((facet) => place[facet].length <= 1);
    const query = [
      place.q.trim(),
      ...place.tags.map((tag) => `tag:${quoted(tag)}`),
      ...place.sites.map((site) => `site:${site}`),
      ...place.kinds.map((kind) => `kind:${kind}`),
    ]
      .filter((part) => part !== "")
      .join(" ");
    if (!sayable || query === "") return html`${nothing}`;
    return html`<button type="button" class="pf-button pf-quiet pf-small" @click=${() => void createSmart(this.library, query)}>
      ${icon("smart")}${text("library_smart_from")}
    </button>`;
  }

  #layout(layout: Layout, now: Layout): TemplateResult {
    return html`<button
      type="button"
      class="pf-button pf-quiet pf-square"
      aria-pressed=${layout === now}
      aria-label=${text(`library_layout_${layout}`)}
      title=${text(`library_layout_${layout}`)}
      @click=${() => this.library.go({ layout }, "replace")}
    >
      ${icon(layout)}
    </button>`;
  }

}

declare global {
  interface HTMLElementTagNameMap {
    "pf-filters": PfFilters;
  }
}
