// Anything that shows a document to a person: a tab, one of the extension's pages, the popup. Its hands
// are real ones (pointer and keys, not `element.click()`), and every look has an end.
import type { Page } from "puppeteer-core";
import { findAll, placeSource, shown, type Place, type Target } from "./find";
import { until, within, PATIENCE_MS } from "./wait";

/** What a page can be given. */
export type Plain = string | number | boolean | null | undefined | readonly Plain[] | { readonly [key: string]: Plain };

/** Where a screen's hands and eyes come from. */
export interface Hands {
  /** Evaluates an expression (a promise is awaited) and gives its value as JSON would carry it. */
  evaluate(expression: string): Promise<unknown>;
  click(x: number, y: number, options?: { button?: "left" | "right"; modifiers?: readonly string[] }): Promise<void>;
  hover(x: number, y: number): Promise<void>;
  /** Types into what has the focus. */
  type(text: string): Promise<void>;
  /** One key with the modifiers before it: `Control+K`, `Escape`. */
  press(keys: string): Promise<void>;
  shot(): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** Arguments as they stand in a call. */
export const spelled = (given: readonly Plain[]): string => given.map((argument) => JSON.stringify(argument) ?? "undefined").join(", ");

/** After so long a click has done what it does. */
const SETTLED_MS = 30;

/** So much of a screen's text says what it is. */
const SAID = 1_000;

export class Screen {
  constructor(
    readonly hands: Hands,
    readonly page: Page | undefined,
  ) {}

  /** Runs a function in the page with plain arguments. The function must use nothing outside itself. */
  async run<A extends readonly Plain[], R>(work: (...given: A) => R | Promise<R>, ...given: A): Promise<R> {
    return (await this.hands.evaluate(`(${work.toString()})(${spelled(given)})`)) as R;
  }

  async look(target: Target): Promise<Place | null> {
    return (await this.hands.evaluate(placeSource(target))) as Place | null;
  }

  async count(target: Target): Promise<number> {
    return (await this.look({ ...target, at: 0 }))?.total ?? 0;
  }

  /** Waits until it is there. */
  async sees(target: Target, limitMs = PATIENCE_MS): Promise<Place> {
    return this.#until(shown(target), () => this.look(target), limitMs);
  }

  async gone(target: Target, limitMs = PATIENCE_MS): Promise<void> {
    await this.#until(`no ${shown(target)}`, async () => (await this.look(target)) === null, limitMs);
  }

  async click(target: Target, options?: { button?: "left" | "right"; modifiers?: readonly string[] }): Promise<void> {
    const { x, y, width, height } = await this.still(target);
    await this.hands.click(x + width / 2, y + height / 2, options);
  }

  async hover(target: Target): Promise<void> {
    const { x, y, width, height } = await this.still(target);
    await this.hands.hover(x + width / 2, y + height / 2);
  }

  /** Replaces what a field holds. It is selected without keys: Firefox answers Control+A only after a round through its own
   * window, and what is typed right after it may come first. The click may be answered late too, and take the selection away. */
  async fill(target: Target, text: string): Promise<void> {
    await this.click(target);
    const selected = `new Promise((done) => {
      const field = (${findAll.toString()})(${JSON.stringify(target)}, document)[${target.at ?? 0}];
      field.select();
      setTimeout(() => done(field.selectionEnd === null || field.selectionEnd - field.selectionStart === field.value.length), ${SETTLED_MS});
    })`;
    await this.#until(`${shown(target)} to stay selected`, async () => (await this.hands.evaluate(selected)) === true);
    if (text === "") await this.hands.press("Delete");
    else await this.hands.type(text);
  }

