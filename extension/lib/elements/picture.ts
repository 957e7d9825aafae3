// A stored picture, or words for why there is none. It never loads anything from the network.

import { html, nothing } from "lit";
import { property, state } from "lit/decorators.js";

import type { CardPicture } from "../../../pkg/pinfold.js";
import { text } from "../i18n.js";
import { acquire, release } from "./blobs.js";
import { define, PfElement } from "./element.js";
import { icon } from "./icon.js";
import type { IconName } from "./icons.js";

const STATES: Record<"pending" | "blocked" | "failed" | "missing", IconName> = {
  pending: "image-wait",
  blocked: "image-locked",
  failed: "image-off",
  missing: "image-off",
};

/** `<pf-picture .picture=${card.picture}>`; `cover` fills its box instead of keeping its shape. */
export class PfPicture extends PfElement {
  @property({ attribute: false }) picture: CardPicture | undefined;
  @property({ type: Boolean, reflect: true }) cover = false;
  /** Without words, for places that say the same beside it. */
  @property({ type: Boolean, reflect: true }) quiet = false;

  @state() private url: string | undefined;
  @state() private missing = false;

  #held: string | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) void this.#load();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#drop();
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (!changed.has("picture")) return;
    const before = changed.get("picture") as CardPicture | undefined;
    const now = this.picture;
    const same = before?.id === now?.id && before?.state === now?.state;
    if (now !== undefined && now.width > 0 && now.height > 0) {
      this.style.setProperty("--shape", `${now.width} / ${now.height}`);
    } else {
      this.style.removeProperty("--shape");
    }
    if (now?.colour === undefined) this.style.removeProperty("--colour");
    else this.style.setProperty("--colour", now.colour);
    if (!same || this.#held === undefined) void this.#load();
  }

  async #load(): Promise<void> {
    this.#drop();
    const wanted = this.picture;
    this.missing = false;
    if (wanted?.state !== "stored") return;
    const id = wanted.id;
    const url = await acquire(id).catch(() => undefined);
    if (!this.isConnected || this.picture?.id !== id || this.#held !== undefined) {
      if (url !== undefined) release(id);
      return;
    }
    this.#held = url === undefined ? undefined : id;
    this.url = url;
    this.missing = url === undefined;
  }

  #drop(): void {
    if (this.#held !== undefined) release(this.#held);
    this.#held = undefined;
    this.url = undefined;
  }

  protected override render(): unknown {
    const picture = this.picture;
    if (picture === undefined) return nothing;
    if (this.url !== undefined) {
      const broken = (): void => {
        this.#drop();
        this.missing = true;
      };
      return html`<img src=${this.url} alt=${picture.alt} draggable="false" decoding="async" @error=${broken} />`;
    }
    const state = picture.state === "stored" ? (this.missing ? "missing" : undefined) : picture.state;
    if (state === undefined) return html`<span class="pf-picture-box"></span>`;
    const words = text(`shared_picture_${state}`);
    const name = picture.alt === "" ? words : `${picture.alt}: ${words}`;
    return html`<span class="pf-picture-box" role="img" aria-label=${name} title=${words}
      >${icon(STATES[state], 20)}${this.quiet ? nothing : html`<span aria-hidden="true">${words}</span>`}</span
    >`;
  }
}

define("pf-picture", PfPicture);

declare global {
  interface HTMLElementTagNameMap {
    "pf-picture": PfPicture;
  }
}
