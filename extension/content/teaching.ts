// Teaching a site: a person points at the parts of one post, the core makes an adapter of that, every card it finds is
// shown, and only then it is kept. It decides nothing about the page and changes nothing in it.
import type { Learned } from "../../pkg/pinfold.js";
import { ask, failureOf } from "../lib/core.js";
import { failureText } from "../lib/i18n.js";
import { newId } from "../lib/ids.js";
import { Aiming } from "./aiming.js";
import { make } from "./make.js";
import { Rings } from "./rings.js";
import type { Shared } from "./shared.js";
import { pageWithElements } from "./snapshot.js";
import { TeachBar } from "./teach-bar.js";
import sheet from "./teach.css" with { type: "text" };
import { foundList } from "./teach-found.js";
import { optionalPart, type Part, PARTS, read } from "./teach-parts.js";
import { words } from "./words.js";

/** One thing that was pointed at. */
interface Picked {
  readonly part: Part;
  readonly element: Element;
  readonly said: string;
}

/** Somebody teaches this page. */
export class Teaching {
  isOn = false;
  readonly #layer = make("div", { className: "teach" });
  readonly #bar: TeachBar;
  readonly #aiming: Aiming;
  readonly #rings: Rings;
  /** By the place of their part; a part that was passed over has none. */
  #picks: (Picked | undefined)[] = [];
  #learned: Learned | undefined;

  constructor(private readonly here: Shared) {
    const { overlay } = here;
    this.#bar = new TeachBar({
      back: () => this.#back(),
      skip: () => this.#next(undefined),
      again: () => this.#again(),
      keep: () => void this.#keep(),
      leave: () => this.leave(),
    });
    this.#aiming = new Aiming(overlay, this.#bar.aim, {
      moved: (element) => this.#show(element),
      taken: (element) => this.#take(element),
      left: () => this.leave(),
    });
    this.#rings = new Rings(this.#layer);
    this.#layer.append(this.#aiming.shield, this.#aiming.box, this.#bar.element);
    this.#layer.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && event.isTrusted) this.leave();
    });
  }

  /** Draws it and asks for the first part. */
  start(): void {
    const root = this.here.overlay.root();
    const style = new CSSStyleSheet();
    style.replaceSync(sheet);
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, style];
    root.append(this.#layer);
    this.here.overlay.only(this.#layer);
    this.isOn = true;
    this.#again();
  }

  /** Brings it to the front. */
  focus(): void {
    this.here.overlay.focus(this.#bar.aim);
  }

  /** Takes all of it off the page. */
  leave(): void {
    if (!this.isOn) return;
    this.isOn = false;
    this.#aiming.stop();
    this.#rings.stop();
    this.here.overlay.restoreFocus();
    this.#layer.remove();
    this.here.overlay.only("all");
    const root = this.here.overlay.root();
    root.adoptedStyleSheets = root.adoptedStyleSheets.slice(0, -1);
  }

  #again(): void {
    this.#picks = [];
    this.#ask();
  }

  #back(): void {
    // Where the cards are shown, back leads to the last part.
    if (this.#picks.length === 0) return;
    this.#picks = this.#picks.slice(0, -1);
    this.#ask();
  }

  /** Asks for the next part. */
  #ask(): void {
    const part = PARTS[this.#picks.length];
    if (part === undefined) return void this.#learn();
    this.#learned = undefined;
    this.#rings.show([]);
    this.#bar.ask(part, this.#picks.length, this.#picks.flatMap((one) => (one === undefined ? [] : [{ part: one.part, said: one.said }])));
    this.#aiming.start();
    this.focus();
    this.here.overlay.say(this.#bar.question);
  }

  /** What would be read of an element, as long as it is only pointed at. */
  #show(element: Element | null): void {
    const part = PARTS[this.#picks.length];
    if (part === undefined) return;
    const said = element === null ? "" : read(part, element);
    this.#bar.reads(part, said);
    if (element !== null && this.#aiming.byKey) this.here.overlay.say(said === "" ? words("teach_empty") : said);
  }

  #take(element: Element): void {
    const part = PARTS[this.#picks.length];
    if (part === undefined) return;
    const said = read(part, element);
    if (said === "") {
      const problem = words(`teach_not_${part}`);
      this.#bar.complain(problem);
      this.here.overlay.say(problem);
      return;
    }
    this.#next({ part, element, said });
  }

  #next(picked: Picked | undefined): void {
    const part = PARTS[this.#picks.length];
    if (part === undefined || (picked === undefined && !optionalPart(part))) return;
    this.#picks = [...this.#picks, picked];
    this.#ask();
  }

  /** Has the core make an adapter of what was pointed at, and shows what it finds. */
  async #learn(): Promise<void> {
    this.#aiming.rest();
    this.#bar.wait();
    try {
      const { snapshot, elements } = pageWithElements();
      const rows = new Map<Element, number>();
      for (const [row, element] of elements.entries()) if (!rows.has(element)) rows.set(element, row);
      const picks = this.#picks.flatMap((one) => {
        const row = one === undefined ? undefined : rows.get(one.element);
        return one === undefined || row === undefined ? [] : [{ slot: one.part, row }];
      });
      const learned = await ask({ teach: { snapshot, picks } }, "learned");
      const tried = await ask({ try: { snapshot, adapter: learned.data } }, "tried");
      if (!this.isOn) return;
      this.#learned = learned;
      this.#rings.show(tried.cards.map(({ row, draft }) => ({ element: elements[row], isWhole: (draft.missing ?? []).length === 0 })));
      this.#bar.found(tried, learned.host, foundList(tried.cards, (at) => this.#rings.go(at)));
      this.here.overlay.focus(this.#bar.main);
      this.here.overlay.say(this.#bar.question);
    } catch (error) {
      const problem = failureText(failureOf(error));
      this.#bar.failed(problem);
      this.here.overlay.focus(this.#bar.main);
      this.here.overlay.say(problem);
    }
  }

  async #keep(): Promise<void> {
    if (this.#learned === undefined) return;
    const { host, data } = this.#learned;
    const change = newId();
    try {
      await ask({ edit: { change, command: { adapter_set: { host, data, state: "on" } } } }, "stored");
    } catch (error) {
      this.#bar.complain(failureText(failureOf(error)));
      return;
    }
    this.leave();
    this.here.toast.show(words("teach_kept", [host]), [{ label: words("undo"), do: () => void this.#undo(change) }]);
  }

  async #undo(change: string): Promise<void> {
    try {
      await ask({ edit: { change: newId(), command: { undo: { change } } } }, "stored");
      this.here.toast.show(words("undone"));
    } catch (error) {
      this.here.toast.show(failureText(failureOf(error)));
    }
  }
}
