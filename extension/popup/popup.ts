// The popup as a whole: it looks at the page once it is open, says what it found, and pins it on a click.
import { html, nothing, type TemplateResult } from "lit";
import { state } from "lit/decorators.js";
import type { BoardChoice, Failure, PinId, SiteState } from "../../pkg/pinfold.js";
import { ask, failureOf, tell } from "../lib/core.js";
import { announce } from "../lib/elements/announcer.js";
import { brand } from "../lib/elements/brand.js";
import { define, PfElement } from "../lib/elements/element.js";
import { icon } from "../lib/elements/icon.js";
import { counted } from "../lib/elements/words.js";
import { failureText, text } from "../lib/i18n.js";
import type { Wish } from "../lib/messages.js";
import { recent } from "../lib/recent.js";
import { teach } from "../lib/teach.js";
import "./found.js";
import "./picker.js";
import "./site.js";
import { pinTogether, type Said } from "./many.js";
import type { Work } from "./progress.js";
import { type Found, type FoundPage, type FoundThread, look, pin, pinPage, type ReadableTab, readableTab, show, threads, wishesFor, wishesForThread } from "./tab.js";

/** Cards read and shown at once; the others wait behind "Choose". */
const SHOWN = 2;
/** Cards read for "Choose": as many as a large screen shows. */
const CHOICE = 40;
/** Boards shown. */
const BOARDS = 4;

/** `<pf-popup>`: the whole page. */
export class PfPopup extends PfElement {
  @state() private tab: ReadableTab | undefined | "asking" = "asking";
  @state() private found: FoundPage | undefined;
  /** The pin that the page as a whole has become here. */
  @state() private whole: PinId | undefined;
  @state() private choice: FoundPage | undefined;
  @state() private threads: readonly FoundThread[] = [];
  /** Several things on their way, or just pinned. */
  @state() private work: Work | undefined;
  /** The thread that is on its way. */
  @state() private threading: FoundThread | undefined;
  @state() private boards: readonly BoardChoice[] = [];
  @state() private site: SiteState | undefined;
  /** The sites whose frames stand on the page, and how they stand. */
  @state() private frames: ReadonlyMap<string, SiteState | undefined> = new Map();
  @state() private failed: Failure | undefined;
  @state() private busy = false;

  override connectedCallback(): void {
    // The static page stands until there is something better to show.
    this.replaceChildren();
    super.connectedCallback();
    void this.#boards();
    void this.#look();
  }

