// Our one element on the page: a closed shadow root that holds all we draw, made when first needed.
// It never touches the page's own elements, and it can be taken down without a trace.
import tokens from "../lib/tokens.css" with { type: "text" };
import own from "./overlay.css" with { type: "text" };
import { text } from "../lib/i18n.js";
import { make } from "./make.js";

/** Events that must not reach the page's own shortcuts from our fields. */
const KEYS = ["keydown", "keypress", "keyup"] as const;

/** What we draw on the page. */
export class Overlay {
  #host: HTMLElement | null = null;
  #root: ShadowRoot | null = null;
  #live: HTMLElement | null = null;
  #before: HTMLElement | null = null;

  /** The shadow root, made now where it is not there (a page may have replaced its document). */
  root(): ShadowRoot {
    if (this.#host !== null && this.#root !== null) {
      if (!this.#host.isConnected) document.documentElement.append(this.#host);
      return this.#root;
    }
    const host = document.createElement("pinfold-overlay");
    host.dir = text("@@bidi_dir");
    const root = host.attachShadow({ mode: "closed" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(tokens + own);
    root.adoptedStyleSheets = [sheet];
    this.#live = make("div", { className: "live", attrs: { role: "status" } });
    root.append(this.#live);
    for (const key of KEYS) root.addEventListener(key, (event) => event.stopPropagation());
    document.documentElement.append(host);
    this.#host = host;
    this.#root = root;
    return root;
  }

  /** Whether `target`, as the page sees it, is ours. */
  owns(target: EventTarget | null): boolean {
    return target !== null && target === this.#host;
  }

  /** The element of ours that has the focus. */
  focused(): Element | null {
    return this.#root?.activeElement ?? null;
  }

  /** Moves the focus to one of ours and remembers where it was. */
  focus(element: HTMLElement): void {
    const active = document.activeElement;
    if (active instanceof HTMLElement && !this.owns(active)) this.#before = active;
    element.focus({ preventScroll: true });
  }

  /** Gives the focus back to where it was before we took it. */
  restoreFocus(): void {
    if (this.focused() !== null) {
      if (this.#before?.isConnected) this.#before.focus({ preventScroll: true });
      else (this.focused() as HTMLElement | null)?.blur();
    }
    this.#before = null;
  }

  /** Says something to people who do not see it. */
  say(text: string): void {
    this.root();
    if (this.#live === null) return;
    // The same words twice are not announced: an empty region in between makes them news.
    this.#live.textContent = "";
    requestAnimationFrame(() => {
      if (this.#live !== null) this.#live.textContent = text;
    });
  }

  /** Hides all we draw but `shown`, or shows it again. */
  only(shown: Element | "all" | "nothing"): void {
    for (const child of this.root().children) {
      if (child !== this.#live) (child as HTMLElement).style.visibility = shown === "all" || child === shown ? "" : "hidden";
    }
  }

  /** Takes it off the page. */
  remove(): void {
    this.#host?.remove();
  }
}
