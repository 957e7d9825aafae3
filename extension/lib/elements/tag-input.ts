// Tags as chips with a field that completes what is typed: a combobox after the ARIA pattern. It stores nothing; it says
// what was added (`pf-add`) and removed (`pf-remove`), each with the tag's path as detail. Never acts while an input
// method composes.

import { html, nothing } from "lit";
import { property, query, state } from "lit/decorators.js";

import type { TagChip, TagPath, TagSuggestion } from "../../../pkg/pinfold.js";
import { text } from "../i18n.js";
import { announce } from "./announcer.js";
import { define, PfElement } from "./element.js";
import { icon } from "./icon.js";
import { tagWords } from "./value.js";

/** More suggestions than this are not read. */
const MAX_SHOWN = 8;
let count = 0;

/** `<pf-tag-input .tags .suggest .label @pf-add @pf-remove>`. */
export class PfTagInput extends PfElement {
  @property({ attribute: false }) tags: readonly TagChip[] = [];
  @property({ attribute: false }) label = "";
  /** Tags that complete what was typed. */
  @property({ attribute: false }) suggest: (typed: string) => Promise<readonly TagSuggestion[]> = () => Promise.resolve([]);
  /** Whether a tag may be added that is in no suggestion. */
  @property({ attribute: false }) known: "any" | "only" = "any";

  @state() private typed = "";
  @state() private found: readonly TagSuggestion[] = [];
  @state() private active = -1;
  @state() private open = false;
  @query("input") private field!: HTMLInputElement;
  @query("[popover]") private list!: HTMLElement;

  readonly #name = `pf-tags-${count++}`;
  /** What the suggestions shown complete. */
  #completed = "";

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
    this.#completed = typed;
    const have = new Set(this.tags.map((tag) => tag.path.toLowerCase()));
    this.found = found.filter((one) => !have.has(one.path.toLowerCase())).slice(0, MAX_SHOWN);
    this.active = typed.trim() === "" || this.found.length === 0 ? -1 : 0;
    this.open = this.found.length > 0;
  }

  readonly #input = (): void => {
    this.typed = this.field.value;
    void this.#search(this.typed);
  };

  #add(path: string): void {
    const tidy = path.split("/").map((step) => step.trim()).filter(Boolean).join("/");
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

  #accept(): boolean {
    const chosen = this.found[this.active];
    // Who types fast is ahead of the suggestions: one for fewer letters counts only where it still fits.
    const fits = this.#completed === this.typed || chosen?.path.toLowerCase().includes(this.typed.trim().toLowerCase());
    if (this.open && chosen !== undefined && fits) this.#add(chosen.path);
    else if (this.typed.trim() !== "" && this.known === "any") this.#add(this.typed);
    else return false;
    return true;
  }

  readonly #keydown = (event: KeyboardEvent): void => {
    if (event.isComposing || event.keyCode === 229) return;
    const size = this.found.length;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!this.open) void this.#search(this.typed);
      else this.active = (this.active + (event.key === "ArrowDown" ? 1 : -1) + size) % size;
    } else if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) {
      if (this.typed.trim() === "" && this.active < 0) return;
      event.preventDefault();
      this.#accept();
    } else if (event.key === "," && this.typed.trim() !== "") {
      event.preventDefault();
      this.#add(this.typed);
    } else if (event.key === "Tab" && this.typed.trim() !== "" && this.open) {
      if (this.#accept()) event.preventDefault();
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

  protected override render(): unknown {
    const list = `${this.#name}-list`;
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
          @focus=${() => void this.#search(this.typed)}
          @blur=${this.#blur}
          @keydown=${this.#keydown}
        />
      </div>
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
      </ul>`;
  }
}

define("pf-tag-input", PfTagInput);

declare global {
  interface HTMLElementTagNameMap {
    "pf-tag-input": PfTagInput;
  }
}
