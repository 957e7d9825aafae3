// The panel as a whole: four tabs about the page in front. It follows the tab, the pin it was opened on, and what
// changed elsewhere.
import { html, nothing } from "lit";
import { query, state } from "lit/decorators.js";
import type { ChangeId, Failure, PageView, PinId } from "../../pkg/pinfold.js";
import { ask, failureOf } from "../lib/core.js";
import { define, PfElement } from "../lib/elements/element.js";
import { empty } from "../lib/elements/empty.js";
import { text } from "../lib/i18n.js";
import { CHANNEL, type Changed, panelKey, type PanelState } from "../lib/messages.js";
import "./customer-tab.js";
import type { PfCustomerTab } from "./customer-tab.js";
import { Drafts } from "./drafts.js";
import "./editor.js";
import type { PfEditor } from "./editor.js";
import "./page-tab.js";
import "./search-tab.js";
import type { PfSearchTab } from "./search-tab.js";

const TABS = ["pin", "page", "customer", "search"] as const;
type Tab = (typeof TABS)[number];

/** `<pf-panel>`: the whole page. */
export class PfPanel extends PfElement {
  @state() private tab: Tab = "page";
  @state() private pin: PinId | undefined;
  @state() private made: ChangeId | undefined;
  @state() private page: PageView | undefined;
  @state() private failed: Failure | undefined;
  @query("pf-editor") private editor!: PfEditor | null;
  @query("pf-customer-tab") private customer!: PfCustomerTab | null;
  @query("pf-search-tab") private search!: PfSearchTab | null;
  #front: chrome.tabs.Tab | undefined;
  #turn = -1;
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
        return this.pin === undefined
          ? empty("pin", text("panel_pin_none"), text("panel_pin_none_hint"))
          : html`<pf-editor .pin=${this.pin} .made=${this.made}></pf-editor>`;
      case "page":
        return html`<pf-page-tab .page=${this.page} .failed=${this.failed}></pf-page-tab>`;
      case "customer":
        return html`<pf-customer-tab .pin=${this.pin}></pf-customer-tab>`;
      default:
        return html`<pf-search-tab></pf-search-tab>`;
    }
  }

  /** Shows what belongs to the tab in front. */
  async #follow(): Promise<void> {
    const front = await frontTab();
    if (front?.id === undefined) return;
    const moved = front.id !== this.#front?.id;
    const key = panelKey(front.id);
    const asked = (await chrome.storage.session.get<Record<string, PanelState>>(key))[key];
    this.#front = front;
    if (moved) [this.pin, this.made, this.#turn] = [undefined, undefined, -1];
    if (asked?.pin !== undefined && asked.turn !== this.#turn) {
      [this.pin, this.made, this.#turn] = [asked.pin, asked.change, asked.turn];
      this.tab = "pin";
    } else if (moved && this.tab === "pin") this.tab = "page";
    await this.#readPage();
  }

  async #readPage(): Promise<void> {
    const url = this.#front?.url;
    // Without the right to a page its address is not known; then the panel knows the pin alone.
    if (url === undefined || !/^https?:/u.test(url)) {
      [this.page, this.failed] = [{ pins: [], annotations: [] }, undefined];
      return;
    }
    try {
      [this.page, this.failed] = [await ask({ page: { url } }, "page"), undefined];
    } catch (error) {
      this.failed = failureOf(error);
    }
  }

  async #changed(change: Changed): Promise<void> {
    const kinds = new Set(change.changed.map((key) => key.kind));
    if (!["pin", "annotation", "board", "tag"].some((kind) => kinds.has(kind as never))) return;
    this.search?.forget();
    await Promise.all([this.editor?.refresh(), this.customer?.refresh(), this.#readPage()]);
  }

  #show(tab: Tab): void {
    this.tab = tab;
    void this.updateComplete.then(() => {
      if (tab === "search") this.search?.focus();
      else this.querySelector<HTMLElement>(`#tab-${tab}`)?.focus();
    });
  }

  readonly #open = (event: CustomEvent<PinId>): void => {
    [this.pin, this.made] = [event.detail, undefined];
    this.#show("pin");
  };

  readonly #gone = (): void => {
    this.pin = undefined;
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

/** The tab in front; where the panel itself was opened as a tab, the one before it. */
async function frontTab(): Promise<chrome.tabs.Tab | undefined> {
  const own = await chrome.tabs.getCurrent();
  if (own === undefined) return (await chrome.tabs.query({ active: true, currentWindow: true }))[0];
  const others = (await chrome.tabs.query({ currentWindow: true })).filter((tab) => tab.id !== own.id);
  return others.sort((one, other) => (other.lastAccessed ?? 0) - (one.lastAccessed ?? 0))[0];
}

define("pf-panel", PfPanel);
