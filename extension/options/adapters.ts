// How sites are read: the adapters a person taught or imported, which can be switched off, exported and removed, and how well
// each adapter read of late. A file is checked by the core before anything is stored.

import { html, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";

import type { AdapterFacts, HealthView, UserAdapter } from "../../pkg/pinfold.js";
import { ask, failureOf } from "../lib/core.js";
import { empty } from "../lib/elements/empty.js";
import { icon } from "../lib/elements/icon.js";
import type { IconName } from "../lib/elements/icons.js";
import "../lib/elements/time.js";
import { toast } from "../lib/elements/toast.js";
import { counted, number, percent } from "../lib/elements/words.js";
import { failureText, text } from "../lib/i18n.js";
import { teachSite } from "../lib/teach.js";
import { save } from "../library/files.js";
import { Section } from "./section.js";

/** Twice what the core takes, since a file may be written in lines; past that it is none. */
const MAX_FILE = 200_000;
/** Below this share of whole captures something is wrong with the adapter or the site. */
const POOR = 0.9;

@customElement("pf-adapters")
export class PfAdapters extends Section {
  @state() private shipped: readonly AdapterFacts[] = [];
  /** What is known of the person's own adapters, by host: facts, or why one cannot be used. */
  @state() private own: ReadonlyMap<string, AdapterFacts | string> = new Map();
  @state() private problem = "";

  readonly #look = (): void => void this.#check();

  override connectedCallback(): void {
    super.connectedCallback();
    void ask("shelf", "shelf").then((shelf) => (this.shipped = shelf), () => undefined);
    this.setup.addEventListener("change", this.#look);
    this.#look();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.setup.removeEventListener("change", this.#look);
  }

  async #check(): Promise<void> {
    const adapters = this.setup.view?.adapters ?? [];
    const checked = adapters.map(async ({ host, data }): Promise<[string, AdapterFacts | string]> => {
      const facts = await ask({ check: { data } }, "checked").catch((error: unknown) => failureText(failureOf(error)));
      return [host, facts];
    });
    this.own = new Map(await Promise.all(checked));
  }

  #switch({ host, data, state }: UserAdapter): void {
    const [next, said] = state === "on" ? (["off", "options_adapter_is_off"] as const) : (["on", "options_adapter_is_on"] as const);
    void this.setup.edit({ adapter_set: { host, data, state: next } }, text(said, host));
  }

  #export({ host, data }: UserAdapter): void {
    let written = data;
    try {
      written = `${JSON.stringify(JSON.parse(data), null, 2)}\n`;
    } catch {
      // What came damaged out of a backup leaves as it is.
    }
    save(new Blob([written], { type: "application/json" }), `pinfold-adapter-${host}.json`).catch((error: unknown) => (this.problem = failureText(failureOf(error))));
  }

  async #import(file: File | undefined): Promise<void> {
    if (file === undefined) return;
    this.problem = "";
    if (file.size > MAX_FILE) return void (this.problem = text("options_adapter_too_large"));
    try {
      const data = packed(await file.text());
      const [host] = (await ask({ check: { data } }, "checked")).hosts;
      if (host === undefined) return void (this.problem = text("options_adapter_hostless"));
      await this.setup.edit({ adapter_set: { host, data, state: "on" } }, text("options_adapter_imported", host));
    } catch (error) {
      this.problem = failureText(failureOf(error));
    }
  }

  /** In the turn of the click: a browser takes a request for rights in no other. */
  #teach(host: string): void {
    void chrome.permissions.request({ origins: [`https://${host}/*`] }).then(
      (yes) => (yes ? teachSite(host) : toast({ text: text("options_site_refused", host), tone: "problem" })),
      () => toast({ text: text("options_site_refused", host), tone: "problem" }),
    );
  }

  protected override render(): unknown {
    const { adapters = [], health = [] } = this.setup.view ?? {};
    const used = health.filter(({ own }) => own === undefined);
    return html`${adapters.length === 0 ? empty("site", text("options_adapters_empty"), text("options_adapters_empty_text")) : html`<h3>${text("options_adapter_own")}</h3>
        <ul class="rows">${adapters.map((adapter) => this.#own(adapter, health.find(({ own }) => own === adapter.host)))}</ul>`}
      <div class="pf-actions">
        <label class="pf-button"
          >${icon("upload")}${text("options_adapter_import")}<input
            type="file"
            class="pf-unseen"
            accept=".json,application/json"
            @change=${(event: Event) => {
              const field = event.target as HTMLInputElement;
              void this.#import(field.files?.[0]);
              field.value = "";
            }}
        /></label>
      </div>
      ${this.problem === "" ? nothing : html`<p class="pf-problem" role="alert">${icon("warning")}<span>${this.problem}</span></p>`}
      ${used.length === 0 ? nothing : html`<h3>${text("options_adapter_shipped")}</h3>
        <ul class="rows">${used.map((one) => this.#shipped(one))}</ul>`}`;
  }

  #own(adapter: UserAdapter, health: HealthView | undefined): TemplateResult {
    const { host } = adapter;
    const on = adapter.state === "on";
    const facts = this.own.get(host);
    return html`<li class="adapter">
      <span class="grow">
        <span class="adapter-name"><span dir="ltr">${host}</span>
          ${typeof facts === "string" ? html`<span class="pf-chip" data-colour="bad" title=${facts}>${text("options_adapter_broken")}</span>` : nothing}
          ${typeof facts === "object" && isOld(facts) ? html`<span class="pf-chip" data-colour="warn">${text("options_adapter_old")}</span>` : nothing}</span>
        <span class="pf-hint"><pf-time .at=${adapter.changed}></pf-time> · ${healthOf(health)}</span>
      </span>
      <span class="adapter-deeds">
        ${health === undefined ? nothing : share(health)}
        <button type="button" class="pf-switch" role="switch" aria-checked=${on} aria-label=${text("options_adapter_switch", host)} @click=${() => this.#switch(adapter)}><span></span></button>
        ${this.#deed("options_adapter_teach", "edit", host, () => this.#teach(host))}
        ${this.#deed("options_adapter_export", "download", host, () => this.#export(adapter))}
        ${this.#deed("options_adapter_remove", "delete", host, () => void this.setup.edit({ adapter_remove: { host } }, text("options_adapter_removed", host)))}
      </span>
    </li>`;
  }

  #shipped(health: HealthView): TemplateResult {
    const facts = this.shipped.find(({ id }) => id === health.adapter);
    return html`<li class="adapter">
      <span class="grow">
        <span class="adapter-name"><span dir="ltr">${health.adapter}</span>
          ${facts === undefined || !isOld(facts) ? nothing : html`<span class="pf-chip" data-colour="warn">${text("options_adapter_old")}</span>`}</span>
        <span class="pf-hint">${text("options_adapter_version", health.version)} · ${health.last === undefined ? nothing : html`<pf-time .at=${health.last}></pf-time> · `}${healthOf(health)}</span>
      </span>
      ${share(health)}
    </li>`;
  }

  #deed(key: string, sign: IconName, host: string, act: () => void): TemplateResult {
    const name = text(key, host);
    return html`<button type="button" class="pf-button pf-quiet pf-square" aria-label=${name} title=${name} @click=${act}>${icon(sign)}</button>`;
  }
}

/** Without the white space between values, of which a limit on the length should count nothing. */
function packed(written: string): string {
  try {
    return JSON.stringify(JSON.parse(written));
  } catch {
    return written;
  }
}

function isOld({ expires }: AdapterFacts): boolean {
  return expires < new Date().toISOString().slice(0, 10);
}

function healthOf(health: HealthView | undefined): string {
  if (health === undefined) return text("options_adapter_unused");
  const whole = counted("options_adapter_whole", health.captures, number(health.whole));
  const missing = (health.missing ?? []).map((field) => text(`field_${field}`)).join(", ");
  return missing === "" ? whole : `${whole}. ${text("options_adapter_missed", missing)}`;
}

function share({ captures, whole }: HealthView): TemplateResult {
  const part = captures === 0 ? 1 : whole / captures;
  return html`<span class="pf-chip" data-colour=${part < POOR ? "warn" : "good"}>${percent(Math.round(part * 100))}</span>`;
}
