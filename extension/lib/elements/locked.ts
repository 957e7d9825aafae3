// Why notes wait while the tokens of their destinations are locked, and the way to where the passphrase is given. It goes by
// itself once that is done, on whatever page.

import { html, nothing } from "lit";
import { property, state } from "lit/decorators.js";

import type { ConnectionId } from "../../../pkg/pinfold.js";
import { text } from "../i18n.js";
import { lockedAway, watchLock } from "../secrets.js";
import { define, PfElement } from "./element.js";
import { icon } from "./icon.js";

/** `<pf-locked .to>`: nothing, unless one of these destinations is locked. */
export class PfLocked extends PfElement {
  @property({ attribute: false }) to: readonly ConnectionId[] = [];
  @state() private away: ReadonlySet<ConnectionId> = new Set();

  #turn = 0;
  #unwatch: () => void = () => undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#unwatch = watchLock(() => void this.#look());
    void this.#look();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unwatch();
  }

  async #look(): Promise<void> {
    const turn = ++this.#turn;
    const away = await lockedAway();
    if (turn === this.#turn) this.away = away;
  }

  protected override render(): unknown {
    if (!this.to.some((connection) => this.away.has(connection))) return nothing;
    // In a tab of its own: what is being written here is not left for it.
    return html`<div class="pf-locked" role="note">
      <div>${icon("lock")}<span>${text("shared_locked")}</span></div>
      <a class="pf-button" href="../options/index.html#connections" target="_blank" rel="noopener">${text("shared_unlock")}</a>
    </div>`;
  }
}

define("pf-locked", PfLocked);

declare global {
  interface HTMLElementTagNameMap {
    "pf-locked": PfLocked;
  }
}
