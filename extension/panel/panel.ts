// The panel as a whole: four tabs about the page in front. It follows the tab, what was pinned there or why it was not, and
// what changed elsewhere. It stores nothing itself.
import { html, nothing } from "lit";
import { query, state } from "lit/decorators.js";
import type { Failure, PageView, PinId } from "../../pkg/pinfold.js";
import { ask, failureOf, pinWishes } from "../lib/core.js";
import { Drafts } from "../lib/drafts.js";
import { announce } from "../lib/elements/announcer.js";
import { define, PfElement } from "../lib/elements/element.js";
import { empty } from "../lib/elements/empty.js";
import { icon } from "../lib/elements/icon.js";
import { failureText, text } from "../lib/i18n.js";
import { frontTab } from "./front.js";
import { CHANNEL, type Changed, panelKey, type PanelShows, type PanelState, type Wish } from "../lib/messages.js";
import "./customer-tab.js";
import "./editor.js";
import type { PfEditor } from "./editor.js";
import "./page-tab.js";
import "./search-tab.js";
import type { PfSearchTab } from "./search-tab.js";

const TABS = ["pin", "page", "customer", "search"] as const;
type Tab = (typeof TABS)[number];
/** A pin that took longer than this is asked for again: the background may have died over it. */
const ARRIVES_MS = 4_000;

/** `<pf-panel>`: the whole page. */
export class PfPanel extends PfElement {
  @state() private tab: Tab = "page";
  /** What the tab "Pin" shows. */
  @state() private shows: PanelShows | undefined;
  @state() private page: PageView | undefined;
  @state() private failed: Failure | undefined;
  @query("pf-editor") private editor!: PfEditor | null;
  @query("pf-search-tab") private search!: PfSearchTab | null;
  #front: chrome.tabs.Tab | undefined;
  #turn = "";
  #looking = false;
  #stale = false;
  #late: ReturnType<typeof setTimeout> | undefined;
  readonly #channel = new BroadcastChannel(CHANNEL);

