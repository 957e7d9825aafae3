// The sites where Pinfold draws its button, and the permissions the browser has given. A permission is asked for in the
// very turn of a click, and given back on one.

import { html, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";

import type { Site } from "../../pkg/pinfold.js";
import { empty } from "../lib/elements/empty.js";
import { icon } from "../lib/elements/icon.js";
import "../lib/elements/time.js";
import { toast } from "../lib/elements/toast.js";
import { text } from "../lib/i18n.js";
import { Section } from "./section.js";

function originOf(host: string): string {
  return `https://${host.replace(/:\d+$/u, "")}/*`;
}

@customElement("pf-sites")
export class PfSites extends Section {
  @state() private granted: readonly string[] = [];

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#look();
  }

  async #look(): Promise<void> {
    this.granted = (await chrome.permissions.getAll()).origins ?? [];
  }

  #switch(site: Site): void {
    if (site.state === "on") {
      void this.setup.edit({ site_switch: { host: site.host, state: "off" } }, text("options_site_is_off", site.host));
      return;
    }
    // Nothing may stand before this call: it must be in the turn of the click.
    void chrome.permissions.request({ origins: [originOf(site.host)] }).then(async (yes) => {
      if (yes) await this.setup.edit({ site_switch: { host: site.host, state: "on" } }, text("options_site_is_on", site.host));
      else toast({ text: text("options_site_refused", site.host), tone: "problem" });
      await this.#look();
    });
  }

  async #remove(origin: string, site: Site | undefined): Promise<void> {
    if (site?.state === "on") await this.setup.edit({ site_switch: { host: site.host, state: "off" } }, text("options_site_is_off", site.host));
    await chrome.permissions.remove({ origins: [origin] });
    await this.#look();
    toast({ text: text("options_permission_gone", hostOf(origin)) });
  }

  protected override render(): unknown {
    const sites = this.setup.view?.sites ?? [];
    const own = new Set(sites.map((site) => originOf(site.host)));
    const others = this.granted.filter((origin) => !own.has(origin));
    if (sites.length === 0 && others.length === 0) return empty("site", text("options_sites_empty"), text("options_sites_empty_text"));
    return html`${sites.length === 0 ? nothing : html`<ul class="rows">${sites.map((site) => this.#site(site))}</ul>`}
      ${others.length === 0
        ? nothing
        : html`<h3>${text("options_permissions")}</h3>
            <p class="pf-hint">${text("options_permissions_hint")}</p>
            <ul class="rows">
              ${others.map((origin) => html`<li><span class="grow" dir="ltr">${hostOf(origin)}</span>${this.#take(origin, undefined)}</li>`)}
            </ul>`}`;
  }

  #site(site: Site): TemplateResult {
    const on = site.state === "on";
    const granted = this.granted.includes(originOf(site.host));
    return html`<li>
      <span class="grow"><span dir="ltr">${site.host}</span> <pf-time class="pf-hint" .at=${site.changed}></pf-time></span>
      ${on && !granted ? html`<span class="pf-chip" data-colour="warn">${text("options_permission_missing")}</span>` : nothing}
      <button type="button" class="pf-switch" role="switch" aria-checked=${on} aria-label=${text("options_site_switch", site.host)} @click=${() => this.#switch(site)}><span></span></button>
      ${granted ? this.#take(originOf(site.host), site) : nothing}
    </li>`;
  }

  #take(origin: string, site: Site | undefined): TemplateResult {
    const name = text("options_permission_remove", hostOf(origin));
    return html`<button type="button" class="pf-button pf-quiet pf-square" aria-label=${name} title=${name} @click=${() => void this.#remove(origin, site)}>${icon("delete")}</button>`;
  }
}

function hostOf(origin: string): string {
  return origin.replace(/^[a-z*]+:\/\//u, "").replace(/\/\*$/u, "");
}
