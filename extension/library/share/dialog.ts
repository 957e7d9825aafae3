// Sharing one pin: what would go along stands there to be read and changed first; a way is opened by a press only, in a tab of its
// own, and is told nothing else.

import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";

import type { Media, Pin } from "../../../pkg/pinfold.js";
import { blob } from "../../lib/elements/blobs.js";
import "../../lib/elements/dialog.js";
import { PfElement } from "../../lib/elements/element.js";
import { icon } from "../../lib/elements/icon.js";
import "../../lib/elements/picture.js";
import { toast } from "../../lib/elements/toast.js";
import { text } from "../../lib/i18n.js";
import { problem } from "../edits.js";
import { pictureOf, shownOf, stateOf } from "../pictures.js";
import { type Shared, type Way, WAYS, wayTo } from "./ways.js";

/** Longest words that are offered at first: what every site takes. */
const MAX_WORDS = 240;

@customElement("pf-share")
export class PfShare extends PfElement {
  @property({ attribute: false }) pin!: Pin;

  @state() private words = "";
  @state() private open = true;

  override connectedCallback(): void {
    super.connectedCallback();
    const { product, title, text: said } = this.pin;
    const all = [product?.name ?? title, said].filter((part, at, parts) => part !== undefined && parts.indexOf(part) === at).join("\n");
    const points = [...all];
    this.words = points.length > MAX_WORDS ? `${points.slice(0, MAX_WORDS - 1).join("")}…` : all;
  }

  get #media(): Media | undefined {
    return shownOf(this.pin);
  }

  get #shared(): Shared {
    return { words: this.words.trim(), link: web(this.pin.source.url ?? this.pin.source.page_url), picture: web(this.#media?.url) };
  }

  async #done(said: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
      toast({ text: text(said) });
    } catch (error) {
      // Whoever closes the system's own dialog has shared nothing, which is no problem.
      if (!(error instanceof DOMException && error.name === "AbortError")) problem(error);
    }
  }

  readonly #link = (): void => void this.#done("share_link_copied", () => navigator.clipboard.writeText(this.#shared.link ?? ""));

  readonly #rich = (): void =>
    void this.#done("share_text_copied", async () => {
      const { words, link } = this.#shared;
      const quote = document.createElement("blockquote");
      quote.innerText = words;
      const from = document.createElement("a");
      if (link !== undefined) from.href = link;
      from.textContent = this.pin.source.site;
      const plain = [words, link].filter(Boolean).join("\n");
      const types = { "text/html": new Blob([quote.outerHTML, from.outerHTML], { type: "text/html" }), "text/plain": new Blob([plain], { type: "text/plain" }) };
      await navigator.clipboard.write([new ClipboardItem(types)]);
    });

  readonly #picture = (): void =>
    void this.#done("share_picture_copied", async () => {
      // Clipboards take PNG alone.
      await navigator.clipboard.write([new ClipboardItem({ "image/png": png(this.#media) })]);
    });

  readonly #system = (): void =>
    void this.#done("share_done", async () => {
      const { words, link } = this.#shared;
      await navigator.share({ text: words, ...(link === undefined ? {} : { url: link }) });
    });

  readonly #close = (): void => {
    this.open = false;
    void this.updateComplete.then(() => this.remove());
  };

  protected override render(): unknown {
    const media = this.#media;
    return html`<pf-dialog .heading=${text("share_heading")} .content=${this.#content(media)} .open=${this.open} @pf-close=${this.#close}></pf-dialog>`;
  }

  #content(media: Media | undefined): TemplateResult {
    const shared = this.#shared;
    const stored = media !== undefined && stateOf(media) === "stored";
    return html`<div class="share">
      <div class="share-preview">
        ${media === undefined ? nothing : html`<pf-picture quiet .picture=${pictureOf(media)}></pf-picture>`}
        <label class="pf-label"
          ><span>${text("share_words")}</span><textarea class="pf-field" rows="4" dir="auto" .value=${this.words} @input=${(event: Event) => (this.words = (event.target as HTMLTextAreaElement).value)}></textarea></label
        >
        <p class="pf-hint" dir="auto">${shared.link ?? text("share_no_link")}</p>
      </div>
      <div class="share-ways" role="group" aria-label=${text("share_copy")}>
        <h3>${text("share_copy")}</h3>
        <button type="button" class="pf-button" ?disabled=${shared.link === undefined} @click=${this.#link}>${icon("link")}${text("share_link")}</button>
        <button type="button" class="pf-button" @click=${this.#rich}>${icon("copy")}${text("share_text")}</button>
        ${stored ? html`<button type="button" class="pf-button" @click=${this.#picture}>${icon("image")}${text("share_picture")}</button>` : nothing}
      </div>
      <div class="share-ways" role="group" aria-label=${text("share_through")}>
        <h3>${text("share_through")}</h3>
        ${"share" in navigator ? html`<button type="button" class="pf-button" @click=${this.#system}>${icon("share")}${text("share_system")}</button>` : nothing}
        ${WAYS.map((way) => this.#way(way, wayTo(way, shared)))}
      </div>
      <p class="pf-hint">${text("share_hint")}</p>
    </div>`;
  }

  #way(way: Way, address: string | undefined): TemplateResult | typeof nothing {
    if (address === undefined) return nothing;
    return html`<a class="pf-button" href=${address} target="_blank" rel="noopener noreferrer">${way === "email" ? icon("mail") : icon("external")}${text(`share_${way}`)}</a>`;
  }
}

function web(address: string | undefined): string | undefined {
  return address !== undefined && /^https?:\/\//iu.test(address) ? address : undefined;
}

async function png(media: Media | undefined): Promise<Blob> {
  const bytes = media === undefined ? undefined : await blob(media.id);
  if (bytes === undefined) throw new Error(text("shared_picture_missing"));
  const drawn = await createImageBitmap(bytes);
  const canvas = new OffscreenCanvas(drawn.width, drawn.height);
  canvas.getContext("2d")?.drawImage(drawn, 0, 0);
  return await canvas.convertToBlob({ type: "image/png" });
}

/** Opens the dialog. */
export function sharePin(pin: Pin): void {
  const dialog = document.createElement("pf-share");
  dialog.pin = pin;
  document.body.append(dialog);
}

declare global {
  interface HTMLElementTagNameMap {
    "pf-share": PfShare;
  }
}
