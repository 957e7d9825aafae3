// One destination: its name and address, what its software asks besides, what proves who asks, and a test that says what works
// and what is missing. A token is written and never shown again.

import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";

import type { Connection, ConnectorFacts, Finding, Grant, SettingFacts } from "../../pkg/pinfold.js";
import { courier, failureOf } from "../lib/core.js";
import { codeOf, deliveryProblem } from "../lib/elements/deliveries.js";
import { icon } from "../lib/elements/icon.js";
import { failureText, text, textOr } from "../lib/i18n.js";
import { type Found, keepSecret, lockState, secretOf } from "../lib/secrets.js";
import { brought, isOver, signIn } from "../lib/sign-in.js";
import { Section } from "./section.js";
import { signInFields, type Stand } from "./sign-in-fields.js";

/** What a test came to. */
type Tested = { findings: readonly Finding[] } | { problem: string };

/** How a person proves who they are. */
const WAYS = ["token", "sign_in"] as const;

@customElement("pf-connection-form")
export class PfConnectionForm extends Section {
  @property({ attribute: false }) connection!: Connection;
  @property({ attribute: false }) facts: ConnectorFacts | undefined;

  @state() private way: (typeof WAYS)[number] = "token";
  @state() private token = "";
  /** What was granted just now; it is kept with the connection. */
  @state() private grant: Grant | undefined;
  /** Where an earlier grant is for, and whether it is over. */
  @state() private kept: { origin: string; stand: Stand } | undefined;
  @state() private waiting = false;
  @state() private problem = "";
  @state() private tested: Tested | "testing" | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#look();
  }

  protected override firstUpdated(): void {
    this.querySelector<HTMLElement>("input")?.focus();
  }

  /** What is there of an earlier time. */
  async #look(): Promise<void> {
    const { id, base_url, settings } = this.connection;
    const found = URL.canParse(base_url) ? await secretOf(id, base_url) : undefined;
    if (found !== undefined && "grant" in found) this.kept = { origin: new URL(base_url).origin, stand: isOver(found.grant) ? "over" : "kept" };
    if (this.kept !== undefined || this.#own().some(({ name }) => settings?.[name] !== undefined)) this.way = "sign_in";
  }

  /** The settings that belong to signing in alone. */
  #own(): readonly SettingFacts[] {
    return this.facts?.sign_in?.settings ?? [];
  }

  /** What a grant is asked for: with another address or client it would be for somebody else. */
  #asked(): string {
    const { base_url, settings } = this.connection;
    return JSON.stringify([base_url, ...this.#own().map(({ name }) => settings?.[name] ?? "")]);
  }

  #change(part: Partial<Connection>): void {
    const before = this.#asked();
    this.connection = { ...this.connection, ...part };
    this.tested = undefined;
    if (this.#asked() !== before) this.grant = undefined;
  }

  /** Asks for the hosts in the turn of the click; everything else comes after. */
  #submit(act: () => Promise<void>): void {
    const addresses = [this.connection.base_url, ...this.#server()];
    if (addresses.some((one) => !URL.canParse(one) || new URL(one).protocol !== "https:")) {
      this.problem = text("options_connection_https");
      return;
    }
    const origins = addresses.map((one) => `${new URL(one).origin}/*`);
    void chrome.permissions.request({ origins }).then(async (yes) => {
      this.problem = yes ? "" : text("options_connection_refused", addresses.map((one) => new URL(one).host).join(", "));
      if (yes) await act().catch((error: unknown) => (this.problem = failureText(failureOf(error))));
    });
  }

  /** The address where people sign in, where it is another one. */
  #server(): string[] {
    const name = this.facts?.sign_in?.server;
    if (this.way === "token" || name == null) return [];
    return [this.connection.settings?.[name] ?? this.#own().find((one) => one.name === name)?.otherwise ?? ""];
  }

  /** The connection without what belongs to the other way. */
  #fitting(): Connection {
    const other = this.way === "token" ? this.#own().map(({ name }) => name) : [this.facts?.sign_in?.instead_of];
    const settings = Object.entries(this.connection.settings ?? {}).filter(([name]) => !other.includes(name));
    return { ...this.connection, settings: Object.fromEntries(settings) };
  }

  /** Sends the person to the system. Nothing that was typed is lost, however that ends. */
  async #signIn(): Promise<void> {
    if ((await lockState()) === "locked") {
      this.problem = text("options_connection_locked");
      return;
    }
    const asked = this.#asked();
    this.waiting = true;
    const came = await signIn(courier, this.#fitting()).finally(() => (this.waiting = false));
    this.tested = undefined;
    if ("ended" in came) this.problem = deliveryProblem(came.ended.code, came.ended.detail);
    else if (asked !== this.#asked()) this.problem = text("options_sign_in_changed");
    else this.grant = came.grant;
  }

  async #save(): Promise<void> {
    const { grant } = this;
    const connection = this.#fitting();
    const token = this.token.trim();
    const fresh = this.way === "sign_in" ? grant && { grant } : token === "" ? undefined : { secret: token };
    if (fresh !== undefined && (await keepSecret(connection.id, connection.base_url, fresh)) === "locked") {
      this.problem = text("options_connection_locked");
      return;
    }
    this.token = "";
    if (await this.setup.care({ connection_write: { connection } }, text("options_connection_saved", connection.name))) this.#done();
  }

  async #test(): Promise<void> {
    this.tested = "testing";
    this.tested = await this.#outcome();
  }

  /** What was entered or granted just now, else what is kept; what is kept for the other way is none for this one. */
  async #proof(): Promise<Found> {
    const { way, grant, connection } = this;
    const token = this.token.trim();
    if (way === "sign_in" && grant !== undefined) return { secret: grant.access };
    if (way === "token" && token !== "") return { secret: token };
    const found = await secretOf(connection.id, connection.base_url);
    return "absent" in found || "grant" in found === (way === "sign_in") ? found : { absent: "none" };
  }

  async #outcome(): Promise<Tested> {
    const found = await this.#proof();
    if ("absent" in found && found.absent === "locked") return { problem: text("options_connection_locked") };
    if ("absent" in found && this.way === "sign_in") return { problem: text("options_connection_not_signed_in") };
    const without = "absent" in found && found.absent === "none" && this.facts?.secret === "optional";
    if ("absent" in found && !without) return { problem: text("options_connection_no_token") };
    const end = await brought(courier, { connection: this.#fitting(), task: "test" }, found, []);
    if ("ended" in end) return { problem: deliveryProblem(end.ended.code, end.ended.detail) };
    const { step } = end;
    if (typeof step !== "string" && "stopped" in step) return { problem: deliveryProblem(codeOf(step.stopped.problem)) };
    if (typeof step === "string" || !("tested" in step)) return { problem: text("failure_internal") };
    const grant = this.way === "token" ? undefined : (this.grant ?? ("grant" in found ? found.grant : undefined));
    const renewal = { what: "renewal", ...(grant?.refresh == null ? { problem: "sign_in_short" } : {}) };
    return { findings: grant === undefined ? step.tested : [...step.tested, renewal] };
  }

  #done(): void {
    this.dispatchEvent(new CustomEvent("pf-done"));
  }

  protected override render(): unknown {
    const { connection, facts } = this;
    const typed = (event: Event): string => (event.target as HTMLInputElement).value;
    const settings = facts?.settings.filter(({ name }) => this.way === "token" || name !== facts.sign_in?.instead_of);
    return html`<form class="connection" @submit=${(event: Event) => {
      event.preventDefault();
      this.#submit(() => this.#save());
    }}>
      <h3>${text(`connector_${connection.kind}`)}</h3>
      <label class="pf-label"><span>${text("shared_name")}</span><input class="pf-field" required maxlength="100" dir="auto" .value=${connection.name} @input=${(event: Event) => this.#change({ name: typed(event) })} /></label>
      <label class="pf-label"><span>${text("options_connection_address")}</span><input class="pf-field" required type="url" inputmode="url" spellcheck="false" placeholder="https://" .value=${connection.base_url} @input=${(event: Event) => this.#change({ base_url: typed(event).trim() })} /></label>
      ${settings?.map((setting) => this.#setting(setting))}
      ${facts?.sign_in == null ? this.#token() : this.#ways()}
      ${facts === undefined || facts.reach === "never" ? nothing : this.#audience()}
      <p class="pf-problem" role="alert">${this.problem}</p>
      <div role="status">${this.#result()}</div>
      <div class="pf-actions">
        <button type="submit" class="pf-button pf-primary">${text("shared_save")}</button>
        <button type="button" class="pf-button" ?disabled=${this.tested === "testing"} @click=${() => this.#submit(() => this.#test())}>${text("options_connection_test")}</button>
        <button type="button" class="pf-button" @click=${() => this.#done()}>${text("shared_cancel")}</button>
      </div>
    </form>`;
  }

  #setting({ name, otherwise, need }: SettingFacts): TemplateResult {
    const settings = this.connection.settings ?? {};
    const write = (event: Event): void => {
      const { [name]: _, ...others } = settings;
      const value = (event.target as HTMLInputElement).value.trim();
      this.#change({ settings: value === "" ? others : { ...others, [name]: value } });
    };
    const hint = textOr(`connector_hint_${name}`, "");
    return html`<label class="pf-label"><span>${textOr(`connector_setting_${name}`, name)}${need === "optional" ? html` <span class="pf-hint">${text("options_connection_optional")}</span>` : nothing}</span>
      <input class="pf-field" dir="auto" spellcheck="false" ?required=${need === "needed" && otherwise === ""} placeholder=${otherwise} .value=${settings[name] ?? ""} @input=${write} />${hint === "" ? nothing : html`<span class="pf-hint">${hint}</span>`}</label>`;
  }

  /** Where there are two ways to prove who one is, one is chosen. */
  #ways(): unknown {
    const { facts, connection } = this;
    if (facts?.sign_in == null) return nothing;
    const deeds = { field: (setting: SettingFacts) => this.#setting(setting), signIn: () => this.#submit(() => this.#signIn()) };
    return html`<fieldset class="ways">
        <legend>${text("options_connection_ways")}</legend>
        ${WAYS.map(
          (way) => html`<label class="pf-check"><input type="radio" name="way" .checked=${this.way === way} @change=${() => {
            this.way = way;
            this.tested = undefined;
          }} /><span>${text(`options_connection_way_${way}`)}</span></label>`,
        )}
      </fieldset>
      ${this.way === "token" ? this.#token() : signInFields(connection, facts.sign_in, this.#stand(), deeds)}`;
  }

  #stand(): Stand {
    const { base_url } = this.connection;
    if (this.waiting) return "waiting";
    if (this.grant !== undefined) return "granted";
    const { origin, stand } = this.kept ?? {};
    return stand !== undefined && URL.canParse(base_url) && new URL(base_url).origin === origin ? stand : "none";
  }

  #token(): TemplateResult {
    const { connection, facts } = this;
    return html`<label class="pf-label"><span>${text("options_connection_token")}${facts?.secret === "optional" ? html` <span class="pf-hint">${text("options_connection_optional")}</span>` : nothing}</span><input class="pf-field" type="password" autocomplete="off" spellcheck="false" .value=${this.token} placeholder=${connection.created === 0 ? "" : text("options_connection_token_kept")} @input=${(event: Event) => {
      this.token = (event.target as HTMLInputElement).value;
      this.tested = undefined;
    }} /><span class="pf-hint">${textOr(`connector_${connection.kind}_token`, text("options_connection_token_hint"))}</span></label>`;
  }

  #audience(): TemplateResult {
    const reaches = this.connection.audience === "customer";
    return html`<label class="check"><input type="checkbox" .checked=${reaches} @change=${(event: Event) => this.#change({ audience: (event.target as HTMLInputElement).checked ? "customer" : "internal" })} />
      <span>${text("options_connection_audience")}<span class="pf-hint">${text("options_connection_audience_hint")}</span></span></label>`;
  }

  #result(): unknown {
    const { tested } = this;
    if (tested === undefined) return nothing;
    if (tested === "testing") return text("options_connection_testing");
    if ("problem" in tested) return html`<p class="pf-problem">${icon("warning")}${tested.problem}</p>`;
    return html`<ul class="findings">${tested.findings.map(
      ({ what, name, problem }) => html`<li>${icon(problem == null ? "check" : "warning")} ${textOr(`connector_finding_${what}`, what)}${name == null ? nothing : html` <bdi>${name}</bdi>`}${problem == null ? nothing : html`: ${deliveryProblem(problem, problem === "origin" ? location.origin : undefined)}`}</li>`,
    )}</ul>`;
  }
}
