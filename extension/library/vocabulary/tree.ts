// The tags as a tree of rows, of which only those near the window are drawn. Keys move in it as in every tree; what is to be
// done with a tag it asks of the view around it.

import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";

import { icon } from "../../lib/elements/icon.js";
import type { MenuItem } from "../../lib/elements/menu.js";
import { number } from "../../lib/elements/words.js";
import { text } from "../../lib/i18n.js";
import { PfElement } from "../../lib/elements/element.js";
import { aboveOf, type Node } from "./nodes.js";

/** Height of a row, as the style has it. */
const ROW = 40;
/** Rows drawn above and below what is seen. */
const MARGIN = 12;

@customElement("pf-tag-tree")
export class PfTagTree extends PfElement {
  @property({ attribute: false }) nodes: readonly Node[] = [];
  @property({ attribute: false }) opened: ReadonlySet<string> = new Set();
  @property({ attribute: false }) chosen: ReadonlySet<string> = new Set();
  @property({ attribute: false }) menu: (node: Node) => MenuItem[] = () => [];
  @property({ attribute: false }) link: (node: Node) => string = () => "";
  @property({ attribute: false }) act: (what: "turn" | "choose" | "open" | "rename" | "merge" | "delete", node: Node) => void = () => undefined;

  @state() private from = 0;
  @state() private to = 40;
  @state() private active = 0;
  /** The row under the pointer: it and the active one alone have a menu, so that Tab does not stop at each. */
  @state() private pointed = -1;
  #scroller: Element | null = null;
  #following = false;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#scroller = this.closest("[data-scroller]");
    this.#scroller?.addEventListener("scroll", this.#look, { passive: true });
    addEventListener("resize", this.#look);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#scroller?.removeEventListener("scroll", this.#look);
    removeEventListener("resize", this.#look);
  }

  readonly #look = (): void => {
    const top = -this.getBoundingClientRect().top + (this.#scroller?.getBoundingClientRect().top ?? 0);
    const height = this.#scroller?.clientHeight ?? innerHeight;
    this.from = Math.max(0, Math.floor(top / ROW) - MARGIN);
    this.to = Math.ceil((top + height) / ROW) + MARGIN;
  };

  /** Moves to a row and shows it. */
  async #go(to: number): Promise<void> {
    this.active = Math.max(0, Math.min(to, this.nodes.length - 1));
    const scroller = this.#scroller;
    if (scroller !== null) {
      const seen = scroller.getBoundingClientRect();
      const top = this.getBoundingClientRect().top + this.active * ROW;
      // What sticks at the top must not hide the row.
      const least = seen.top + 120;
      if (top < least) scroller.scrollTop += top - least;
      else if (top + ROW > seen.bottom) scroller.scrollTop += top + ROW - seen.bottom;
    }
    this.#look();
    this.#following = true;
    await this.updateComplete;
  }

  protected override willUpdate(): void {
    this.active = Math.max(0, Math.min(this.active, this.nodes.length - 1));
  }

  protected override firstUpdated(): void {
    this.#look();
  }

