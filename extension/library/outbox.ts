// The outbox: what needs a person first, then what waits, then what has arrived. Every delivery can be called off, tried
// again, copied instead, and opened where it went.

import { html, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";

import type { CareCommand, DeliveryId, DeliveryRow, OutboxView } from "../../pkg/pinfold.js";
import { askCare, failureOf } from "../lib/core.js";
import { type Face, faceOf, remarks, stateText } from "../lib/elements/deliveries.js";
import { empty } from "../lib/elements/empty.js";
import { icon } from "../lib/elements/icon.js";
import "../lib/elements/locked.js";
import "../lib/elements/time.js";
import { toast } from "../lib/elements/toast.js";
import { counted, number } from "../lib/elements/words.js";
import { failureText, text } from "../lib/i18n.js";
import { newId } from "../lib/ids.js";
import { CHANNEL, type Changed } from "../lib/messages.js";
import { spaced } from "../lib/spaced.js";
import { problem } from "./edits.js";
import { Part } from "./part.js";
import { hrefOf, START } from "./place.js";

/** While many are on their way it is drawn anew so often at most, in milliseconds. */
const LOOKS = 500;
/** What goes by itself when its time has come, unless its destination is locked. */
const WAITS: readonly Face["name"][] = ["queued", "retrying", "unknown"];

@customElement("pf-outbox")
export class PfOutbox extends Part {
  @state() private view: OutboxView | undefined;

  readonly #channel = new BroadcastChannel(CHANNEL);

  override connectedCallback(): void {
    super.connectedCallback();
    this.#channel.onmessage = ({ data }: MessageEvent<Changed>) => {
      if (data.changed.some(({ kind }) => kind === "delivery" || kind === "connection")) this.#again();
    };
    this.#again();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#channel.onmessage = null;
  }

  readonly #again = spaced(async () => {
    try {
      this.view = await askCare({ outbox: {} }, "outbox");
    } catch (error) {
      problem(error);
    }
  }, LOOKS);

  async #edit(command: CareCommand, said: string): Promise<void> {
    try {
      await askCare({ edit: { change: newId(), command } }, "stored");
      toast({ text: said });
      this.#again();
    } catch (error) {
      toast({ text: failureText(failureOf(error)), tone: "problem" });
    }
  }

  async #copy(row: DeliveryRow): Promise<void> {
    await navigator.clipboard.writeText(row.body);
    toast({ text: text("library_outbox_copied") });
  }

  protected override render(): unknown {
    const view = this.view;
    if (view === undefined) return nothing;
    return html`<header class="outbox-head"><h1>${text("library_outbox")}</h1>
        <p class="pf-hint" role="status">${[view.stuck > 0 ? counted("library_outbox_stuck", view.stuck) : "", view.waiting > 0 ? counted("library_outbox_waiting", view.waiting) : "", counted("library_outbox_sent", view.sent)].filter((part) => part !== "").join(" · ")}</p>
        <pf-locked .to=${view.rows.filter(({ state }) => WAITS.includes(faceOf(state).name)).map(({ connection }) => connection)}></pf-locked>
        ${this.#all(view)}
      </header>
      ${view.rows.length === 0
        ? empty("send", text("library_outbox_empty"), text(view.connections.length === 0 ? "library_outbox_no_connection" : "library_outbox_empty_text"))
        : html`<ul class="outbox">${view.rows.map((row) => this.#row(row, view))}</ul>`}
      ${view.connections.length === 0 ? html`<p class="pf-actions"><a class="pf-button" href="../options/index.html#connections">${icon("plug")}${text("library_outbox_connect")}</a></p>` : nothing}`;
  }

  /** What can be done with all that need a person, and with all that wait. */
  #all({ rows }: OutboxView): TemplateResult | typeof nothing {
    const named = (name: Face["name"]): DeliveryId[] => rows.filter(({ state }) => faceOf(state).name === name).map(({ id }) => id);
    const [failed, queued] = [named("failed"), named("queued")];
    if (failed.length < 2 && queued.length < 2) return nothing;
    return html`<p class="pf-actions">
      ${failed.length < 2 ? nothing : html`<button type="button" class="pf-button" @click=${() => void this.#edit({ deliveries_retry: { ids: failed } }, text("library_outbox_retried"))}>${icon("refresh")}${text("library_outbox_retry_all", number(failed.length))}</button>`}
      ${queued.length < 2 ? nothing : html`<button type="button" class="pf-button" @click=${() => void this.#edit({ deliveries_cancel: { ids: queued } }, text("library_outbox_cancelled"))}>${icon("close")}${text("library_outbox_cancel_all", number(queued.length))}</button>`}
    </p>`;
  }

  #row(row: DeliveryRow, view: OutboxView): TemplateResult {
    const { id, state } = row;
    const face = faceOf(state);
    const connection = view.connections.find((one) => one.id === row.connection)?.name ?? text("library_outbox_gone");
    const sent = typeof state !== "string" && "sent" in state ? state.sent : undefined;
    const next = typeof state === "string" ? undefined : "unknown" in state ? state.unknown.retry_at : "failed" in state ? state.failed.retry_at : undefined;
    // What may have arrived is looked for no sooner than its destination is done with it, however often somebody asks.
    const settles = row.settles ?? 0;
    const sooner = next != null && (next > settles || settles <= Date.now());
    const may = { cancel: ["queued", "retrying", "failed", "unknown"].includes(face.name), retry: sooner || ["failed", "cancelled"].includes(face.name) };
    return html`<li>
      <span class="outbox-sign ${face.tone}">${icon(face.icon)}</span>
      <div class="grow">
        <a class="outbox-subject" dir="auto" href=${hrefOf({ ...START, pin: id.slice(0, id.indexOf(".")) })}>${row.subject}</a>
        <p class="pf-hint"><bdi>${connection}</bdi> · <span class=${face.tone}>${stateText(state)}</span> · <pf-time .at=${row.changed}></pf-time>${next == null ? nothing : html` · ${text("library_outbox_next")} <pf-time .at=${next}></pf-time>`}</p>
        ${(sent === undefined ? [] : remarks(sent.receipt)).map((remark) => html`<p class="pf-hint warn">${icon("warning", 12)} ${remark}</p>`)}
      </div>
      <div class="outbox-acts">
        ${sent?.receipt.link == null ? nothing : html`<a class="pf-button pf-quiet" href=${sent.receipt.link} target="_blank" rel="noopener noreferrer">${icon("external")}${text("library_outbox_open")}</a>`}
        ${may.retry ? html`<button type="button" class="pf-button pf-quiet" @click=${() => void this.#edit({ deliveries_retry: { ids: [id] } }, text("library_outbox_retried"))}>${icon("refresh")}${text("library_outbox_retry")}</button>` : nothing}
        ${may.cancel ? html`<button type="button" class="pf-button pf-quiet" @click=${() => void this.#edit({ deliveries_cancel: { ids: [id] } }, text("library_outbox_cancelled"))}>${icon("close")}${text("shared_cancel")}</button>` : nothing}
        <button type="button" class="pf-button pf-quiet pf-square" aria-label=${text("library_outbox_copy", row.subject)} title=${text("library_outbox_copy", row.subject)} @click=${() => void this.#copy(row)}>${icon("copy")}</button>
      </div>
    </li>`;
  }
}
