// The options page: a list of sections and the sections themselves. Each section asks for its own changes.

import { html, nothing } from "lit";
import { customElement } from "lit/decorators.js";

import { failureOf } from "../lib/core.js";
import { brand } from "../lib/elements/brand.js";
import { PfElement } from "../lib/elements/element.js";
import { icon } from "../lib/elements/icon.js";
import type { IconName } from "../lib/elements/icons.js";
import { failureText, text } from "../lib/i18n.js";
import "./adapters.js";
import "./backup.js";
import "./connections.js";
import "./erase.js";
import "./general.js";
import { Setup } from "./setup.js";
import "./shortcuts.js";
import "./sites.js";
import "./templates.js";

const SECTIONS: readonly (readonly [string, IconName])[] = [
  ["general", "settings"],
  ["sites", "site"],
  ["adapters", "code"],
  ["vocabulary", "tag"],
  ["templates", "note"],
  ["connections", "plug"],
  ["backup", "drive"],
  ["shortcuts", "keyboard"],
  ["privacy", "lock"],
  ["about", "info"],
];

@customElement("pf-options")
export class PfOptions extends PfElement {
  readonly #setup = new Setup();

  override connectedCallback(): void {
    super.connectedCallback();
    this.#setup.addEventListener("change", () => this.requestUpdate());
    void this.#setup.open().then(() => this.updateComplete).then(() => this.#arrive());
    addEventListener("hashchange", () => this.#arrive());
  }

  #arrive(): void {
    const name = location.hash.slice(1);
    this.requestUpdate();
    if (name !== "") document.getElementById(name)?.scrollIntoView({ block: "start" });
  }

  protected override render(): unknown {
    const setup = this.#setup;
    const here = location.hash.slice(1);
    return html`<header class="top">
        ${brand(text("options_title"))}
        <a class="pf-button" href="../library/index.html">${icon("all")}${text("options_library")}</a>
      </header>
      <nav aria-label=${text("options_sections")}>
        <ul>
          ${SECTIONS.map(
            ([name, sign]) => html`<li><a href="#${name}" aria-current=${here === name ? "location" : nothing}>${icon(sign)}${text(`options_${name}`)}</a></li>`,
          )}
        </ul>
      </nav>
      <main>
        <h1>${text("options_heading")}</h1>
        ${setup.problem === undefined ? nothing : html`<p class="pf-problem" role="alert">${icon("warning")}${failureText(failureOf(setup.problem))}</p>`}
        ${this.#section("general", setup.view && html`<pf-general .setup=${setup}></pf-general>`)}
        ${this.#section("sites", setup.view && html`<pf-sites .setup=${setup}></pf-sites>`)}
        ${this.#section("adapters", setup.view && html`<pf-adapters .setup=${setup}></pf-adapters>`)}
        ${this.#section("vocabulary", html`<a class="pf-button" href="../library/index.html#in=tags">${icon("tag")}${text("options_vocabulary_open")}</a>`)}
        ${this.#section("templates", setup.view && html`<pf-templates .setup=${setup}></pf-templates>`)}
        ${this.#section("connections", html`<pf-connections .setup=${setup}></pf-connections>`)}
        ${this.#section("backup", html`<pf-backup .setup=${setup}></pf-backup>`)}
        ${this.#section("shortcuts", html`<pf-shortcut-list></pf-shortcut-list>`)}
        ${this.#section(
          "privacy",
          html`<ul class="words">
              ${["where", "network", "sites", "pages", "erase", "protect"].map((key) => html`<li>${text(`options_privacy_${key}`)}</li>`)}
            </ul>
            <pf-erase></pf-erase>`,
        )}
        ${this.#section(
          "about",
          html`<p>${text("options_version", chrome.runtime.getManifest().version)}</p>
            <p class="pf-hint">${text("options_licence")}</p>
            <p><a href="../welcome/index.html">${text("options_welcome")}</a></p>`,
        )}
      </main>`;
  }

  #section(name: string, content: unknown): unknown {
    return html`<section id=${name} aria-labelledby="${name}-heading">
      <h2 id="${name}-heading">${text(`options_${name}`)}</h2>
      <p class="pf-hint">${text(`options_${name}_hint`)}</p>
      ${content ?? nothing}
    </section>`;
  }
}