  override connectedCallback(): void {
    // The static page stood until there was something better to show.
    this.replaceChildren();
    super.connectedCallback();
    this.#channel.onmessage = (event: MessageEvent<Changed>) => void this.#changed(event.data);
    chrome.storage.session.onChanged.addListener(() => void this.#follow());
    chrome.tabs.onActivated.addListener(() => void this.#follow());
    chrome.tabs.onUpdated.addListener((_id, change) => {
      if (change.url !== undefined || change.status === "complete") void this.#follow();
    });
    // What an earlier panel could not store is stored now, whatever pin it was about.
    void Drafts.left().then(async (pins) => {
      for (const pin of pins) await (await Drafts.of(pin, () => undefined)).flush();
    });
    void this.#follow();
  }

  protected override render(): unknown {
    return html`<main @pf-open=${this.#open} @pf-done=${() => this.#show("page")} @pf-gone=${this.#gone}>
      <h1 class="pf-unseen">${text("panel_title")}</h1>
      <div class="panel-tabs" role="tablist" aria-label=${text("panel_title")} @keydown=${this.#tabKey}>
        ${TABS.map(
          (tab) =>
            html`<button
              type="button"
              role="tab"
              id="tab-${tab}"
              aria-selected=${tab === this.tab}
              aria-controls="panel-${tab}"
              tabindex=${tab === this.tab ? 0 : -1}
              @click=${() => this.#show(tab)}
            >
              ${text(`panel_tab_${tab}`)}${tab === "page" && this.page !== undefined && this.page.pins.length > 0
                ? html`<span class="panel-count">${this.page.pins.length}</span>`
                : nothing}
            </button>`,
        )}
      </div>
      ${TABS.map(
        (tab) =>
          html`<div class="panel-body" role="tabpanel" id="panel-${tab}" aria-labelledby="tab-${tab}" ?hidden=${tab !== this.tab}>${this.#body(tab)}</div>`,
      )}
    </main>`;
  }

  #body(tab: Tab): unknown {
    switch (tab) {
      case "pin":
        return this.#pin();
      case "page":
        return html`<pf-page-tab .page=${this.page} .failed=${this.failed}></pf-page-tab>`;
      case "customer":
        // Only for who looks at it: the background would load a module for it at every pin.
        return tab === this.tab ? html`<pf-customer-tab .pin=${this.pin}></pf-customer-tab>` : nothing;
      default:
        return html`<pf-search-tab></pf-search-tab>`;
    }
  }

  #pin(): unknown {
    const { shows } = this;
    if (shows === undefined) return empty("pin", text("panel_pin_none"), text("panel_pin_none_hint"));
    if ("pinning" in shows) return html`<div class="editor-waiting" role="status" aria-busy="true"><span class="pf-unseen">${text("panel_pinning")}</span></div>`;
    if ("failed" in shows) {
      const { wishes } = shows;
      return html`<p class="panel-problem" role="alert">${icon("warning")}<span><strong>${text("panel_not_pinned")}</strong> ${failureText(shows.failed)}</span></p>
        ${wishes.length === 0 ? nothing : html`<button type="button" class="pf-button" @click=${() => void this.#askAgain(wishes)}>${text("shared_retry")}</button>`}`;
    }
    return html`<pf-editor .pin=${shows.pin} .made=${shows.change} .captured=${shows.captured}></pf-editor>`;
  }

  /** The pin in the editor. */
  private get pin(): PinId | undefined {
    return this.shows !== undefined && "pin" in this.shows ? this.shows.pin : undefined;
  }

  /** Shows what belongs to the tab in front: one look at a time, so that an older one never ends last. */
  async #follow(): Promise<void> {
    this.#stale = true;
    if (this.#looking) return;
    this.#looking = true;
    while (this.#stale) {
      this.#stale = false;
      // A tab that has just gone: what comes to the front in its place says so.
      await this.#look().catch(() => undefined);
    }
    this.#looking = false;
    await this.#readPage();
  }

  async #look(): Promise<void> {
    const front = await frontTab();
    if (front?.id === undefined) return;
    const key = panelKey(front.id);
    const asked = (await chrome.storage.session.get<Record<string, PanelState>>(key))[key];
    const moved = front.id !== this.#front?.id;
    this.#front = front;
    if (moved) [this.shows, this.#turn] = [undefined, ""];
    if (asked !== undefined && asked.turn !== this.#turn) {
      this.#turn = asked.turn;
      this.#take(asked.shows);
      this.tab = "pin";
    } else if (moved && this.tab === "pin") this.tab = "page";
  }

  #take(shows: PanelShows): void {
    this.shows = shows;
    clearTimeout(this.#late);
    if ("captured" in shows && shows.captured !== undefined) announce(text(shows.captured === "new" ? "panel_pinned" : "panel_again"));
    if (!("pinning" in shows)) return;
    const left = shows.pinning.since + ARRIVES_MS - Date.now();
    this.#late = setTimeout(() => void this.#askAgain(shows.wishes), Math.max(0, left));
  }

  /** Whoever asked may be gone. Under the same names nothing is doubled, and what comes of it is said as before. */
  async #askAgain(wishes: Wish[]): Promise<void> {
    const [front, turn] = [this.#front?.id, this.#turn];
    try {
      if (wishes.length > 0 && front !== undefined) await pinWishes({ tab: front, wishes, panel: "opened" });
      else this.shows = { failed: { code: "no_answer" }, wishes };
    } catch (error) {
      if (this.#turn === turn) this.shows = { failed: failureOf(error), wishes };
    }
  }

  async #readPage(): Promise<void> {
    const url = this.#front?.url;
    // Without the right to a page its address is not known; then the panel knows the pin alone.
    if (url === undefined || !/^https?:/u.test(url)) {
      [this.page, this.failed] = [{ pins: [], annotations: [] }, undefined];
      return;
    }
    try {
      const page = await ask({ page: { url } }, "page");
      if (this.#front?.url === url) [this.page, this.failed] = [page, undefined];
    } catch (error) {
      if (this.#front?.url === url) this.failed = failureOf(error);
    }
  }

  async #changed(change: Changed): Promise<void> {
    const kinds = new Set(change.changed.map((key) => key.kind));
    if (!["pin", "annotation", "board", "tag"].some((kind) => kinds.has(kind as never))) return;
    this.search?.forget();
    await Promise.all([this.editor?.refresh(), this.#readPage()]);
  }

  #show(tab: Tab): void {
    this.tab = tab;
    void this.updateComplete.then(() => {
      if (tab === "search") this.search?.focus();
      else this.querySelector<HTMLElement>(`#tab-${tab}`)?.focus();
    });
  }

  readonly #open = (event: CustomEvent<PinId>): void => {
    this.shows = { pin: event.detail };
    this.#show("pin");
  };

  readonly #gone = (): void => {
    this.shows = undefined;
    // Whoever comes back to this tab finds what there is.
    if (this.#front?.id !== undefined) void chrome.storage.session.remove(panelKey(this.#front.id));
    this.#show("page");
  };

  readonly #tabKey = (event: KeyboardEvent): void => {
    const rtl = getComputedStyle(this).direction === "rtl";
    const [on, back] = rtl ? ["ArrowLeft", "ArrowRight"] : ["ArrowRight", "ArrowLeft"];
    const at = TABS.indexOf(this.tab);
    const next = event.key === on ? at + 1 : event.key === back ? at - 1 : event.key === "Home" ? 0 : event.key === "End" ? -1 : undefined;
    const tab = next === undefined ? undefined : TABS.at(next % TABS.length);
    if (tab === undefined) return;
    event.preventDefault();
    this.tab = tab;
    void this.updateComplete.then(() => this.querySelector<HTMLElement>(`#tab-${tab}`)?.focus());
  };
}

define("pf-panel", PfPanel);