  protected override render(): unknown {
    return html`<header class="popup-head">
        <h1 class="popup-name">${brand(text("manifest_name"))}</h1>
        <button type="button" class="pf-button pf-quiet pf-square" title=${text("popup_options")} aria-label=${text("popup_options")} @click=${() => void chrome.runtime.openOptionsPage()}>
          ${icon("settings")}
        </button>
      </header>
      <main>
        ${this.failed === undefined ? nothing : html`<p class="popup-problem" role="alert">${icon("warning")}<span>${failureText(this.failed)}</span></p>`}
        ${this.choice === undefined ? this.#start() : html`<pf-picker .found=${this.choice.cards} .more=${this.choice.more} .beyond=${this.choice.beyond} .work=${this.work} @pf-back=${this.#back} @pf-pick=${this.#pick}></pf-picker>`}
      </main>`;
  }

  #start(): TemplateResult {
    return html`${this.tab === undefined ? this.#unreadable() : this.#page()}
      ${typeof this.tab === "object" ? html`<pf-site .tab=${this.tab} .state=${this.site} .words=${text("popup_site", this.tab.host)} @pf-site=${this.#switched}></pf-site>${this.#framed(this.tab)}${this.#teaching()}` : nothing}
      ${this.boards.length === 0
        ? nothing
        : html`<nav class="popup-boards" aria-label=${text("popup_boards")}>
            <h2 class="part-name">${text("popup_boards")}</h2>
            ${this.boards.map((board) => html`<button type="button" class="pf-chip popup-board" dir="auto" @click=${() => this.#library(`#board=${board.id}`)}>${board.name}</button>`)}
          </nav>`}
      <form class="search" role="search" @submit=${this.#search}>
        ${icon("search")}<input class="pf-field" type="search" name="q" dir="auto" autocomplete="off" aria-label=${text("popup_search")} placeholder=${text("popup_search")} />
      </form>
      <button type="button" class="popup-library" @click=${() => this.#library("")}>${text("popup_library")}${icon("external", 12)}</button>`;
  }

  #page(): TemplateResult {
    const found = this.found;
    if (found === undefined) return html`<h2 class="part-name">${text("popup_here")}</h2><div class="found-wait"></div><div class="found-wait"></div>`;
    const things = [found.selection, found.page, ...found.cards].filter((one) => one !== undefined);
    const nothingFound = things.length === 0;
    return html`<h2 class="part-name">${text("popup_here")}</h2>
      ${nothingFound ? html`<p class="popup-none">${text("popup_none")}</p>` : nothing}
      ${things.map((one, place) => this.#row(one, place === 0))} ${this.threads.map((thread) => this.#thread(thread))}
      ${found.more > 0
        ? html`<div class="found">
            <div class="found-words">
              <div class="found-name">${counted("popup_more", found.more)}</div>
              <div class="pf-hint">${text("popup_more_hint")}</div>
            </div>
            <button type="button" class="pf-button" @click=${this.#choose}>${text("popup_choose")}</button>
          </div>`
        : nothing}
      <div class="popup-deeds">
        ${this.#pagePin(this.whole)}
        <button type="button" class="pf-button pf-small" @click=${this.#region}>${icon("region")}${text("popup_region")}</button>
      </div>`;
  }

  #pagePin(whole: PinId | undefined): TemplateResult {
    if (whole !== undefined) {
      return html`<button type="button" class="pf-button pf-small found-pinned" title=${text("popup_pinned_open")} @click=${() => void this.#open(whole)}>${text("popup_pinned")}${icon("check")}</button>`;
    }
    const pinWhole = async (tab: ReadableTab): Promise<void> => void (this.whole = await pinPage(tab));
    return html`<button type="button" class="pf-button pf-small" aria-disabled=${this.busy} @click=${() => this.#pin(pinWhole)}>${icon("page")}${text("popup_pin_page")}</button>`;
  }

  /** Comments that come from another site, in a frame: that site is a grant of its own. */
  #framed(tab: ReadableTab): TemplateResult[] {
    return [...this.frames].map(([host, state]) => {
      const frame = { id: tab.id, host, url: `https://${host}/` };
      const switched = ({ detail }: CustomEvent<SiteState>): void => void (this.frames = new Map(this.frames).set(host, detail));
      return html`<pf-site .tab=${frame} .state=${state} .words=${text("popup_frame", host)} @pf-site=${switched}></pf-site>`;
    });
  }

  /** Offered first where no adapter read anything, and otherwise for who sees that something is wrong. */
  #teaching(): TemplateResult {
    const known = [this.found?.page, ...(this.found?.cards ?? [])].some((one) => one?.draft.content.source.adapter !== undefined);
    const none = this.found !== undefined && !known;
    return html`<div class="popup-teach">
      <span class="pf-hint">${text(none ? "popup_teach_none" : "popup_teach_more")}</span>
      <button type="button" class="pf-button pf-small ${none ? "" : "pf-quiet"}" @click=${this.#teach}>${text("popup_teach")}</button>
    </div>`;
  }

  #row(found: Found, first: boolean): TemplateResult {
    return html`<pf-found
      .found=${found}
      .first=${first}
      .busy=${this.busy}
      @pf-pin=${() => this.#pin((tab) => pin(tab, found))}
      @pf-open=${() => void this.#open(found.pinned)}
    ></pf-found>`;
  }

  #thread(thread: FoundThread): TemplateResult {
    const author = thread.posts[0]?.draft.content.author;
    const who = author?.name ?? (author?.handle === undefined ? "" : `@${author.handle}`);
    const name = text("popup_thread", who);
    return html`<div class="found">
      <div class="found-words">
        <div class="found-name" dir="auto">${name}</div>
        <div class="found-by pf-hint">${counted("popup_thread_posts", thread.posts.length)}</div>
      </div>
      ${this.threading === thread && this.work !== undefined
        ? html`<pf-progress .work=${this.work}></pf-progress>`
        : html`<button type="button" class="pf-button" aria-disabled=${this.busy} aria-label=${`${text("popup_pin_thread")}: ${name}`} @click=${() => void this.#pinThread(thread)}>${text("popup_pin_thread")}</button>`}
    </div>`;
  }

  #unreadable(): TemplateResult {
    return html`<div class="popup-unreadable" role="status">
      ${icon("lock", 20)}
      <p>${text("popup_unreadable")}</p>
      <p class="pf-hint">${text("popup_unreadable_hint")}</p>
    </div>`;
  }

  async #look(): Promise<void> {
    this.tab = await readableTab();
    const { tab } = this;
    if (typeof tab !== "object") return;
    void ask({ page: { url: tab.url } }, "page").then((page) => (this.site = page.site), () => undefined);
    await this.#try(async () => {
      this.found = await look(tab, SHOWN);
    });
    this.found ??= { page: undefined, cards: [], more: 0, beyond: 0, selection: undefined, frames: [] };
    const state = (host: string): Promise<SiteState | undefined> =>
      ask({ page: { url: `https://${host}/` } }, "page").then((page) => page.site, () => undefined);
    this.frames = new Map(await Promise.all(this.found.frames.map(async (host) => [host, await state(host)] as const)));
    // Last: to tell threads all cards of the page are read.
    if (this.found.cards.length > 1 || this.found.beyond > 0) this.threads = await threads(tab).catch(() => []);
  }

