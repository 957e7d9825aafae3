// The destinations of notes: a list, a form for one, and the passphrase that keeps the tokens.

import { html, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";

import type { Connection, ConnectorFacts } from "../../pkg/pinfold.js";
import { askCare, courier, failureOf } from "../lib/core.js";
import { empty } from "../lib/elements/empty.js";
import { icon } from "../lib/elements/icon.js";
import { confirmed } from "../lib/elements/prompt.js";
import { failureText, text } from "../lib/i18n.js";
import { newId } from "../lib/ids.js";
import { CHANNEL } from "../lib/messages.js";
import { forgetSecret } from "../lib/secrets.js";
import "./connection-form.js";
import "./passphrase.js";
import { Section } from "./section.js";

/** What the name of a kind of destination is called. */
export function kindName(kind: Connection["kind"]): string {
  return text(`connector_${kind}`);
}

@customElement("pf-connections")
export class PfConnections extends Section {
  @state() private connections: readonly Connection[] | undefined;
  @state() private kinds: readonly ConnectorFacts[] = [];
  @state() private draft: Connection | undefined;
  @state() private problem = "";

  readonly #channel = new BroadcastChannel(CHANNEL);

  override connectedCallback(): void {
    super.connectedCallback();
    this.#channel.onmessage = () => void this.#load();
    void this.#load();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#channel.onmessage = null;
  }

  async #load(): Promise<void> {
    try {
      const answer = await courier("connectors");
      this.kinds = "connectors" in answer ? answer.connectors : [];
      this.connections = await askCare("connections", "connections");
      this.problem = "";
    } catch (error) {
      this.problem = failureText(failureOf(error));
    }
  }

  #add(kind: Connection["kind"]): void {
    this.draft = { id: newId(), kind, name: kindName(kind), base_url: "", settings: {}, audience: "internal", created: 0, changed: 0 };
  }

  async #delete(connection: Connection): Promise<void> {
    const meant = await confirmed({
      heading: text("options_connection_delete_ask", connection.name),
      text: text("options_connection_delete_note"),
      action: text("shared_delete"),
      tone: "danger",
    });
    if (!meant) return;
    await this.setup.care({ connection_delete: { id: connection.id } }, text("options_connection_deleted", connection.name));
    await forgetSecret(connection.id);
    await this.#load();
  }

  protected override render(): unknown {
    const draft = this.draft;
    if (draft !== undefined) {
      const facts = this.kinds.find(({ kind }) => kind === draft.kind);
      const done = (): void => {
        this.draft = undefined;
        void this.#load();
      };
      return html`<pf-connection-form .setup=${this.setup} .connection=${draft} .facts=${facts} @pf-done=${done}></pf-connection-form>`;
    }
    if (this.problem !== "") return html`<p class="pf-problem" role="alert">${icon("warning")}${this.problem}</p>`;
    const connections = this.connections ?? [];
    return html`${this.connections !== undefined && connections.length === 0
        ? empty("plug", text("options_connections_empty"), text("options_connections_empty_text"))
        : html`<ul class="rows">${connections.map((connection) => this.#row(connection))}</ul>`}
      <div class="pf-actions">
        <select class="pf-field" aria-label=${text("options_connection_new")} @change=${(event: Event) => {
          const field = event.target as HTMLSelectElement;
          if (field.value !== "") this.#add(field.value as Connection["kind"]);
        }}>
          <option value="">${text("options_connection_new")}</option>
          ${this.kinds.map(({ kind }) => html`<option value=${kind}>${kindName(kind)}</option>`)}
        </select>
      </div>
      <pf-passphrase></pf-passphrase>`;
  }

  #row(connection: Connection): TemplateResult {
    const { name, kind, base_url } = connection;
    const change = text("options_connection_change", name);
    const remove = text("options_connection_delete", name);
    return html`<li>
      <span class="grow" dir="auto"><span>${name}</span>
        <span class="pf-hint"><bdi>${kindName(kind)}</bdi> · <bdi>${base_url}</bdi></span>
        ${connection.audience === "customer" ? html`<span class="pf-hint">${icon("warning", 12)} ${text("options_connection_reaches")}</span>` : nothing}</span>
      <button type="button" class="pf-button pf-quiet pf-square" aria-label=${change} title=${change} @click=${() => (this.draft = connection)}>${icon("edit")}</button>
      <button type="button" class="pf-button pf-quiet pf-square" aria-label=${remove} title=${remove} @click=${() => void this.#delete(connection)}>${icon("delete")}</button>
    </li>`;
  }
}
