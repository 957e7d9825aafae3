// The first run: pin a sample post, tag it, export it; what Pinfold can and cannot see; where the data lives. Each step is
// the real thing, and the sample can be deleted at the end.

import { html, nothing, type TemplateResult } from "lit";
import { customElement, query, state } from "lit/decorators.js";

import type { Command, EditorView, PinDetail, TagPath } from "../../pkg/pinfold.js";
import { ask, failureOf } from "../lib/core.js";
import { announce } from "../lib/elements/announcer.js";
import { brand } from "../lib/elements/brand.js";
import { PfElement } from "../lib/elements/element.js";
import { icon } from "../lib/elements/icon.js";
import "../lib/elements/tag-input.js";
import { toast } from "../lib/elements/toast.js";
import { failureText, language, text } from "../lib/i18n.js";
import { newId } from "../lib/ids.js";
import { copied, save, written } from "../library/files.js";
import { read, write } from "../library/reads.js";
import { samplePost, sampleSnapshot } from "./sample.js";

const SEES = ["click", "site", "card"] as const;
const SEES_NOT = ["pages", "network", "account"] as const;

@customElement("pf-welcome")
export class PfWelcome extends PfElement {
  @state() private detail: PinDetail | undefined;
  @state() private busy = false;
  @state() private exported = false;
  @state() private note = "";
  @query(".post") private post!: Element;

  readonly #now = Date.now();
  readonly #tagsFor = (typed: string) => ask({ tags_for: { typed } }, "tags");

