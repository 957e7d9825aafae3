// One thing that was found on the page: what it is, and a button that pins it or opens it.
import { html, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { define, PfElement } from "../lib/elements/element.js";
import { icon } from "../lib/elements/icon.js";
import { ago, kindName, money } from "../lib/elements/words.js";
import { text } from "../lib/i18n.js";
import type { Found } from "./tab.js";

/** `<pf-found .found @pf-pin @pf-open>`. */
export class PfFound extends PfElement {
  @property({ attribute: false }) found!: Found;
  @property({ type: Boolean }) first = false;
  @property({ type: Boolean }) busy = false;

  protected override render(): unknown {
    const name = nameOf(this.found);
    return html`<div class="found">
      <div class="found-words">
        <div class="found-name" dir="auto">${name}</div>
        <div class="found-by pf-hint" dir="auto">${byOf(this.found)}</div>
      </div>
      ${this.found.pinned === undefined ? this.#pin(name) : this.#open(name)}
    </div>`;
  }

  #pin(name: string): TemplateResult {
    return html`<button
      type="button"
      class="pf-button ${this.first ? "pf-primary" : ""}"
      aria-label=${text("popup_pin_label", name)}
      aria-disabled=${this.busy}
      @click=${() => !this.busy && this.dispatchEvent(new CustomEvent("pf-pin", { bubbles: true }))}
    >
      ${text("popup_pin")}
    </button>`;
  }

  #open(name: string): TemplateResult {
    return html`<button
      type="button"
      class="pf-button found-pinned"
      aria-label=${text("popup_pinned_label", name)}
      title=${text("popup_pinned_open")}
      @click=${() => this.dispatchEvent(new CustomEvent("pf-open", { bubbles: true }))}
    >
      ${text("popup_pinned")}${icon("check", 16)}
    </button>`;
  }
}

/** What to call it in one line. */
export function nameOf(found: Found): string {
  const { content } = found.draft;
  return content.product?.name ?? content.title ?? content.text ?? content.source.page_title ?? content.source.page_url;
}

function byOf(found: Found): string {
  const { content } = found.draft;
  const handle = content.author?.handle === undefined ? undefined : `@${content.author.handle}`;
  const price = content.product?.price;
  return [
    kindName(content.kind),
    content.product?.brand ?? handle ?? content.author?.name,
    price === undefined ? undefined : money(price),
    content.published === undefined ? undefined : ago(content.published.instant, Date.now()),
    content.source.site,
  ]
    .filter((part) => part !== undefined && part !== "")
    .slice(0, 3)
    .join(" · ");
}

define("pf-found", PfFound);
