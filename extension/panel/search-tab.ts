// A search over all pins, which opens in the library.
import { html } from "lit";
import { query } from "lit/decorators.js";
import { define, PfElement } from "../lib/elements/element.js";
import { empty } from "../lib/elements/empty.js";
import { icon } from "../lib/elements/icon.js";
import { text } from "../lib/i18n.js";

/** `<pf-search-tab>`. */
export class PfSearchTab extends PfElement {
  @query("input") private accessor field!: HTMLInputElement;

  override focus(): void {
    this.field.focus();
  }

  protected override render(): unknown {
    const open = (event: Event): void => {
      event.preventDefault();
      const place = new URLSearchParams({ q: this.field.value }).toString();
      void chrome.tabs.create({ url: chrome.runtime.getURL(`library/index.html#${place}`) });
    };
    return html`<form class="search" role="search" @submit=${open}>
        ${icon("search")}
        <input class="pf-field" type="search" dir="auto" autocomplete="off" aria-label=${text("panel_search")} placeholder=${text("panel_search")} />
      </form>
      ${empty("search", text("panel_search_start"), text("panel_search_hint"))}`;
  }
}

define("pf-search-tab", PfSearchTab);
