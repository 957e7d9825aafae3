// "Always on this site": asks the browser for the site, then switches Pinfold on there. It asks on a click only.
import { html } from "lit";
import { property, state } from "lit/decorators.js";
import type { ChangeId, Failure, SiteState } from "../../pkg/pinfold.js";
import { ask, failureOf, tell } from "../lib/core.js";
import { define, PfElement } from "../lib/elements/element.js";

import { failureText, text } from "../lib/i18n.js";
import { newId } from "../lib/ids.js";
import type { ReadableTab } from "./tab.js";

/** `<pf-site .tab .state .words @pf-site>`; `pf-site` says how it stands now. */
export class PfSite extends PfElement {
  @property({ attribute: false }) tab!: ReadableTab;
  @property({ attribute: false }) state: SiteState | undefined;
  /** What is switched. */
  @property() words = "";
  @state() private imageHosts: readonly string[] = [];
  @state() private failed: Failure | undefined;
  @state() private refused = false;

  override connectedCallback(): void {
    super.connectedCallback();
    // Known before the click, since a browser takes a request for rights only in the very turn of one.
    void ask({ roots: { url: this.tab.url } }, "roots").then((roots) => (this.imageHosts = roots.image_hosts ?? []), () => undefined);
  }

  protected override render(): unknown {
    const on = this.state === "on";
    return html`<div class="popup-site">
        <span class="popup-site-words"><span dir="ltr">${this.words}</span></span>
        <button type="button" class="pf-button" role="switch" aria-checked=${on} aria-label=${this.words} @click=${this.#click}>
          ${text(on ? "popup_site_off" : "popup_site_on")}
        </button>
      </div>
      <p class="pf-hint" role="status">${this.#hint()}</p>`;
  }

  #hint(): string {
    if (this.failed !== undefined) return failureText(this.failed);
    if (this.refused) return text("popup_site_refused");
    return this.state === "on" || this.tab.url.startsWith("https:") ? "" : text("popup_site_insecure");
  }

  readonly #click = (): void => {
    const change = newId();
    if (this.state === "on") return void this.#switch("off", change);
    // The popup may die of the browser's question. Sent in this turn, and not waited for.
    void tell({ site: { host: this.tab.host, change } }).catch(() => undefined);
    const hosts = [this.tab.host, ...this.imageHosts];
    // Nothing may be waited for before this call: it must be in the turn of the click.
    const granted = chrome.permissions.request({ origins: hosts.map((host) => `https://${host.replace(/:\d+$/u, "")}/*`) });
    void granted.then(
      (yes) => (yes ? this.#switch("on", change) : this.#refuse()),
      () => this.#refuse(),
    );
  };

  #refuse(): void {
    this.refused = true;
  }

  async #switch(state: SiteState, change: ChangeId): Promise<void> {
    this.refused = false;
    try {
      await ask({ edit: { change, command: { site_switch: { host: this.tab.host, state } } } }, "stored");
      this.dispatchEvent(new CustomEvent<SiteState>("pf-site", { detail: state, bubbles: true }));
    } catch (error) {
      this.failed = failureOf(error);
    }
  }
}

define("pf-site", PfSite);
