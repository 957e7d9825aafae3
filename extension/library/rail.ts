// The left pane: where one can go. Boards with their sections, tags as a tree, sites; each with how many pins, and each
// board and tag a place to drop pins on. It shows what `RailView` holds and nothing else.

import { html, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";

import type { RailBoard, RailTag } from "../../pkg/pinfold.js";
import { brand } from "../lib/elements/brand.js";
import { icon } from "../lib/elements/icon.js";
import type { IconName } from "../lib/elements/icons.js";
import { keys } from "../lib/elements/value.js";
import { number } from "../lib/elements/words.js";
import { text } from "../lib/i18n.js";
import { createBoard } from "./boards.js";
import { Part } from "./part.js";
import { hrefOf, type Place, START } from "./place.js";

/** Sites shown before "more". */
const SITES = 8;

@customElement("pf-rail")
export class PfRail extends Part {
  @state() private opened = new Set<string>();
  @state() private allSites = false;

  protected override render(): unknown {
    const rail = this.library.rail;
    return html`<nav aria-label=${text("library_rail")} @click=${this.#gone}><div class="rail-top">
        ${brand(text("library_title"))}
        <button type="button" class="pf-button pf-quiet pf-square rail-close" aria-label=${text("library_rail_close")} @click=${() => document.body.classList.remove("rail-open")}>
          ${icon("close")}
        </button>
      </div>
      <div class="rail-in">
        <ul>
          ${this.#link({ ...START, view: "inbox" }, "inbox", text("library_inbox"), rail?.inbox)}
          ${this.#link(START, "all", text("library_all"), rail?.pins)}
          ${this.#link({ ...START, view: "customers" }, "person", text("library_customers"), rail?.customers)}
          ${this.#link({ ...START, view: "outbox" }, "send", text("library_outbox"), undefined)}
          ${this.#link({ ...START, view: "rules" }, "rules", text("rules_title"), undefined)}
          ${this.#link({ ...START, view: "history" }, "history", text("library_history"), undefined)}
        </ul>
        <div class="rail-head">
          <h2 id="rail-boards"><a href=${hrefOf({ ...START, view: "boards" })} title="${text("library_boards")} (6)" aria-current=${this.library.place.view === "boards" ? "page" : nothing}>${text("library_boards")}</a></h2>
          <button type="button" class="pf-button pf-quiet pf-square pf-small" aria-label=${text("library_board_new")} title=${text("library_board_new")} @click=${() => void createBoard(this.library)}>
            ${icon("plus")}
          </button>
        </div>
        <ul aria-labelledby="rail-boards">
          ${rail?.boards.filter((board) => !board.archived || board.id === this.library.place.board).map((board) => this.#board(board))}
          ${this.#archived(rail?.boards.filter((board) => board.archived) ?? [])}
          ${rail !== undefined && rail.boards.length === 0 ? html`<li class="rail-hint">${text("library_boards_none")}</li>` : nothing}
        </ul>
        <div class="rail-head">
          <h2 id="rail-tags"><a href=${hrefOf({ ...START, view: "tags" })} title="${text("vocabulary_title")} (5)" aria-current=${this.library.place.view === "tags" ? "page" : nothing}>${text("library_tags")}</a></h2>
        </div>
        <ul aria-labelledby="rail-tags">
          ${this.#tags(rail?.tags ?? [])}
          ${rail !== undefined && rail.tags.length === 0 ? html`<li class="rail-hint">${text("library_tags_none")}</li>` : nothing}
        </ul>
        ${(rail?.sites.length ?? 0) > 0 ? this.#sites() : nothing}
      </div>
      <div class="rail-foot">
        <a class="pf-button pf-quiet" href="../options/index.html">${icon("settings")}${text("library_options")}</a>
        <button type="button" class="pf-button pf-quiet" @click=${() => this.dispatchEvent(new CustomEvent("pf-help", { bubbles: true }))}>
          ${icon("keyboard")}${text("library_keys")} ${keys("?")}
        </button>
      </div></nav>`;
  }

  readonly #gone = (event: Event): void => {
    if ((event.target as Element).closest("a") !== null) document.body.classList.remove("rail-open");
  };

  #here(place: Place): boolean {
    const now = this.library.place;
    return (
      now.view === place.view &&
      now.board === place.board &&
      now.section === place.section &&
      now.tags.join() === place.tags.join() &&
      now.sites.join() === place.sites.join()
    );
  }

  #row(place: Place, face: unknown, count: number | undefined, more: { drop?: "board" | "tag"; id?: string; name: string; icon?: IconName }): TemplateResult {
    return html`<a
      href=${hrefOf(place)}
      aria-current=${this.#here(place) ? "page" : nothing}
      title=${more.name}
      data-drop=${more.drop ?? nothing}
      data-id=${more.id ?? nothing}
      data-name=${more.name}
    >
      ${more.icon === undefined ? nothing : icon(more.icon)}<span class="rail-name" dir="auto">${face}</span>
      ${count === undefined ? nothing : html`<span class="rail-count">${number(count)}</span>`}
    </a>`;
  }

  #link(place: Place, sign: IconName, name: string, count: number | undefined): TemplateResult {
    return html`<li>${this.#row(place, name, count, { name, icon: sign })}</li>`;
  }

  #twist(key: string, name: string): TemplateResult {
    const open = this.opened.has(key);
    const turn = (): void => {
      const next = new Set(this.opened);
      if (!next.delete(key)) next.add(key);
      this.opened = next;
    };
    return html`<button type="button" class="rail-twist" aria-expanded=${open} aria-label=${text("library_expand", name)} @click=${turn}>
      ${icon(open ? "chevron-down" : "chevron-right", 12)}
    </button>`;
  }

  #board(board: RailBoard): TemplateResult {
    const place: Place = { ...START, view: "board", board: board.id };
    const smart = board.query !== undefined;
    const key = `board:${board.id}`;
    const within = this.library.place.board === board.id;
    const open = this.opened.has(key) || within;
    return html`<li>
      <div class="rail-row">
        ${this.#row(place, board.name, board.count, {
          name: board.name,
          icon: smart ? "smart" : "board",
          ...(smart ? {} : { drop: "board" as const, id: board.id }),
        })}
      </div>
      ${open && board.sections.length > 0
        ? html`<ul class="rail-below">
            ${board.sections.map((section) => html`<li>${this.#row({ ...place, section: section.id }, section.name, section.count, { name: section.name })}</li>`)}
          </ul>`
        : nothing}
    </li>`;
  }

  /** Boards that were put away, folded. */
  #archived(boards: readonly RailBoard[]): TemplateResult | typeof nothing {
    if (boards.length === 0) return nothing;
    const open = this.opened.has("archived");
    return html`<li>
      <div class="rail-row rail-archived">${this.#twist("archived", text("library_boards_archived", number(boards.length)))}<span class="rail-hint">${text("library_boards_archived", number(boards.length))}</span></div>
      ${open ? html`<ul class="rail-below">${boards.map((board) => this.#board(board))}</ul>` : nothing}
    </li>`;
  }

  #tags(all: readonly RailTag[]): TemplateResult[] {
    const parents = new Set(all.map((tag) => above(tag.chip.path)));
    const known = new Set(all.map((tag) => tag.chip.path.toLowerCase()));
    const shown = all.filter((tag) => {
      for (let path = above(tag.chip.path); path !== ""; path = above(path)) {
        if (known.has(path.toLowerCase()) && !this.opened.has(`tag:${path.toLowerCase()}`)) return false;
      }
      return true;
    });
    return shown.map(({ chip, count }) => {
      const deep = known.has(above(chip.path).toLowerCase()) ? chip.path.split("/").length - 1 : 0;
      const name = deep > 0 ? (chip.path.split("/").at(-1) ?? chip.path) : chip.path.split("/").join(" / ");
      const face = html`<span class="rail-dot" data-colour=${chip.colour}></span>${name}`;
      const place: Place = { ...START, tags: [chip.path] };
      return html`<li class="rail-tag" data-deep=${Math.min(deep, 5)}>
        <div class="rail-row">
          ${this.#row(place, face, count, { name: chip.path, drop: "tag", id: chip.path })}
          ${parents.has(chip.path) ? this.#twist(`tag:${chip.path.toLowerCase()}`, chip.path) : nothing}
        </div>
      </li>`;
    });
  }

  #sites(): TemplateResult {
    const all = this.library.rail?.sites ?? [];
    const shown = this.allSites ? all : all.slice(0, SITES);
    return html`<h2 id="rail-sites" class="rail-head">${text("library_sites")}</h2>
      <ul aria-labelledby="rail-sites">
        ${shown.map(({ site, count }) => this.#link({ ...START, sites: [site] }, "site", site, count))}
        ${all.length > shown.length
          ? html`<li>
              <button type="button" class="pf-button pf-quiet pf-small" @click=${() => (this.allSites = true)}>
                ${text("library_sites_more", all.length - shown.length)}
              </button>
            </li>`
          : nothing}
      </ul>`;
  }
}

function above(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}

declare global {
  interface HTMLElementTagNameMap {
    "pf-rail": PfRail;
  }
}
