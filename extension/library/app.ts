// The library page: three panes, the keys, and which pane shows what on a small screen. It is the only part that knows
// all the others.

import { html, nothing, type TemplateResult } from "lit";
import { customElement, query } from "lit/decorators.js";

import { failureOf } from "../lib/core.js";
import { empty } from "../lib/elements/empty.js";
import { icon } from "../lib/elements/icon.js";
import { keyWords } from "../lib/elements/value.js";
import { showShortcuts } from "../lib/elements/shortcut-help.js";
import { counted } from "../lib/elements/words.js";
import { failureText, text } from "../lib/i18n.js";
import "./board-head.js";
import "./board-tiles.js";
import "./bulk.js";
import "./compare/view.js";
import "./customers.js";
import "./detail.js";
import type { PfDetail } from "./detail.js";
import { exportDialog } from "./export-dialog.js";
import { importDialog } from "./import-dialog.js";
import "./filters.js";
import { waiting } from "./head.js";
import "./history.js";
import "./outbox.js";
import { commandBar, keep } from "./keys.js";
import { Library } from "./library.js";
import { Part } from "./part.js";
import "./pins.js";
import type { PfPins } from "./pins.js";
import { isFiltered, START, type View } from "./place.js";
import { present } from "./present/view.js";
import "./rail.js";
import "./rules/view.js";
import "./search.js";
import type { PfSearch } from "./search.js";
import "./vocabulary/view.js";

/** Views that say themselves what they are. */
const OWN_HEADS: ReadonlySet<View> = new Set<View>(["customers", "outbox", "tags", "boards", "rules", "compare"]);

@customElement("pf-library")
export class PfLibrary extends Part {
  override library = new Library();

  @query("pf-pins") pins!: PfPins | null;
  @query("pf-search") search!: PfSearch;
  @query("pf-detail") detail!: PfDetail;

  #forget: (() => void) | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#forget = keep(this);
    void this.library.open();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#forget?.();
  }

  protected override updated(): void {
    document.body.classList.toggle("has-detail", this.library.place.pin !== undefined);
    const name = this.library.board?.name;
    document.title = name === undefined ? text("library_title") : `${name} · ${text("library_title")}`;
  }

  /** Closes the right pane and gives the focus back to the pin it came from. */
  closeDetail(): void {
    this.library.show(undefined);
    this.pins?.activate(this.library.active);
  }

  protected override render(): unknown {
    const { library } = this;
    return html`<pf-rail class="rail" .library=${library} @pf-help=${showShortcuts}></pf-rail>
      <div class="rail-veil" @click=${() => document.body.classList.remove("rail-open")}></div>
      <main class="main" data-scroller>
        <div class="bar">
          <button type="button" class="pf-button pf-quiet pf-square rail-open-button" aria-label=${text("library_rail")} @click=${this.#openRail}>${icon("menu")}</button>
          <pf-search .library=${library} @pf-results=${() => this.pins?.activate(0)}></pf-search>
          <button type="button" class="pf-button pf-square" aria-label=${text("library_commands")} title="${text("library_commands")} (${keyWords("mod+k")})" @click=${() => commandBar(this)}>${icon("command")}</button>
          <button type="button" class="pf-button pf-primary" aria-label=${text("library_export")} title="${text("library_export")} (E)" @click=${() => exportDialog(library)}>${icon("export")}<span class="wide">${text("library_export")}</span></button>
        </div>
        ${library.setAside > 0 ? html`<p class="warning" role="alert">${icon("warning")}<span>${counted("library_set_aside", library.setAside)}</span></p>` : nothing}
        ${OWN_HEADS.has(library.place.view) ? nothing : html`<pf-board-head .library=${library} @pf-present=${() => present(this)}></pf-board-head>`}
        ${this.#middle()}
      </main>
      <aside class="detail" aria-label=${text("library_detail")} @pf-detail-close=${() => this.closeDetail()}>
        <pf-detail .library=${library}></pf-detail>
      </aside>`;
  }

  readonly #openRail = async (): Promise<void> => {
    document.body.classList.add("rail-open");
    await this.updateComplete;
    this.querySelector<HTMLElement>(".rail-close")?.focus();
  };

  #middle(): TemplateResult {
    const { library } = this;
    if (library.place.view === "history") return html`<pf-history .library=${library}></pf-history>`;
    if (library.place.view === "customers" && library.opened === "ready") return html`<pf-customers .library=${library}></pf-customers>`;
    if (library.place.view === "tags" && library.opened === "ready") return html`<pf-vocabulary .library=${library}></pf-vocabulary>`;
    if (library.place.view === "boards" && library.opened === "ready") return html`<pf-board-tiles .library=${library}></pf-board-tiles>`;
    if (library.place.view === "rules" && library.opened === "ready") return html`<pf-rules .library=${library}></pf-rules>`;
    if (library.place.view === "compare" && library.opened === "ready") return html`<pf-compare .library=${library}></pf-compare>`;
    if (library.place.view === "outbox") return html`<pf-outbox .library=${library}></pf-outbox>`;
    return this.#list();
  }

  #list(): TemplateResult {
    const { library } = this;
    const { pins, opened, place } = library;
    if (opened === "failed" || pins.state === "failed") {
      const words = failureText(failureOf(opened === "failed" ? library.problem : pins.problem));
      const again = html`<button type="button" class="pf-button" @click=${() => void (opened === "failed" ? library.open() : pins.refresh())}>${icon("refresh")}${text("shared_retry")}</button>`;
      return html`<div role="alert">${empty("warning", text("library_failed"), words, again)}</div>`;
    }
    const expected = opened === "waiting" || pins.state === "waiting";
    return html`<div class="sticky"><pf-filters .library=${library}></pf-filters><pf-bulk .library=${library}></pf-bulk></div>
      ${expected ? waiting() : pins.total === 0 && (library.board?.sections.length ?? 0) === 0 ? this.#empty(isFiltered(place)) : html`<pf-pins .library=${library}></pf-pins>`}`;
  }

  #empty(filtered: boolean): TemplateResult {
    const { library } = this;
    const { place, board, rail } = library;
    if (filtered) {
      const back = html`<button type="button" class="pf-button" @click=${() => library.go({ ...place, q: "", tags: [], sites: [], kinds: [], authors: [] })}>${icon("close")}${text("library_filters_clear")}</button>`;
      return empty("search", text("library_none_found"), text("library_none_found_text"), back);
    }
    if (place.view === "inbox" && (rail?.pins ?? 0) > 0) return empty("inbox", text("library_inbox_empty"), text("library_inbox_empty_text"));
    if (board !== undefined) {
      if (board.query !== undefined) return empty("smart", text("library_smart_empty"), text("library_smart_empty_text", board.query));
      return empty("board", text("library_board_empty"), text("library_board_empty_text"), html`<a class="pf-button" href="#">${icon("all")}${text("library_all_show")}</a>`);
    }
    const start = html`<a class="pf-button pf-primary" href="../welcome/index.html">${icon("pin")}${text("library_start")}</a>
      <button type="button" class="pf-button" @click=${() => importDialog()}>${icon("upload")}${text("library_import")}</button>`;
    return empty("pin", text("library_empty"), text("library_empty_text"), start);
  }

  /** Back to everything. */
  home(): void {
    this.library.go({ ...START, pin: this.library.place.pin });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "pf-library": PfLibrary;
  }
}