  async #boards(): Promise<void> {
    const used: readonly string[] = await recent();
    const all = await ask("setup", "setup").then((setup) => setup.boards, () => []);
    const place = (board: BoardChoice) => (used.includes(board.id) ? used.indexOf(board.id) : used.length);
    this.boards = [...all].sort((one, other) => place(one) - place(other)).slice(0, BOARDS);
  }

  /** In the turn of the click: the panel opens in it or not at all. */
  #pin(work: (tab: ReadableTab) => Promise<void>): void {
    const { tab } = this;
    if (typeof tab !== "object" || this.busy) return;
    void this.#try(async () => {
      await work(tab);
      announce(text("popup_done"));
    });
  }

  /** In the turn of the click, too. */
  async #open(pinned: PinId | undefined): Promise<void> {
    const { tab } = this;
    if (typeof tab !== "object" || pinned === undefined) return;
    await this.#try(async () => {
      await show(tab, pinned);
      window.close();
    });
  }

  readonly #choose = async (): Promise<void> => {
    const { tab } = this;
    if (typeof tab !== "object") return;
    await this.#try(async () => {
      [this.choice, this.work] = [await look(tab, CHOICE), undefined];
    });
  };

  readonly #back = (): void => {
    [this.choice, this.work] = [undefined, undefined];
  };

  readonly #pick = async (event: CustomEvent<readonly Found[]>): Promise<void> => {
    const chosen = event.detail;
    await this.#many(wishesFor(chosen), (pinned) => chosen.forEach((one, place) => (one.pinned = pinned[place])));
  };

  async #pinThread(thread: FoundThread): Promise<void> {
    if (this.busy) return;
    this.threading = thread;
    await this.#many(wishesForThread(thread), () => undefined);
  }

  /** Pins several things; `said` hears which pin each of them is, or is no more. */
  async #many(wishes: Wish[], said: Said): Promise<void> {
    const { tab } = this;
    if (typeof tab !== "object" || this.busy) return;
    await this.#try(() =>
      pinTogether(tab.id, wishes, said, {
        show: (work) => (this.work = work),
        failed: (failure) => (this.failed = failure),
      }),
    );
    // The list shows what of it is pinned now.
    if (this.choice !== undefined) this.choice = { ...this.choice, cards: [...this.choice.cards] };
  }

  readonly #region = async (): Promise<void> => {
    if (typeof this.tab !== "object") return;
    const { id } = this.tab;
    await this.#try(async () => {
      await tell({ region: { tab: id } });
      window.close();
    });
  };

  readonly #teach = async (): Promise<void> => {
    if (typeof this.tab !== "object") return;
    const { id } = this.tab;
    await this.#try(async () => {
      await teach(id);
      window.close();
    });
  };

  readonly #switched = (event: CustomEvent<SiteState>): void => {
    this.site = event.detail;
  };

  readonly #search = (event: Event): void => {
    event.preventDefault();
    const field = (event.currentTarget as HTMLFormElement).elements.namedItem("q") as HTMLInputElement;
    this.#library(`#${new URLSearchParams({ q: field.value }).toString()}`);
  };

  #library(place: string): void {
    void tell({ library: { place } }).then(() => window.close(), (error: unknown) => (this.failed = failureOf(error)));
  }

  async #try(work: () => Promise<void>): Promise<void> {
    this.busy = true;
    this.failed = undefined;
    try {
      await work();
    } catch (error) {
      this.failed = failureOf(error);
    }
    this.busy = false;
    this.requestUpdate();
  }
}

define("pf-popup", PfPopup);
