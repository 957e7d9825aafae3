// A picture of a pin with the areas that are marked on it. An area is drawn with the pointer, or begun with a button and
// shaped with the arrow keys. It stores nothing: it says which area was meant (`pf-region`).

import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";

import type { Annotation, Media, PinId, Region } from "../../pkg/pinfold.js";
import { tell } from "../lib/core.js";
import { announce } from "../lib/elements/announcer.js";
import { PfElement } from "../lib/elements/element.js";
import { icon } from "../lib/elements/icon.js";
import "../lib/elements/picture.js";
import { text } from "../lib/i18n.js";
import { problem } from "./edits.js";
import { around } from "./percent.js";
import { pictureOf } from "./pictures.js";

/** A press shorter than this (percent of the picture) was no drawing. */
const SMALLEST = 2;
/** Percent an arrow key moves or resizes. */
const STEP = 2;

@customElement("pf-regions")
export class PfRegions extends PfElement {
  @property({ attribute: false }) media: Media | undefined;
  @property({ attribute: false }) pin: PinId = "";
  @property({ attribute: false }) notes: readonly Annotation[] = [];

  @state() private drawn: Region | undefined;
  #from: { x: number; y: number } | undefined;

  #point(event: PointerEvent): { x: number; y: number } {
    const box = (event.currentTarget as HTMLElement).getBoundingClientRect();
    const part = (value: number): number => Math.round(Math.max(0, Math.min(100, value)) * 10) / 10;
    return { x: part(((event.clientX - box.left) / box.width) * 100), y: part(((event.clientY - box.top) / box.height) * 100) };
  }

  readonly #down = (event: PointerEvent): void => {
    if (event.button !== 0 || (event.target as Element).closest("button") !== null) return;
    event.preventDefault();
    (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
    this.#from = this.#point(event);
  };

  readonly #move = (event: PointerEvent): void => {
    if (this.#from === undefined) return;
    const [a, b] = [this.#from, this.#point(event)];
    this.drawn = { x: Math.min(a.x, b.x), y: Math.min(a.y, b.y), width: Math.abs(a.x - b.x), height: Math.abs(a.y - b.y) };
  };

  readonly #up = (): void => {
    const drawn = this.drawn;
    this.#from = undefined;
    if (drawn === undefined) return;
    if (drawn.width < SMALLEST || drawn.height < SMALLEST) this.drawn = undefined;
    else this.#mean(drawn);
  };

  #mean(region: Region): void {
    this.drawn = undefined;
    this.dispatchEvent(new CustomEvent("pf-region", { detail: { media: this.media?.id, region }, bubbles: true }));
  }

  async #begin(): Promise<void> {
    this.drawn = { x: 30, y: 30, width: 40, height: 40 };
    await this.updateComplete;
    this.querySelector<HTMLElement>(".region-new")?.focus();
    announce(text("library_region_keys"));
  }

  readonly #key = (event: KeyboardEvent): void => {
    const now = this.drawn;
    if (now === undefined) return;
    const moves: Record<string, readonly [number, number]> = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] };
    const move = moves[event.key];
    if (event.key === "Enter") this.#mean(now);
    else if (event.key === "Escape") this.drawn = undefined;
    else if (move !== undefined) {
      const [dx, dy] = move;
      const held = (value: number, least: number, most: number): number => Math.max(least, Math.min(most, value));
      this.drawn = event.shiftKey
        ? { ...now, width: held(now.width + dx, SMALLEST, 100 - now.x), height: held(now.height + dy, SMALLEST, 100 - now.y) }
        : { ...now, x: held(now.x + dx, 0, 100 - now.width), y: held(now.y + dy, 0, 100 - now.height) };
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  protected override render(): TemplateResult | typeof nothing {
    const media = this.media;
    if (media === undefined) return nothing;
    const picture = pictureOf(media);
    const { state } = picture;
    return html`<figure class="region-figure">
      <div
        class="region-frame"
        ?data-stored=${state === "stored"}
        @pointerdown=${state === "stored" ? this.#down : nothing}
        @pointermove=${this.#move}
        @pointerup=${this.#up}
        @pointercancel=${this.#up}
      >
        <pf-picture .picture=${picture}></pf-picture>
        ${this.notes.map((note, place) => this.#region(note, place))}
        ${this.drawn === undefined
          ? nothing
          : html`<button type="button" class="region region-new" aria-label=${text("library_region_new")} ${around(this.drawn)} @keydown=${this.#key} @click=${() => this.drawn && this.#mean(this.drawn)}></button>`}
      </div>
      <figcaption>
        <span class="pf-hint" dir="auto">${picture.alt}</span>
        ${state === "stored"
          ? html`<button type="button" class="pf-button pf-quiet pf-small" title=${text("library_region_hint")} @click=${() => void this.#begin()}>${icon("region")}${text("library_region_mark")}</button>`
          : this.#fetch(media)}
      </figcaption>
    </figure>`;
  }

  /** A way to a picture that is not there: its host's permission, or another try. */
  #fetch(media: Media): TemplateResult | typeof nothing {
    const state = media.state;
    if (typeof state !== "object" || "stored" in state) return nothing;
    const again = (): void => void tell({ media: { pin: this.pin } }).catch(problem);
    if ("failed" in state) {
      return html`<button type="button" class="pf-button pf-quiet pf-small" @click=${again}>${icon("refresh")}${text("shared_retry")}</button>`;
    }
    const host = state.blocked.host;
    // Nothing may stand before the request: it must be in the turn of the click.
    const allow = (): void => void chrome.permissions.request({ origins: [`https://${host}/*`] }).then((yes) => yes && again(), problem);
    return html`<button type="button" class="pf-button pf-quiet pf-small" @click=${allow}>${icon("lock")}${text("library_picture_allow", host)}</button>`;
  }

  #region(note: Annotation, place: number): TemplateResult | typeof nothing {
    if (typeof note.target !== "object" || !("region" in note.target)) return nothing;
    return html`<button
      type="button"
      class="region"
      title=${note.body || text("library_region")}
      aria-label=${text("library_region_named", place + 1, note.body ?? "")}
      ${around(note.target.region.region)}
      @click=${() => this.dispatchEvent(new CustomEvent("pf-note-show", { detail: note.id, bubbles: true }))}
    >
      <span>${place + 1}</span>
    </button>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "pf-regions": PfRegions;
  }
}