  protected override updated(): void {
    if (!this.#following) return;
    this.#following = false;
    this.querySelector<HTMLElement>(`[data-place="${this.active}"]`)?.focus({ preventScroll: true });
  }

  readonly #keydown = (event: KeyboardEvent): void => {
    const node = this.nodes[this.active];
    if (node === undefined || !(event.target as Element).matches("[role=treeitem]")) return;
    const page = Math.max(1, Math.floor((this.#scroller?.clientHeight ?? ROW) / ROW) - 4);
    const moves: Record<string, () => void> = {
      ArrowDown: () => void this.#go(this.active + 1),
      ArrowUp: () => void this.#go(this.active - 1),
      PageDown: () => void this.#go(this.active + page),
      PageUp: () => void this.#go(this.active - page),
      Home: () => void this.#go(0),
      End: () => void this.#go(this.nodes.length - 1),
      ArrowRight: () => (node.hasBelow && !this.opened.has(node.key) ? this.act("turn", node) : void this.#go(this.active + (node.hasBelow ? 1 : 0))),
      ArrowLeft: () => (node.hasBelow && this.opened.has(node.key) ? this.act("turn", node) : void this.#go(this.#above(node))),
      " ": () => this.act("choose", node),
      x: () => this.act("choose", node),
      Enter: () => this.act("open", node),
      F2: () => this.act("rename", node),
      m: () => this.act("merge", node),
      Delete: () => this.act("delete", node),
      Backspace: () => this.act("delete", node),
    };
    const move = event.ctrlKey || event.metaKey || event.altKey ? undefined : moves[event.key];
    if (move === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    move();
  };

  #above(node: Node): number {
    const above = this.nodes.findIndex((one) => one.key === aboveOf(node.key));
    return above >= 0 ? above : this.active;
  }

  protected override render(): unknown {
    const shown = this.nodes.slice(this.from, this.to);
    return html`<div class="tag-tree" role="tree" aria-multiselectable="true" aria-label=${text("vocabulary_title")} @keydown=${this.#keydown}>
      <div class="tag-tree-all"><div class="tag-tree-shown">${shown.map((node, at) => this.#row(node, this.from + at))}</div></div>
    </div>`;
  }

  protected override update(changed: Map<PropertyKey, unknown>): void {
    super.update(changed);
    // A policy allows no styles in attributes, and only script knows how many there are.
    this.querySelector<HTMLElement>(".tag-tree-all")?.style.setProperty("height", `${this.nodes.length * ROW}px`);
    this.querySelector<HTMLElement>(".tag-tree-shown")?.style.setProperty("top", `${Math.min(this.from, this.nodes.length) * ROW}px`);
  }

  #row(node: Node, place: number): TemplateResult {
    const { use, deep, name } = node;
    const { tag } = use;
    const words = [(tag.synonyms ?? []).join(", "), tag.description].filter(Boolean).join(" · ");
    const needed = (tag.needed?.kinds?.length ?? 0) + (tag.needed?.boards?.length ?? 0) > 0;
    const open = this.opened.has(node.key);
    const count = use.within === use.own ? number(use.own) : `${number(use.own)} / ${number(use.within)}`;
    return html`<div
      class="tag-row"
      role="treeitem"
      tabindex=${place === this.active ? 0 : -1}
      aria-level=${deep + 1}
      aria-posinset=${node.place}
      aria-setsize=${node.beside}
      aria-selected=${this.chosen.has(node.key)}
      aria-expanded=${node.hasBelow ? open : nothing}
      data-place=${place}
      data-deep=${deep}
      @focus=${() => (this.active = place)}
      @pointerenter=${() => (this.pointed = place)}
      @dblclick=${() => this.act("open", node)}
    >
      <input type="checkbox" tabindex="-1" aria-hidden="true" .checked=${this.chosen.has(node.key)} @click=${() => this.act("choose", node)} />
      <span class="tag-deep"></span>
      ${node.hasBelow
        ? html`<button type="button" class="rail-twist" tabindex="-1" aria-hidden="true" @click=${() => this.act("turn", node)}>${icon(open ? "chevron-down" : "chevron-right", 12)}</button>`
        : html`<span class="tag-gap"></span>`}
      <span class="rail-dot" data-colour=${tag.colour ?? "neutral"}></span>
      <a class="tag-name" tabindex="-1" href=${this.link(node)} dir="auto" title=${tag.path}>${name}</a>
      <span class="tag-words pf-hint" dir="auto" title=${words}>${words}</span>
      ${needed ? html`<span class="pf-chip" data-colour="accent">${text("vocabulary_needed")}</span>` : nothing}
      <span class="tag-count pf-hint" title=${text("vocabulary_counts", number(use.own), number(use.within))}>${count}</span>
      ${place === this.active || place === this.pointed ? html`<pf-menu .label=${text("vocabulary_menu", name)} .items=${this.menu(node)}></pf-menu>` : html`<span class="tag-gap"></span>`}
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "pf-tag-tree": PfTagTree;
  }
}
