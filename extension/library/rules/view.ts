// The rules in the middle, in the order they are followed: what each finds and gives, why one is not followed, on and off. They are
// moved by pointer and keys.

import { html, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";

import type { Rule, RuleRow, Saying } from "../../../pkg/pinfold.js";
import { announce } from "../../lib/elements/announcer.js";
import { empty } from "../../lib/elements/empty.js";
import { icon } from "../../lib/elements/icon.js";
import "../../lib/elements/menu.js";
import type { MenuItem } from "../../lib/elements/menu.js";
import { counted, number } from "../../lib/elements/words.js";
import { text } from "../../lib/i18n.js";
import { curate } from "../edits.js";
import { Fresh } from "../fresh.js";
import { head, waiting } from "../head.js";
import { hrefOf, START } from "../place.js";
import { read } from "../reads.js";
import { followRules } from "./follow.js";
import { moveRow } from "./move.js";
import { gifts, problemText } from "./words.js";
import { writeRule } from "./write.js";

@customElement("pf-rules")
export class PfRules extends Fresh {
  @state() private rows: readonly RuleRow[] | undefined;
  /** The rule that has the focus again once the list is drawn anew. */
  #focused: string | undefined;

  protected override async load(): Promise<void> {
    this.rows = await read("rules", "rules");
    await this.updateComplete;
    const row = this.#focused === undefined ? null : this.querySelector<HTMLElement>(`[data-id="${this.#focused}"]`);
    this.#focused = undefined;
    row?.focus();
  }

  readonly #new = (): void => writeRule(this.library);

  #change({ id, says }: Rule): void {
    writeRule(this.library, says, id);
  }

  async #switch({ id, says }: Rule): Promise<void> {
    await curate({ rule_write: { id, says: { ...says, on: !says.on } } }, text(says.on ? "rules_off_now" : "rules_on_now", says.name));
  }

  async #delete({ id, says }: Rule): Promise<void> {
    await curate({ rule_delete: { id } }, text("rules_deleted", says.name));
  }

  async #move({ id, says }: Rule, place: number): Promise<void> {
    const count = this.rows?.length ?? 0;
    if (place < 0 || place >= count) return;
    this.#focused = id;
    if (await curate({ rule_move: { id, place } })) announce(text("rules_moved", says.name, number(place + 1), number(count)));
  }

  #menu({ rule }: RuleRow, place: number): MenuItem[] {
    return [
      { label: text("rules_edit"), icon: "edit", keys: "enter", run: () => this.#change(rule) },
      { label: text("rules_show"), icon: "search", run: () => this.library.go({ ...START, q: `${rule.says.query} ` }) },
      ...(place > 0 ? [{ label: text("rules_up"), icon: "up", keys: "alt+arrowup", run: () => void this.#move(rule, place - 1) } as const] : []),
      ...(place + 1 < (this.rows?.length ?? 0) ? [{ label: text("rules_down"), icon: "down", keys: "alt+arrowdown", run: () => void this.#move(rule, place + 1) } as const] : []),
      "line",
      { label: text("shared_delete"), icon: "delete", keys: "delete", tone: "danger", run: () => void this.#delete(rule) },
    ];
  }

  #key(event: KeyboardEvent, { rule }: RuleRow, place: number): void {
    if (event.target !== event.currentTarget) return;
    const by = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : 0;
    if (by !== 0 && event.altKey) void this.#move(rule, place + by);
    else if (by !== 0) this.querySelectorAll<HTMLElement>(".rule")[place + by]?.focus();
    else if (event.key === "Enter") this.#change(rule);
    else if (event.key === "Delete") void this.#delete(rule);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  protected override render(): unknown {
    const { rows } = this;
    const add = html`<button type="button" class="pf-button" @click=${this.#new}>${icon("plus")}${text("rules_new")}</button>`;
    if (rows === undefined) return html`${head(text("rules_title"), nothing)}${waiting()}`;
    if (rows.length === 0) return html`${head(text("rules_title"), nothing)}${empty("smart", text("rules_empty"), text("rules_empty_text"), html`${add}${this.#examples()}`)}`;
    const any = rows.some(({ rule }) => rule.says.on);
    const follow = html`<button type="button" class="pf-button" ?disabled=${!any} @click=${() => followRules(this.library, rows)}>${icon("all")}${text("rules_follow")}</button>`;
    return html`${head(text("rules_title"), html`<span class="pf-actions">${follow}${add}</span>`)}
      <p class="pf-hint rules-hint">${text("rules_hint")}</p>
      <ol class="rules">
        ${rows.map((row, place) => this.#row(row, place))}
      </ol>`;
  }

  #examples(): TemplateResult {
    const examples: Saying[] = [
      { name: text("rules_example_quality"), query: text("rules_example_quality_query"), on: true, tags: ["complaint/quality"], severity: "normal" },
      { name: text("rules_example_late"), query: text("rules_example_late_query"), on: true, tags: ["complaint/delivery/late"] },
    ];
    return html`${examples.map((says) => html`<button type="button" class="pf-button" @click=${() => writeRule(this.library, says)}>${icon("smart")}${says.name}</button>`)}`;
  }

  #row(row: RuleRow, place: number): TemplateResult {
    const { rule, found, problem } = row;
    const { says } = rule;
    return html`<li class="rule" tabindex="0" data-id=${rule.id} aria-label=${says.name} data-off=${says.on ? nothing : ""} @keydown=${(event: KeyboardEvent) => this.#key(event, row, place)}>
      <span class="rule-grip" title=${text("rules_grip")} @pointerdown=${(event: PointerEvent) => moveRow(event, (event.currentTarget as HTMLElement).closest("li") as HTMLElement, (to) => void this.#move(rule, to))}>${icon("grip")}</span>
      <input type="checkbox" aria-label=${text("rules_on", says.name)} .checked=${says.on ?? false} @change=${() => void this.#switch(rule)} />
      <div class="rule-words">
        <strong dir="auto">${says.name}</strong>
        ${says.name === says.query ? nothing : html`<code dir="auto">${says.query}</code>`}
        <span class="chips">${gifts(says, this.library.rail?.boards ?? []).map((gift) => html`<span class="pf-chip">${icon(gift.icon, 12)}<span dir="auto">${gift.words}</span></span>`)}</span>
        ${problem === undefined ? nothing : html`<span class="rule-problem">${icon("warning", 12)}${problemText(problem)}</span>`}
      </div>
      <a class="pf-hint" href=${hrefOf({ ...START, q: `${says.query} ` })}>${counted("count_pins", found)}</a>
      <pf-menu .label=${text("rules_menu", says.name)} .items=${this.#menu(row, place)}></pf-menu>
    </li>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "pf-rules": PfRules;
  }
}
