// Tags as chips with a field that completes what is typed: a combobox after the ARIA pattern. It stores nothing; it says
// what was added (`pf-add`) and removed (`pf-remove`), each with the tag's path as detail. Never acts while an input
// method composes.

import { html, nothing, type TemplateResult } from "lit";
import { property, query, state } from "lit/decorators.js";

import type { TagChip, TagPath, TagSuggestion } from "../../../pkg/pinfold.js";
import { text } from "../i18n.js";
import { announce } from "./announcer.js";
import { define, PfElement } from "./element.js";
import { icon } from "./icon.js";
import { isNamed, tagWords, tidied } from "./value.js";

/** More suggestions than this are not read. */
const MAX_SHOWN = 8;
let count = 0;

/** `<pf-tag-input .tags .suggest .label @pf-add @pf-remove>`. */
export class PfTagInput extends PfElement {
  @property({ attribute: false }) tags: readonly TagChip[] = [];
  @property({ attribute: false }) label = "";
  /** Tags that are needed, these or one below each, and not there yet. */
  @property({ attribute: false }) needed: readonly TagChip[] = [];
  /** Tags that complete what was typed. */
  @property({ attribute: false }) suggest: (typed: string) => Promise<readonly TagSuggestion[]> = () => Promise.resolve([]);
  /** Whether a tag may be added that is in no suggestion. */
  @property({ attribute: false }) known: "any" | "only" = "any";

  @state() private typed = "";
  @state() private found: readonly TagSuggestion[] = [];
  /** What was typed when `found` was asked for. */
  @state() private of = "";
  @state() private active = -1;
  @state() private open = false;
  @query("input") private field!: HTMLInputElement;
  @query("[popover]") private list!: HTMLElement;

  readonly #name = `pf-tags-${count++}`;
  #asked: Promise<void> = Promise.resolve();

  override focus(): void {
    this.field.focus();
  }

  protected override updated(): void {
    // In the top layer, where no pane and no dialog cuts it off.
    const shown = this.list.matches(":popover-open");
    if (this.open && !shown) {
      this.list.showPopover();
      addEventListener("scroll", this.#place, { capture: true, passive: true });
    } else if (!this.open && shown) this.#hide();
    if (this.open) this.#place();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener("scroll", this.#place, true);
  }

  #hide(): void {
    this.list.hidePopover();
    removeEventListener("scroll", this.#place, true);
  }

  readonly #place = (): void => {
    const around = this.getBoundingClientRect();
    const below = innerHeight - around.bottom - 12;
    const height = this.list.offsetHeight;
    const top = height > below && around.top > below ? around.top - height - 4 : around.bottom + 4;
    this.list.style.setProperty("left", `${around.left}px`);
    this.list.style.setProperty("top", `${Math.max(4, top)}px`);
    this.list.style.setProperty("width", `${around.width}px`);
  };

