// The bar of the page that prints: it asks the library for what is to be printed, says how far it is, and opens the browser's own
// dialog, which makes a PDF as well. It draws behind a shadow root, unlike our other elements: the page wears the board's sheet.

import { html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";

import { empty } from "../lib/elements/empty.js";
import { icon } from "../lib/elements/icon.js";
import { counted } from "../lib/elements/words.js";
import { text } from "../lib/i18n.js";
import { type FromPaper, isToPaper } from "../lib/messages.js";
import type { WrittenFile } from "../library/writer.js";
import { laid } from "./laid.js";

@customElement("pf-paper")
export class PfPaper extends LitElement {
  /** How much is laid out; nothing once all of it is. */
  @state() private progress: number | undefined = 0;
  /** Whether nobody has anything to print. */
  @state() private lost = false;
  @state() private missing = 0;

  readonly #heard = (event: MessageEvent<unknown>): void => {
    if (event.origin !== location.origin || event.source !== window.opener || !isToPaper(event.data)) return;
    const { paper } = event.data;
    if (paper === "nothing") this.lost = true;
    else void this.#lay(paper);
  };

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener("message", this.#heard);
    const library = window.opener as Window | null;
    if (library === null || library.closed) this.lost = true;
    else library.postMessage("paper" satisfies FromPaper, location.origin);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener("message", this.#heard);
  }

  async #lay(file: WrittenFile): Promise<void> {
    // Once: the library may answer two questions.
    window.removeEventListener("message", this.#heard);
    this.missing = await laid(file, (part) => (this.progress = part));
    this.progress = undefined;
    // So that the button is there behind the dialog, and is where one goes on after it.
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(".pf-primary")?.focus();
    window.print();
  }

  protected override render(): TemplateResult {
    if (this.lost) return html`<main><h1 class="pf-unseen">${text("paper_title")}</h1>${empty("print", text("paper_lost"), text("paper_lost_hint"), html`<a class="pf-button pf-primary" href="../library/index.html">${text("paper_library")}</a>`)}</main>`;
    return html`<section class="bar" aria-label=${text("paper_title")}>
      <div class="said" role="status">${this.#said()}</div>
      ${this.progress !== undefined
        ? nothing
        : html`<button type="button" class="pf-button pf-primary" @click=${() => window.print()}>${icon("print")}${text("paper_print")}</button>`}
      <button type="button" class="pf-button" @click=${() => window.close()}>${text("shared_close")}</button>
    </section>`;
  }

  #said(): TemplateResult {
    if (this.progress !== undefined) return html`<span>${text("paper_laying")}</span><progress max="1" .value=${this.progress} aria-label=${text("paper_laying")}></progress>`;
    return html`<span>${text("paper_ready")}</span>${this.missing === 0 ? nothing : html`<span class="pf-hint">${counted("library_warning_pictures", this.missing)}</span>`}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "pf-paper": PfPaper;
  }
}
