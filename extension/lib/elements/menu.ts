// A button that opens a short list of things to do. The list stands in the top layer and closes on Escape, on a choice,
// and on a press elsewhere; the focus goes back to the button.

import { html, nothing, type TemplateResult } from "lit";
import { property, query, state } from "lit/decorators.js";

import { define, PfElement } from "./element.js";
import { icon } from "./icon.js";
import type { IconName } from "./icons.js";
import { keys } from "./value.js";

/** One thing to do, or a line between them. */
export type MenuItem =
  | {
      readonly label: string;
      readonly run: () => void;
      readonly icon?: IconName;
      readonly keys?: string;
      readonly tone?: "plain" | "danger";
      readonly off?: boolean;
      readonly chosen?: boolean;
    }
  | "line";

/** `<pf-menu .label .items .face>`: `face` is what the button shows; without one, three dots. */
export class PfMenu extends PfElement {
  @property({ attribute: false }) label = "";
  @property({ attribute: false }) items: readonly MenuItem[] = [];
  @property({ attribute: false }) face: TemplateResult | undefined;
  @property({ attribute: false }) look = "pf-quiet";

  @state() private open = false;
  @query("[popover]") private list!: HTMLElement;
  @query("button") private button!: HTMLButtonElement;

  readonly #toggled = (event: ToggleEvent): void => {
    this.open = event.newState === "open";
  };

  async #show(last = false): Promise<void> {
    this.open = true;
    await this.updateComplete;
    this.list.showPopover();
    this.#place();
    const all = this.#choices();
    (last ? all.at(-1) : all[0])?.focus();
  }

  #place(): void {
    const around = this.button.getBoundingClientRect();
    const own = this.list.getBoundingClientRect();
    const rtl = getComputedStyle(this).direction === "rtl";
    const wish = rtl ? around.right - own.width : around.left;
    const left = Math.max(8, Math.min(wish, innerWidth - own.width - 8));
    const below = around.bottom + 4;
    const top = below + own.height > innerHeight - 8 ? Math.max(8, around.top - own.height - 4) : below;
    this.list.style.setProperty("left", `${left}px`);
    this.list.style.setProperty("top", `${top}px`);
  }

  #choices(): HTMLButtonElement[] {
    return [...this.list.querySelectorAll<HTMLButtonElement>("[role^=menuitem]:not([aria-disabled=true])")];
  }

  readonly #keydown = (event: KeyboardEvent): void => {
    const all = this.#choices();
    const at = all.indexOf(document.activeElement as HTMLButtonElement);
    const goals: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 };
    let goal = goals[event.key];
    if (goal === undefined && event.key.length === 1 && !event.ctrlKey && !event.metaKey) {
      const typed = event.key.toLowerCase();
      const from = [...all.slice(at + 1), ...all.slice(0, at + 1)];
      const found = from.find((item) => item.textContent?.trim().toLowerCase().startsWith(typed));
      goal = found === undefined ? undefined : all.indexOf(found);
    }
    if (event.key === "Tab") this.list.hidePopover();
    if (goal === undefined || all.length === 0) return;
    event.preventDefault();
    event.stopPropagation();
    all.at(goal % all.length)?.focus();
  };

  readonly #press = (event: KeyboardEvent): void => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    event.stopPropagation();
    void this.#show(event.key === "ArrowUp");
  };

  #choose(item: Exclude<MenuItem, "line">): void {
    if (item.off) return;
    this.list.hidePopover();
    this.button.focus();
    item.run();
  }

  protected override render(): unknown {
    return html`<button
        type="button"
        class="pf-button ${this.look} ${this.face === undefined ? "pf-square" : ""}"
        aria-haspopup="menu"
        aria-expanded=${this.open}
        aria-label=${this.face === undefined ? this.label : nothing}
        title=${this.label}
        @click=${() => (this.open ? this.list.hidePopover() : void this.#show())}
        @keydown=${this.#press}
      >
        ${this.face ?? icon("more")}
      </button>
      <div class="pf-menu" popover role="menu" aria-label=${this.label} @toggle=${this.#toggled} @keydown=${this.#keydown}>
        ${this.open ? this.items.map((item) => this.#item(item)) : nothing}
      </div>`;
  }

  #item(item: MenuItem): TemplateResult {
    if (item === "line") return html`<div class="pf-menu-line" role="separator"></div>`;
    return html`<button
      type="button"
      tabindex="-1"
      role=${item.chosen === undefined ? "menuitem" : "menuitemradio"}
      aria-checked=${item.chosen ?? nothing}
      aria-disabled=${item.off ? "true" : nothing}
      data-tone=${item.tone ?? "plain"}
      @click=${() => this.#choose(item)}
    >
      ${item.chosen === undefined ? (item.icon ? icon(item.icon) : nothing) : item.chosen ? icon("check") : html`<span class="pf-menu-gap"></span>`}
      <span class="pf-menu-words">${item.label}</span>${keys(item.keys)}
    </button>`;
  }
}

define("pf-menu", PfMenu);

declare global {
  interface HTMLElementTagNameMap {
    "pf-menu": PfMenu;
  }
}
