// What following all rules would do to the pins there are: said first, and done in one change when that is meant.

import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";

import type { RuleConflict, RuleFate, RuleRow, RulesForesight } from "../../../pkg/pinfold.js";
import { failureOf } from "../../lib/core.js";
import "../../lib/elements/dialog.js";
import { icon } from "../../lib/elements/icon.js";
import { counted } from "../../lib/elements/words.js";
import { failureText, text } from "../../lib/i18n.js";
import { laid } from "../edits.js";
import { waiting } from "../head.js";
import type { Library } from "../library.js";
import { Part } from "../part.js";
import { read } from "../reads.js";
import { problemText } from "./words.js";

@customElement("pf-rules-follow")
export class PfRulesFollow extends Part {
  @property({ attribute: false }) rows: readonly RuleRow[] = [];

  @state() private seen: RulesForesight | undefined;
  @state() private problem = "";
  @state() private busy = false;
  @state() private open = true;

  override connectedCallback(): void {
    super.connectedCallback();
    void read("rules_foresee", "rules_foresight").then(
      (seen) => (this.seen = seen),
      (error: unknown) => (this.problem = failureText(failureOf(error))),
    );
  }

  readonly #close = (): void => {
    this.open = false;
    void this.updateComplete.then(() => this.remove());
  };

  readonly #follow = async (): Promise<void> => {
    this.busy = true;
    const done = await laid((change) => ({ rules_stage: { change } }), text("rules_followed", counted("count_pins", this.seen?.whole.pins ?? 0)));
    this.busy = false;
    if (done) this.#close();
  };

  protected override render(): unknown {
    const idle = this.busy || (this.seen?.whole.pins ?? 0) === 0;
    const actions = html`<button type="button" class="pf-button" ?disabled=${this.busy} @click=${this.#close}>${text("shared_cancel")}</button>
      <button type="button" class="pf-button pf-primary" ?disabled=${idle} @click=${this.#follow}>${text("rules_follow_do")}</button>`;
    return html`<pf-dialog size="medium" .heading=${text("rules_follow_ask")} .content=${this.#content()} .actions=${actions} .open=${this.open} .busy=${this.busy} @pf-close=${this.#close}></pf-dialog>`;
  }

  #content(): TemplateResult {
    const { seen } = this;
    if (this.problem !== "") return html`<p class="pf-problem" role="alert">${icon("warning")}${this.problem}</p>`;
    if (seen === undefined || this.busy) return html`<p role="status">${text(this.busy ? "rules_following" : "rules_foreseeing")}</p>${waiting()}`;
    const pins = seen.whole.pins;
    return html`<p role="status">${pins === 0 ? text("rules_follow_none") : counted("rules_follow_pins", pins)}</p>
      <ol class="rule-fates">
        ${seen.fates.map((fate) => html`<li><strong dir="auto">${this.#name(fate.rule)}</strong>${fate.problem === undefined ? this.#fate(fate) : problem(problemText(fate.problem))}</li>`)}
      </ol>
      ${seen.conflicts.length === 0
        ? nothing
        : html`<h3>${text("rules_conflicts")}</h3>
            <ul class="rule-conflicts">
              ${seen.conflicts.map((one) => html`<li>${problem(this.#conflict(one))}</li>`)}
            </ul>`}
      <p class="pf-hint">${text("rules_follow_hint")}</p>`;
  }

  #fate({ found, changed, kept, full }: RuleFate): TemplateResult {
    const said = [
      text("rules_fate", counted("count_pins", found), counted("count_pins", changed)),
      ...(kept > 0 ? [text("rules_fate_kept", counted("count_pins", kept))] : []),
      ...(full > 0 ? [text("rules_fate_full", counted("count_pins", full))] : []),
    ];
    return html`<span class="pf-hint">${said.join(" ")}</span>`;
  }

  #conflict({ what, first, then, pins }: RuleConflict): string {
    return text(`rules_conflict_${what}`, this.#name(first), this.#name(then), counted("count_pins", pins));
  }

  #name(id: string): string {
    return this.rows.find(({ rule }) => rule.id === id)?.rule.says.name ?? "";
  }
}

function problem(words: string): TemplateResult {
  return html`<span class="rule-problem">${icon("warning", 12)}${words}</span>`;
}

/** Says what following the rules would do, and does it when that is meant. */
export function followRules(library: Library, rows: readonly RuleRow[]): void {
  const dialog = document.createElement("pf-rules-follow");
  dialog.library = library;
  dialog.rows = rows;
  document.body.append(dialog);
}

declare global {
  interface HTMLElementTagNameMap {
    "pf-rules-follow": PfRulesFollow;
  }
}
