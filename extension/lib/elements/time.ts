// A point in time in words, exact on hover; it keeps itself current once a minute. It never guesses a zone.

import { html } from "lit";
import { property } from "lit/decorators.js";

import type { Published } from "../../../pkg/pinfold.js";
import { define, PfElement } from "./element.js";
import { ago, moment, published } from "./words.js";

const MINUTE = 60_000;
const shown = new Set<PfTime>();
let timer: ReturnType<typeof setInterval> | undefined;

/** `<pf-time .at=${instant}>` or `<pf-time .published=${published}>`. */
export class PfTime extends PfElement {
  /** Milliseconds since the epoch. */
  @property({ attribute: false }) at: number | undefined;
  /** When something was published, as exactly as the page said. */
  @property({ attribute: false }) published: Published | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    shown.add(this);
    timer ??= setInterval(() => shown.forEach((element) => element.requestUpdate()), MINUTE);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    shown.delete(this);
    if (shown.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  }

  protected override render(): unknown {
    const at = this.published?.instant ?? this.at;
    if (at === undefined) return undefined;
    const exact = this.published === undefined ? moment(at) : published(this.published);
    const coarse = this.published !== undefined && ["year", "month", "day"].includes(this.published.precision);
    return html`<time datetime=${new Date(at).toISOString()} title=${exact}>${coarse ? exact : ago(at, Date.now())}</time>`;
  }
}

define("pf-time", PfTime);

declare global {
  interface HTMLElementTagNameMap {
    "pf-time": PfTime;
  }
}