  async #do(what: () => Promise<void>): Promise<void> {
    this.busy = true;
    try {
      await what();
    } catch (error) {
      toast({ text: failureText(failureOf(error)), tone: "problem" });
    } finally {
      this.busy = false;
    }
  }

  readonly #pin = (): void =>
    void this.#do(async () => {
      const snapshot = sampleSnapshot(this.post, language());
      const captured = await ask({ capture: { change: newId(), pin: newId(), snapshot, aim: "card" } }, "captured");
      this.detail = captured.editor.detail;
      announce(text("welcome_pinned"));
      await this.#next(".step-tag input");
    });

  async #next(selector: string): Promise<void> {
    await this.updateComplete;
    this.querySelector<HTMLElement>(selector)?.focus();
  }

  #tag(add: TagPath[], remove: TagPath[]): void {
    const pin = this.detail?.pin.id;
    if (pin === undefined) return;
    void this.#do(async () => {
      await this.#edit({ pins_tag: { pins: [pin], add, remove } });
      await this.#look();
    });
  }

  async #edit(command: Command): Promise<void> {
    await ask({ edit: { change: newId(), command } }, "stored");
  }

  async #look(): Promise<void> {
    const pin = this.detail?.pin.id;
    if (pin === undefined) return;
    const editor: EditorView = await ask({ editor: { pin } }, "editor");
    this.detail = editor.detail;
    if (editor.detail.tags.length > 0) await this.#preview();
  }

  async #preview(): Promise<void> {
    const pin = this.detail?.pin.id;
    if (pin === undefined) return;
    await read("open", "opened");
    const format = { crm_note: { syntax: "plain" as const } };
    const preview = await read({ export_preview: { export: { of: { pins: [pin] }, format, language: language() } } }, "export_preview");
    this.note = preview.beginning;
  }

  #export(how: "copy" | "file"): void {
    const pin = this.detail?.pin.id;
    if (pin === undefined) return;
    void this.#do(async () => {
      await read("open", "opened");
      const format = how === "copy" ? { crm_note: { syntax: "plain" as const } } : ("html" as const);
      const file = await write({ of: { pins: [pin] }, format, language: language() });
      if (how === "copy") await copied(file, "plain");
      else await save((await written(file, () => undefined, new AbortController().signal)).blob, file.name);
      toast({ text: text(how === "copy" ? "welcome_copied" : "welcome_saved") });
      this.exported = true;
      const setup = await ask("setup", "setup");
      await this.#edit({ settings_write: { settings: { ...setup.settings, welcomed: true } } });
    });
  }

  readonly #remove = (): void => {
    const pin = this.detail?.pin.id;
    if (pin === undefined) return;
    void this.#do(async () => {
      await this.#edit({ pins_delete: { pins: [pin] } });
      this.detail = undefined;
      this.exported = false;
      this.note = "";
      toast({ text: text("welcome_removed") });
      await this.#next(".step-pin button");
    });
  };

  protected override render(): unknown {
    const { detail } = this;
    const tagged = (detail?.tags.length ?? 0) > 0;
    return html`<main>
      <header class="top">${brand(text("welcome_title"))}</header>
      ${location.hash === "#erased" ? html`<p class="erased" role="status">${icon("check")}${text("welcome_erased")}</p>` : nothing}
      <h1>${text("welcome_heading")}</h1>
      <p class="lead">${text("welcome_lead")}</p>
      <ol class="steps">
        ${this.#step(1, "pin", detail !== undefined, this.#pinStep())}
        ${this.#step(2, "tag", tagged, this.#tagStep())}
        ${this.#step(3, "export", this.exported, this.#exportStep(tagged))}
      </ol>
      ${this.exported && detail !== undefined ? this.#done(detail) : nothing}
      <section class="facts">
        ${this.#facts("eye", "welcome_sees", SEES.map((key) => `welcome_sees_${key}`))}
        ${this.#facts("lock", "welcome_sees_not", SEES_NOT.map((key) => `welcome_sees_not_${key}`))}
        ${this.#facts("drive", "welcome_where", ["welcome_where_here", "welcome_where_backup", "welcome_where_erase"])}
      </section>
      <p class="pf-actions">
        <a class="pf-button" href="../library/index.html">${icon("all")}${text("welcome_library")}</a>
        <a class="pf-button pf-quiet" href="../options/index.html">${icon("settings")}${text("welcome_options")}</a>
      </p>
    </main>`;
  }

  #step(number: number, name: string, done: boolean, content: TemplateResult): TemplateResult {
    return html`<li class="step step-${name}" ?data-done=${done}>
      <span class="step-number" aria-hidden="true">${done ? icon("check") : number}</span>
      <div class="step-in">
        <h2>${text(`welcome_${name}`)}${done ? html`<span class="pf-unseen"> (${text("welcome_step_done")})</span>` : nothing}</h2>
        <p class="pf-hint">${text(`welcome_${name}_hint`)}</p>
        ${content}
      </div>
    </li>`;
  }

  #pinStep(): TemplateResult {
    const pinned = this.detail !== undefined;
    return html`<div class="stage" ?data-pinned=${pinned}>
      ${samplePost(this.#now)}
      <button type="button" class="pf-button pf-primary" ?disabled=${this.busy || pinned} @click=${this.#pin}>
        ${icon(pinned ? "check" : "pin")}${text(pinned ? "welcome_pinned" : "welcome_pin_do")}
      </button>
    </div>`;
  }

  #tagStep(): TemplateResult {
    const detail = this.detail;
    if (detail === undefined) return html`<p class="later">${text("welcome_after_pin")}</p>`;
    return html`<pf-tag-input
        .label=${text("welcome_tag")}
        .tags=${detail.tags}
        .suggest=${this.#tagsFor}
        @pf-add=${(event: CustomEvent<TagPath>) => this.#tag([event.detail], [])}
        @pf-remove=${(event: CustomEvent<TagPath>) => this.#tag([], [event.detail])}
      ></pf-tag-input>
      ${detail.tags.length > 0
        ? nothing
        : html`<div class="pf-actions">
            ${text("welcome_tag_try")}
            <button type="button" class="pf-button pf-small" @click=${() => this.#tag([text("welcome_tag_example")], [])}>${text("welcome_tag_example")}</button>
          </div>`}`;
  }

  #exportStep(tagged: boolean): TemplateResult {
    if (!tagged) return html`<p class="later">${text("welcome_after_tag")}</p>`;
    return html`<pre tabindex="0" aria-label=${text("welcome_export_preview")} dir="auto">${this.note}</pre>
      <div class="pf-actions">
        <button type="button" class="pf-button pf-primary" ?disabled=${this.busy} @click=${() => this.#export("copy")}>${icon("copy")}${text("welcome_export_copy")}</button>
        <button type="button" class="pf-button" ?disabled=${this.busy} @click=${() => this.#export("file")}>${icon("download")}${text("welcome_export_file")}</button>
      </div>`;
  }

  #done(detail: PinDetail): TemplateResult {
    return html`<section class="done" role="status">
      <h2>${icon("check", 20)}${text("welcome_done")}</h2>
      <p>${text("welcome_done_text")}</p>
      <div class="pf-actions">
        <a class="pf-button pf-primary" href="../library/index.html#pin=${detail.pin.id}">${text("welcome_done_library")}</a>
        <button type="button" class="pf-button" ?disabled=${this.busy} @click=${this.#remove}>${icon("delete")}${text("welcome_remove")}</button>
      </div>
    </section>`;
  }

  #facts(sign: "eye" | "lock" | "drive", heading: string, lines: readonly string[]): TemplateResult {
    return html`<div>
      <h2>${icon(sign, 20)}${text(heading)}</h2>
      <ul>
        ${lines.map((key) => html`<li>${text(key)}</li>`)}
      </ul>
    </div>`;
  }
}
