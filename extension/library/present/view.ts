// The pins of a place one after the other, each as large as the screen allows: for a meeting, or to go through a board in peace.
// It shows and changes nothing; where it ends, the list stands.

import { html, nothing, type TemplateResult } from "lit";
import { customElement, query, state } from "lit/decorators.js";

import type { PinDetail } from "../../../pkg/pinfold.js";
import { icon } from "../../lib/elements/icon.js";
import type { IconName } from "../../lib/elements/icons.js";
import "../../lib/elements/picture.js";
import { chip, price } from "../../lib/elements/value.js";
import { number, published } from "../../lib/elements/words.js";
import { text } from "../../lib/i18n.js";
import type { PfLibrary } from "../app.js";
import { Part } from "../part.js";
import { pictureOf, shownOf } from "../pictures.js";
import { read } from "../reads.js";

/** Longest text that is set as large as a quotation. */
const LARGE = 240;

@customElement("pf-present")
export class PfPresent extends Part {
  @state() private at = 0;
  @state() private shown: PinDetail | undefined;
  @query("dialog") private dialog!: HTMLDialogElement;

  /** Called with the place of the pin that was shown last. */
  done: (at: number) => void = () => undefined;

  /** Begins with the pin at a place. */
  begin(at: number): void {
    this.at = at;
    document.body.append(this);
  }

  protected override firstUpdated(): void {
    this.dialog.showModal();
    // On none of the buttons: one that has nowhere to go would lose the focus, and with it the keys.
    this.dialog.focus();
    // Where the browser refuses, the window is large enough.
    void this.dialog.requestFullscreen?.().catch(() => undefined);
    void this.#show();
  }

  async #show(): Promise<void> {
    const { at, library } = this;
    const [pin] = await library.pins.ids(at, at);
    if (pin === undefined) return;
    const detail = await read({ detail: { pin } }, "detail").catch(() => undefined);
    if (at === this.at) this.shown = detail;
    library.pins.need(at, at + 1);
  }

  #go(to: number): void {
    const next = Math.max(0, Math.min(this.library.pins.total - 1, to));
    if (next === this.at) return;
    this.at = next;
    void this.#show();
  }

  readonly #keydown = (event: KeyboardEvent): void => {
    const rtl = getComputedStyle(this).direction === "rtl" ? -1 : 1;
    const steps: Record<string, number> = { ArrowRight: rtl, ArrowLeft: -rtl, ArrowDown: 1, ArrowUp: -1, PageDown: 1, PageUp: -1, Home: -Infinity, End: Infinity };
    const step = event.key === " " && !(event.target as Element).matches("button, a") ? (event.shiftKey ? -1 : 1) : steps[event.key];
    if (step === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    this.#go(this.at + step);
  };

  readonly #close = (): void => {
    this.dialog.close();
    this.remove();
    this.done(this.at);
  };

  protected override render(): unknown {
    const { total } = this.library.pins;
    const place = text("library_present_place", number(this.at + 1), number(total));
    const button = (sign: IconName, name: string, run: () => void, off = false): TemplateResult =>
      html`<button type="button" class="pf-button pf-quiet pf-square" aria-label=${name} title=${name} aria-disabled=${off} @click=${run}>${icon(sign, 20)}</button>`;
    return html`<dialog class="present" tabindex="-1" aria-label=${text("library_present")} @cancel=${this.#close} @keydown=${this.#keydown}>
      <div class="present-stage" aria-live="polite">${this.shown === undefined ? nothing : slide(this.shown)}</div>
      <footer>
        <span class="present-where" dir="auto">${this.library.board?.name ?? ""}</span>
        ${button("chevron-left", text("library_present_back"), () => this.#go(this.at - 1), this.at === 0)}
        <span role="status">${place}</span>
        ${button("chevron-right", text("library_present_next"), () => this.#go(this.at + 1), this.at >= total - 1)}
        <span class="gap"></span>
        ${button("close", text("shared_close"), this.#close)}
      </footer>
    </dialog>`;
  }
}

function slide({ pin, tags, annotations }: PinDetail): TemplateResult {
  const media = shownOf(pin);
  const name = pin.product?.name ?? pin.title;
  const words = pin.text === name ? undefined : pin.text;
  const who = [pin.author?.name ?? pin.author?.handle, pin.source.site].filter(Boolean).join(" · ");
  const notes = annotations.map((note) => note.body).filter(Boolean);
  return html`<article class="present-slide" ?data-picture=${media !== undefined}>
    ${media === undefined ? nothing : html`<pf-picture .picture=${pictureOf(media)}></pf-picture>`}
    <div class="present-words">
      ${name === undefined ? nothing : html`<h2 dir="auto">${name}</h2>`}
      ${words === undefined ? nothing : html`<p class="present-text" ?data-large=${words.length <= LARGE} dir="auto">${words}</p>`}
      ${pin.product?.price === undefined ? nothing : html`<p class="present-price">${price(pin.product.price)}</p>`}
      <p class="pf-hint" dir="auto">${who}${pin.published === undefined ? nothing : ` · ${published(pin.published)}`}</p>
      ${notes.length === 0 ? nothing : html`<ul class="present-notes">${notes.map((note) => html`<li dir="auto">${icon("note", 16)}<span>${note}</span></li>`)}</ul>`}
      ${tags.length === 0 ? nothing : html`<div class="chips">${tags.map(chip)}</div>`}
    </div>
  </article>`;
}

/** Shows the pins of the place, from the active one on. */
export function present(app: PfLibrary): void {
  const { library } = app;
  const view = document.createElement("pf-present");
  view.library = library;
  view.done = (at) => app.pins?.activate(at);
  view.begin(library.active);
}

declare global {
  interface HTMLElementTagNameMap {
    "pf-present": PfPresent;
  }
}
