// The question for a rule: which pins, and what they get, with how many it finds while it is typed. It stays open until what it
// says is stored.

import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";

import type { RuleId, Saying, Severity, TagPath } from "../../../pkg/pinfold.js";
import "../../lib/elements/dialog.js";
import { icon } from "../../lib/elements/icon.js";
import "../../lib/elements/tag-input.js";
import { counted } from "../../lib/elements/words.js";
import { text } from "../../lib/i18n.js";
import { newId } from "../../lib/ids.js";
import { tagsFor } from "../acts.js";
import { curate } from "../edits.js";
import type { Library } from "../library.js";
import { Part } from "../part.js";
import { listQuery, START } from "../place.js";
import { read } from "../reads.js";
import { problemText, SEVERITIES, severityName } from "./words.js";

/** What a rule says before anything was written. */
const BLANK: Saying = { name: "", query: "", on: true };
/** How long nothing is typed before it is searched, in milliseconds. */
const PAUSE_MS = 150;

@customElement("pf-rule")
export class PfRule extends Part {
  /** The rule that is changed; absent: a new one. */
  @property({ attribute: false }) rule: RuleId | undefined;
  @property({ attribute: false }) says: Saying = BLANK;

  @state() private found: number | undefined;
  @state() private ignored: readonly string[] = [];
  @state() private nothing = false;
  @state() private busy = false;
  @state() private open = true;
  @query("form") private form!: HTMLFormElement;

  #timer: ReturnType<typeof setTimeout> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#count();
  }

  readonly #close = (): void => {
    this.open = false;
    clearTimeout(this.#timer);
    void this.updateComplete.then(() => this.remove());
  };

  async #count(): Promise<void> {
    const typed = this.says.query;
    if (typed.trim() === "") {
      [this.found, this.ignored] = [undefined, []];
      return;
    }
    // A closing space: what is written down is not being typed any more.
    const list = await read({ list: { query: { ...listQuery({ ...START, q: `${typed} ` }), offset: 0, limit: 0 } } }, "list").catch(() => undefined);
    if (list === undefined || this.says.query !== typed) return;
    [this.found, this.ignored] = [list.total, list.ignored ?? []];
  }

  #say(part: Partial<Saying>): void {
    this.says = { ...this.says, ...part };
    this.nothing = false;
  }

  readonly #type = (event: Event): void => {
    this.#say({ query: (event.target as HTMLInputElement).value });
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#count(), PAUSE_MS);
  };

  readonly #tag = (event: CustomEvent<TagPath>, stays: boolean): void => {
    const others = (this.says.tags ?? []).filter((path) => path !== event.detail);
    this.#say({ tags: stays ? [...others, event.detail] : others });
  };

  readonly #save = async (event: Event): Promise<void> => {
    event.preventDefault();
    const data = new FormData(this.form);
    const field = (name: string): string => String(data.get(name) ?? "").trim();
    const [board, section] = field("board").split("/");
    const says: Saying = {
      name: field("name"),
      query: field("query"),
      on: this.says.on ?? true,
      tags: this.says.tags ?? [],
      ...(board ? { board, ...(section ? { section } : {}) } : {}),
      ...(field("severity") === "" ? {} : { severity: field("severity") as Severity }),
      ...(field("owner") === "" ? {} : { owner: field("owner") }),
    };
    this.nothing = says.tags?.length === 0 && says.board === undefined && says.severity === undefined && says.owner === undefined;
    if (this.nothing) return;
    this.says = says;
    this.busy = true;
    const name = says.name === "" ? says.query : says.name;
    const stored = await curate({ rule_write: { id: this.rule ?? newId(), says } }, text("rules_saved", name));
    this.busy = false;
    if (stored) this.#close();
  };

  protected override render(): unknown {
    const actions = html`<button type="button" class="pf-button" @click=${this.#close}>${text("shared_cancel")}</button>
      <button type="submit" form="pf-rule-form" class="pf-button pf-primary" ?disabled=${this.busy}>${text("shared_save")}</button>`;
    const heading = this.rule === undefined ? text("rules_new") : text("rules_change", this.says.name);
    return html`<pf-dialog size="small" .heading=${heading} .content=${this.#content()} .actions=${actions} .open=${this.open} .busy=${this.busy} @pf-close=${this.#close}></pf-dialog>`;
  }

  #content(): TemplateResult {
    const { says } = this;
    return html`<form id="pf-rule-form" @submit=${this.#save}>
      <label class="pf-label"
        ><span>${text("rules_query")}</span
        ><input class="pf-field" name="query" dir="auto" autocomplete="off" spellcheck="false" autofocus required maxlength="500" aria-describedby="pf-rule-found" .value=${says.query} @input=${this.#type}
      /></label>
      <p class="pf-hint" id="pf-rule-found" role="status">${this.#found()}</p>
      <div class="pf-label">
        <span>${text("rules_tags")}</span>
        <pf-tag-input
          .label=${text("rules_tags")}
          .tags=${(says.tags ?? []).map((path) => ({ path, colour: "accent" as const }))}
          .suggest=${tagsFor}
          @pf-add=${(event: CustomEvent<TagPath>) => this.#tag(event, true)}
          @pf-remove=${(event: CustomEvent<TagPath>) => this.#tag(event, false)}
        ></pf-tag-input>
      </div>
      <label class="pf-label"><span>${text("rules_board")}</span><select class="pf-field" name="board">${this.#boards()}</select></label>
      <label class="pf-label"
        ><span>${text("rules_severity")}</span
        ><select class="pf-field" name="severity">
          <option value="">${text("rules_none")}</option>
          ${SEVERITIES.map((one) => html`<option value=${one} .selected=${says.severity === one}>${severityName(one)}</option>`)}
        </select></label
      >
      <label class="pf-label"><span>${text("rules_owner")}</span><input class="pf-field" name="owner" dir="auto" autocomplete="off" maxlength="500" .value=${says.owner ?? ""} /></label>
      <label class="pf-label"><span>${text("rules_name")}</span><input class="pf-field" name="name" dir="auto" autocomplete="off" maxlength="500" placeholder=${says.query} .value=${says.name} /></label>
      ${this.nothing ? html`<p class="pf-problem" role="alert">${icon("warning")}${text("rules_gives_nothing")}</p>` : nothing}
      <p class="pf-hint">${text("rules_adds_hint")}</p>
    </form>`;
  }

  #found(): string {
    if (this.ignored.length > 0) return problemText({ query: { ignored: [...this.ignored] } });
    return this.found === undefined ? text("rules_query_hint") : text("rules_finds", counted("count_pins", this.found));
  }

  #boards(): TemplateResult[] {
    const { board, section } = this.says;
    const boards = (this.library.rail?.boards ?? []).filter((one) => one.query === undefined && (!one.archived || one.id === board));
    const option = (value: string, words: string, chosen: boolean): TemplateResult => html`<option value=${value} .selected=${chosen}>${words}</option>`;
    return [
      option("", text("rules_none"), board === undefined),
      ...boards.flatMap((one) => [
        option(one.id, one.name, one.id === board && section === undefined),
        ...one.sections.map((part) => option(`${one.id}/${part.id}`, `${one.name} / ${part.name}`, one.id === board && part.id === section)),
      ]),
    ];
  }
}

/** Asks for a rule, new or changed. */
export function writeRule(library: Library, says: Saying = BLANK, rule?: RuleId): void {
  const dialog = document.createElement("pf-rule");
  dialog.library = library;
  dialog.rule = rule;
  dialog.says = says;
  document.body.append(dialog);
}

declare global {
  interface HTMLElementTagNameMap {
    "pf-rule": PfRule;
  }
}