  /** Chooses an option by its words, once it is offered. A drop-down is drawn by the browser, out of every driver's reach. */
  async choose(target: Target, words: string): Promise<void> {
    await this.sees(target);
    await this.#until(`${shown(target)} to offer “${words}”`, async () => (await this.hands.evaluate(`((find, target, words) => {
      const field = find(target, document)[0];
      const option = [...(field?.options ?? [])].find((one) => one.text.trim().includes(words));
      if (option === undefined) return false;
      field.value = option.value;
      field.dispatchEvent(new Event("change", { bubbles: true, composed: true }));
      return true;
    })(${findAll.toString()}, ${JSON.stringify(target)}, ${JSON.stringify(words)})`)) === true);
  }

  async press(keys: string): Promise<void> {
    await this.hands.press(keys);
  }

  /** All the text a person can see, shadow roots included. */
  async text(): Promise<string> {
    return (await this.sees({ css: "body" })) && (await this.run(allText));
  }

  async says(words: string, limitMs = PATIENCE_MS): Promise<void> {
    await this.#until(`the words “${words}”`, async () => (await this.run(allText)).includes(words), limitMs);
  }

  /** Waits until nothing that ends by itself moves or fades any more. */
  async settled(): Promise<void> {
    const moving = (): boolean =>
      document.getAnimations().some((one) => one.playState === "running" && one.effect?.getComputedTiming().endTime !== Infinity);
    await until("everything to settle", async () => !(await this.run(moving)));
  }

  async close(): Promise<void> {
    await this.hands.close();
  }

  /** A place that does not move any more and can be used. */
  async still(target: Target): Promise<Place> {
    let before = "";
    return this.#until(`${shown(target)} to hold still, enabled`, async () => {
      const now = await this.look(target);
      const where = now === null ? "" : [now.x, now.y, now.width, now.height].join();
      const still = now !== null && !now.disabled && where === before;
      before = where;
      return still ? now : false;
    });
  }

  /** Waits; in vain, the error says what is on the screen instead. */
  async #until<T>(what: string, ask: () => Promise<T>, limitMs?: number): Promise<NonNullable<Exclude<T, false>>> {
    try {
      return await until(what, ask, limitMs);
    } catch (error) {
      // Over a page there may be nothing of ours.
      const instead: string | null = await within("a look", PATIENCE_MS, this.run(allText)).catch((unseen: Error) => unseen.message);
      throw new Error(`${(error as Error).message}\non the screen: ${(instead ?? "nothing").slice(0, SAID)}`, { cause: error });
    }
  }
}

/** Runs in the page, or in a closed root of ours that is called `document` there. */
function allText(): string {
  const parts: string[] = [];
  const walk = (root: Document | ShadowRoot): void => {
    const body = root instanceof Document ? root.body : root;
    const walker = (root.ownerDocument ?? document).createTreeWalker(body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    for (let node: Node | null = walker.currentNode; node !== null; node = walker.nextNode()) {
      if (node instanceof Element) {
        if (node.shadowRoot !== null) walk(node.shadowRoot);
        continue;
      }
      const parent = node.parentElement;
      if (parent !== null && ["SCRIPT", "STYLE", "TEMPLATE", "NOSCRIPT"].includes(parent.tagName)) continue;
      if (parent !== null && !parent.checkVisibility()) continue;
      parts.push(node.nodeValue ?? "");
    }
  };
  walk(document);
  return parts.join(" ").replace(/\s+/g, " ");
}

/** The hands on a page that puppeteer drives. */
export function onPage(page: Page): Hands {
  return {
    evaluate: (expression) => page.evaluate(expression),
    async click(x, y, options = {}) {
      const keys = options.modifiers ?? [];
      for (const key of keys) await page.keyboard.down(key as "Shift");
      await page.mouse.click(x, y, { button: options.button ?? "left" });
      for (const key of keys) await page.keyboard.up(key as "Shift");
    },
    hover: (x, y) => page.mouse.move(x, y),
    type: (text) => page.keyboard.type(text),
    async press(keys) {
      const words = keys.split("+");
      const last = words.pop() as "Enter";
      for (const key of words) await page.keyboard.down(key as "Shift");
      await page.keyboard.press(last);
      for (const key of words.reverse()) await page.keyboard.up(key as "Shift");
    },
    async shot() {
      // A tab behind another is never drawn, and a picture of it never comes.
      await page.bringToFront();
      return page.screenshot({ type: "png" });
    },
    // Where another page closes at the same moment, its end can be taken for this one's.
    close: () =>
      page.close().catch((error: Error) => {
        if (!error.message.includes("Session with given id not found")) throw error;
        return page.close();
      }),
  };
}
