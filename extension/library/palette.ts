// A field over a list: type, choose, done. The command bar and every "which board?" are one. It knows no command itself.

import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";

import { announce } from "../lib/elements/announcer.js";
import { PfElement } from "../lib/elements/element.js";
import { icon } from "../lib/elements/icon.js";
import type { IconName } from "../lib/elements/icons.js";
import { keys } from "../lib/elements/value.js";
import { text } from "../lib/i18n.js";

/** Something to choose. */
export interface Choice {
  readonly label: string;
  readonly run: () => void;
  readonly icon?: IconName;
  readonly hint?: string;
  readonly keys?: string;
}

/** More are not read; typing finds the rest. */
const MAX_SHOWN = 60;

/** Whether the words typed stand in a text, in any order. */
export function fits(words: string, typed: string): boolean {
  const low = words.toLowerCase();
  return typed.toLowerCase().split(/\s+/u).every((word) => low.includes(word));
}

@customElement("pf-palette")
export class PfPalette extends PfElement {
  @property({ attribute: false }) label = "";
  /** What there is to choose for what was typed. */
  @property({ attribute: false }) choices: (typed: string) => readonly Choice[] = () => [];

  @state() private typed = "";
  @state() private active = 0;
  @query("dialog") private dialog!: HTMLDialogElement;

  #shown: readonly Choice[] = [];

  /** Opens it over the page. */
  show(): void {
    document.body.append(this);
    void this.updateComplete.then(() => this.dialog.showModal());
  }

  #choose(choice: Choice | undefined): void {
    if (choice === undefined) return;
    this.dialog.close();
    choice.run();
  }

  readonly #keydown = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    const size = this.#shown.length;
    if (event.key === "Enter") this.#choose(this.#shown[this.active]);
    else if (event.key === "ArrowDown" && size > 0) this.active = (this.active + 1) % size;
    else if (event.key === "ArrowUp" && size > 0) this.active = (this.active - 1 + size) % size;
    else return;
    event.preventDefault();
  };

  protected override updated(): void {
    this.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }

  protected override render(): TemplateResult {
    this.#shown = this.choices(this.typed).slice(0, MAX_SHOWN);
    const active = Math.min(this.active, this.#shown.length - 1);
    return html`<dialog class="pf-dialog palette" aria-label=${this.label} @close=${() => this.remove()} @pointerdown=${(event: Event) => event.target === this.dialog && this.dialog.close()}>
      <div class="palette-box">
        <input
          class="palette-field"
          role="combobox"
          aria-label=${this.label}
          placeholder=${this.label}
          aria-expanded="true"
          aria-controls="palette-list"
          aria-autocomplete="list"
          aria-activedescendant=${active >= 0 ? `palette-${active}` : nothing}
          autocomplete="off"
          spellcheck="false"
          dir="auto"
          autofocus
          @input=${(event: Event) => {
            this.typed = (event.target as HTMLInputElement).value;
            this.active = 0;
            void this.updateComplete.then(() => announce(text("library_choices", this.#shown.length)));
          }}
          @keydown=${this.#keydown}
        />
        <ul id="palette-list" role="listbox" aria-label=${this.label}>
          ${this.#shown.map(
            (choice, place) =>
              html`<li id="palette-${place}" role="option" aria-selected=${place === active} @click=${() => this.#choose(choice)} @pointermove=${() => (this.active = place)}>
                ${choice.icon === undefined ? nothing : icon(choice.icon)}<span class="rail-name" dir="auto">${choice.label}</span>
                ${choice.hint === undefined ? nothing : html`<span class="pf-hint">${choice.hint}</span>`} ${keys(choice.keys)}
              </li>`,
          )}
        </ul>
        ${this.#shown.length === 0 ? html`<p class="palette-none pf-hint">${text("library_choices_none")}</p>` : nothing}
      </div>
    </dialog>`;
  }
}

/** Opens a palette. */
export function palette(label: string, choices: (typed: string) => readonly Choice[]): void {
  const element = document.createElement("pf-palette");
  element.label = label;
  element.choices = choices;
  element.show();
}

declare global {
  interface HTMLElementTagNameMap {
    "pf-palette": PfPalette;
  }
}
