// The small picture of a file that has regions marked on it, drawn as what is sent is drawn.

import { html } from "lit";
import { property, state } from "lit/decorators.js";

import type { MediaId, PinId } from "../../../pkg/pinfold.js";
import { ask } from "../core.js";
import { blob } from "../elements/blobs.js";
import { define, PfElement } from "../elements/element.js";
import { icon } from "../elements/icon.js";
import { drawMarked, regionsOn } from "../marks.js";

/** How wide it is drawn: three times its place, so that a line is fine and a number small. */
const WIDTH = 120;

/** `<pf-marked .pin .media>`: says nothing aloud, since its name stands beside it. */
export class PfMarked extends PfElement {
  @property({ attribute: false }) pin!: PinId;
  @property({ attribute: false }) media!: MediaId;

  @state() private missing = false;

  protected override updated(changed: Map<PropertyKey, unknown>): void {
    if (changed.has("pin") || changed.has("media")) void this.#draw().catch(() => (this.missing = true));
  }

  async #draw(): Promise<void> {
    const { pin, media } = this;
    const [stored, { detail }] = await Promise.all([blob(media), ask({ editor: { pin } }, "editor")]);
    if (stored === undefined) throw new Error("there is no such picture");
    const picture = await createImageBitmap(stored, { resizeWidth: WIDTH, resizeQuality: "medium" });
    const canvas = this.querySelector("canvas");
    const context = canvas?.getContext("2d");
    if (canvas != null && context != null && media === this.media) {
      canvas.width = picture.width;
      canvas.height = picture.height;
      drawMarked(context, picture, regionsOn(detail.annotations, media));
    }
    picture.close();
  }

  protected override render(): unknown {
    return this.missing ? icon("image-off", 20) : html`<canvas aria-hidden="true"></canvas>`;
  }
}

define("pf-marked", PfMarked);

declare global {
  interface HTMLElementTagNameMap {
    "pf-marked": PfMarked;
  }
}