  async #search(typed: string): Promise<void> {
    const found = await this.suggest(typed).catch(() => []);
    if (this.typed !== typed || !this.matches(":focus-within")) return;
    const have = new Set(this.tags.map((tag) => tag.path.toLowerCase()));
    this.found = found.filter((one) => !have.has(one.path.toLowerCase())).slice(0, MAX_SHOWN);
    this.of = typed;
    const exact = this.found.findIndex((one) => isNamed(one, typed));
    this.active = typed.trim() === "" || this.#size === 0 ? -1 : Math.max(0, exact);
    this.open = this.#size > 0;
  }

  /** A tag of its own for what was typed, offered after what completes it. */
  get #fresh(): string | undefined {
    const path = tidied(this.of);
    const isKnown = this.found.some((one) => isNamed(one, path)) || this.tags.some((tag) => isNamed(tag, path));
    return this.known === "only" || path === "" || isKnown ? undefined : path;
  }

  get #size(): number {
    return this.found.length + (this.#fresh === undefined ? 0 : 1);
  }

  #ask(): void {
    this.#asked = this.#search(this.typed);
  }

  readonly #input = (): void => {
    this.typed = this.field.value;
    this.#ask();
  };

  #add(path: string): void {
    const tidy = tidied(path);
    this.typed = "";
    this.found = [];
    this.open = false;
    if (tidy === "") return;
    this.dispatchEvent(new CustomEvent<TagPath>("pf-add", { detail: tidy, bubbles: true, composed: true }));
    announce(text("shared_tag_added", tagWords(tidy)));
  }

  #remove(path: TagPath): void {
    this.dispatchEvent(new CustomEvent<TagPath>("pf-remove", { detail: path, bubbles: true, composed: true }));
    announce(text("shared_tag_removed", tagWords(path)));
    this.field.focus();
  }

  async #accept(): Promise<void> {
    const typed = this.typed;
    // Who types fast is ahead of the list, and must not get what completed fewer letters.
    if (this.of !== typed) await this.#asked;
    const chosen = this.open && this.of === typed ? (this.found[this.active]?.path ?? this.#fresh) : undefined;
    if (chosen !== undefined) this.#add(chosen);
    else if (typed.trim() !== "" && this.known === "any") this.#add(typed);
  }

  readonly #keydown = (event: KeyboardEvent): void => {
    if (event.isComposing || event.keyCode === 229) return;
    const size = this.#size;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!this.open) this.#ask();
      else this.active = (this.active + (event.key === "ArrowDown" ? 1 : -1) + size) % size;
    } else if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) {
      if (this.typed.trim() === "" && this.active < 0) return;
      event.preventDefault();
      void this.#accept();
    } else if (event.key === "," && this.typed.trim() !== "") {
      event.preventDefault();
      this.#add(this.typed);
    } else if (event.key === "Tab" && this.typed.trim() !== "" && this.open) {
      event.preventDefault();
      void this.#accept();
    } else if (event.key === "Escape" && (this.open || this.typed !== "")) {
      event.preventDefault();
      event.stopPropagation();
      if (!this.open) this.typed = "";
      this.open = false;
    } else if (event.key === "Backspace" && this.typed === "") {
      this.querySelectorAll<HTMLButtonElement>(".pf-chip-remove")[this.tags.length - 1]?.focus();
    }
  };

  readonly #chipKey = (event: KeyboardEvent, path: TagPath): void => {
    const all = [...this.querySelectorAll<HTMLButtonElement>(".pf-chip-remove")];
    const at = all.indexOf(event.currentTarget as HTMLButtonElement);
    if (event.key === "Backspace" || event.key === "Delete") this.#remove(path);
    else if (event.key === "ArrowLeft") all[at - 1]?.focus();
    else if (event.key === "ArrowRight") (all[at + 1] ?? this.field).focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  readonly #blur = (): void => {
    this.open = false;
  };

  /** Begins with a tag that is needed: it and what stands below it are offered. */
  #begin(path: TagPath): void {
    this.typed = path;
    this.field.focus();
    this.#ask();
  }

  #needed(): TemplateResult | typeof nothing {
    if (this.needed.length === 0) return nothing;
    return html`<p class="pf-hint pf-actions">
      ${icon("warning", 12)}<span>${text("shared_tags_needed")}</span>
      ${this.needed.map((tag) => html`<button type="button" class="pf-chip" data-colour=${tag.colour} dir="auto" @click=${() => this.#begin(tag.path)}>${tagWords(tag.path)}</button>`)}
    </p>`;
  }

  protected override render(): unknown {
    const list = `${this.#name}-list`;
    const fresh = this.#fresh;
    return html`<div class="pf-tag-input" @click=${(event: Event) => event.target === event.currentTarget && this.field.focus()}>
        ${this.tags.map(
          (tag) =>
            html`<span class="pf-chip" data-colour=${tag.colour}
              ><span dir="auto">${tagWords(tag.path)}</span
              ><button
                type="button"
                class="pf-chip-remove"
                tabindex="-1"
                aria-label=${text("shared_tag_remove", tagWords(tag.path))}
                @click=${() => this.#remove(tag.path)}
                @keydown=${(event: KeyboardEvent) => this.#chipKey(event, tag.path)}
              >
                ${icon("close", 12)}
              </button></span
            >`,
        )}
        <input
          role="combobox"
          aria-label=${this.label}
          aria-autocomplete="list"
          aria-expanded=${this.open}
          aria-controls=${list}
          aria-activedescendant=${this.open && this.active >= 0 ? `${list}-${this.active}` : nothing}
          autocomplete="off"
          autocapitalize="none"
          spellcheck="false"
          dir="auto"
          placeholder=${this.tags.length === 0 ? text("shared_tag_placeholder") : text("shared_tag_placeholder_more")}
          .value=${this.typed}
          @input=${this.#input}
          @focus=${() => this.#ask()}
          @blur=${this.#blur}
          @keydown=${this.#keydown}
        />
      </div>
      ${this.#needed()}
      <ul id=${list} class="pf-options" role="listbox" popover="manual" aria-label=${text("shared_tag_suggestions")}>
        ${this.found.map(
          (one, place) =>
            html`<li
              id="${list}-${place}"
              role="option"
              aria-selected=${place === this.active}
              @pointerdown=${(event: Event) => event.preventDefault()}
              @click=${() => this.#add(one.path)}
            >
              <span dir="auto">${tagWords(one.path)}</span>${one.synonym ? html`<span class="pf-hint">${one.synonym}</span>` : nothing}
            </li>`,
        )}
        ${fresh === undefined
          ? nothing
          : html`<li
              id="${list}-${this.found.length}"
              role="option"
              aria-selected=${this.found.length === this.active}
              @pointerdown=${(event: Event) => event.preventDefault()}
              @click=${() => this.#add(fresh)}
            >
              <span dir="auto">${text("shared_tag_new", tagWords(fresh))}</span>${icon("plus", 12)}
            </li>`}
      </ul>`;
  }
}

define("pf-tag-input", PfTagInput);

declare global {
  interface HTMLElementTagNameMap {
    "pf-tag-input": PfTagInput;
  }
}
