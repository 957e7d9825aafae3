// How far several things that are being pinned have come, with a way to stop, and then to take all of it back.
import { html, nothing } from "lit";
import { property } from "lit/decorators.js";
import { define, PfElement } from "../lib/elements/element.js";
import { icon } from "../lib/elements/icon.js";
import { counted, number } from "../lib/elements/words.js";
import { text } from "../lib/i18n.js";

/** Several things on their way. */
export interface Work {
  readonly of: number;
  readonly done: number;
  readonly state: "pinning" | "stopping" | "done";
  readonly stop: () => void;
  /** Takes it back; absent where nothing new was made. */
  readonly undo?: (() => void) | undefined;
}

/** `<pf-progress .work>`. */
export class PfProgress extends PfElement {
  @property({ attribute: false }) work: Work | undefined;

  protected override updated(changed: Map<PropertyKey, unknown>): void {
    const before = changed.get("work") as Work | undefined;
    // What was pressed is gone: the focus goes to what takes its place.
    if (before?.state !== this.work?.state) this.querySelector("button")?.focus();
  }

  protected override render(): unknown {
    const { work } = this;
    if (work === undefined) return nothing;
    if (work.state === "done") {
      return html`<span class="progress-words" role="status">${icon("check")}${counted("popup_picked", work.done)}</span>
        ${work.undo === undefined ? nothing : html`<button type="button" class="pf-button" @click=${work.undo}>${icon("undo")}${text("shared_undo")}</button>`}`;
    }
    const words = text("popup_pinning", number(work.done), number(work.of));
    return html`<span class="progress-words">
        <progress max=${work.of} value=${work.done} aria-label=${words}></progress>
        <span aria-hidden="true">${words}</span>
      </span>
      <button type="button" class="pf-button" aria-disabled=${work.state === "stopping"} @click=${work.stop}>${text("shared_cancel")}</button>`;
  }
}

define("pf-progress", PfProgress);
