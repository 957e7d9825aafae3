// The bar at the edge of the page that says what to point at, what is read there, and in the end what was found. It holds no
// state of its own but what it shows.
import type { Tried } from "../../pkg/pinfold.js";
import { icon, make } from "./make.js";
import { type Part, PARTS, optionalPart } from "./teach-parts.js";
import { words } from "./words.js";

/** What the bar's buttons do. */
export interface Deeds {
  back(): void;
  skip(): void;
  again(): void;
  keep(): void;
  leave(): void;
}

/** An icon that stands here, since those of `make` are loaded by every site that is switched on. */
const UP_DOWN = "m7 15 5 5 5-5M7 9l5-5 5 5";

/** The bar. */
export class TeachBar {
  readonly element = make("section", { className: "teach-bar", attrs: { "aria-label": words("teach_name") } });
  /** What takes the keys that point. */
  readonly aim = make("div", { className: "teach-aim", tabIndex: 0, attrs: { role: "application", "aria-describedby": "teach-keys" } });
  /** What the focus goes to once something was found, or was not. */
  main: HTMLElement = this.aim;
  /** What is asked or said just now. */
  question = "";
  readonly #body = make("div", { className: "teach-body" });
  readonly #reading = make("p", { className: "teach-reading" });

  constructor(private readonly deeds: Deeds) {
    const edge = this.#button("teach_move", "quiet", () => this.element.toggleAttribute("data-top"));
    const updown = icon("more");
    updown.firstElementChild?.setAttribute("d", UP_DOWN);
    edge.replaceChildren(updown);
    const close = this.#button("teach_leave", "quiet", deeds.leave);
    close.replaceChildren(icon("close"));
    for (const [one, key] of [[edge, "teach_move"], [close, "teach_leave"]] as const) {
      one.className = "icon";
      one.title = words(key);
      one.setAttribute("aria-label", words(key));
    }
    const head = make("header", {}, make("h2", {}, words("teach_name")), edge, close);
    this.element.append(head, this.#body);
  }

  /** Asks for a part. */
  ask(part: Part, place: number, picked: readonly { part: Part; said: string }[]): void {
    this.question = words("teach_step", [String(place + 1), String(PARTS.length), words(`teach_ask_${part}`)]);
    this.aim.setAttribute("aria-label", this.question);
    this.aim.replaceChildren(
      make("p", { className: "teach-step" }, words("teach_of", [String(place + 1), String(PARTS.length)])),
      make("p", { className: "teach-ask" }, words(`teach_ask_${part}`)),
      this.#reading,
    );
    this.reads(part, "");
    const so_far = picked.map((one) => make("li", {}, make("span", {}, words(`teach_part_${one.part}`)), make("b", { dir: "auto" }, one.said)));
    const back = place === 0 ? [] : [this.#button("teach_back", "plain", this.deeds.back)];
    const skip = optionalPart(part) ? [this.#button("teach_skip", "plain", this.deeds.skip)] : [];
    this.#body.replaceChildren(
      ...(so_far.length === 0 ? [] : [make("ul", { className: "teach-picked" }, ...so_far)]),
      this.aim,
      make("p", { className: "teach-keys", id: "teach-keys" }, words("teach_keys")),
      ...(back.length + skip.length === 0 ? [] : [make("div", { className: "row" }, ...back, ...skip)]),
    );
    this.main = this.aim;
  }

  /** What is read under the pointer. */
  reads(part: Part, said: string): void {
    this.#reading.className = said === "" ? "teach-reading none" : "teach-reading";
    this.#reading.replaceChildren(make("span", {}, words(`teach_part_${part}`)), said === "" ? words("teach_empty") : make("b", { dir: "auto" }, said));
  }

  /** Says what is wrong with what was chosen. */
  complain(problem: string): void {
    this.#body.querySelector(".warn")?.remove();
    const warning = make("p", { className: "warn" }, problem);
    this.#body.insertBefore(warning, this.#body.querySelector(".row"));
  }

  /** Says that it looks. */
  wait(): void {
    this.question = words("teach_looking");
    this.#body.replaceChildren(make("p", { className: "teach-ask" }, this.question));
  }

  /** Shows what was found, and offers to keep it. */
  found({ count, cards }: Tried, host: string, list: HTMLElement): void {
    this.question = count === 1 ? words("teach_found_one") : words("teach_found_other", [String(count)]);
    const parts = cards.filter(({ draft }) => (draft.missing ?? []).length > 0).length;
    const notes = [
      ...(count > cards.length ? [words("teach_found_first", [String(cards.length)])] : []),
      ...(cards.every(({ draft }) => draft.missing?.includes("url") === true) ? [words("teach_no_link")] : parts > 0 ? [words("teach_parts", [String(parts)])] : []),
      ...(count === 1 ? [words("teach_alone")] : []),
    ];
    const keep = this.#button("teach_keep", "primary", this.deeds.keep);
    this.#body.replaceChildren(
      make("p", { className: "teach-ask" }, this.question),
      ...notes.map((note) => make("p", { className: "teach-note" }, note)),
      list,
      make("p", { className: "teach-note" }, words("teach_check", [host])),
      make("div", { className: "row" }, keep, this.#button("teach_back", "plain", this.deeds.back), this.#button("teach_again", "plain", this.deeds.again)),
    );
    this.main = keep;
  }

  /** Says why nothing was found, and what to do. */
  failed(problem: string): void {
    this.question = problem;
    const again = this.#button("teach_again", "primary", this.deeds.again);
    this.#body.replaceChildren(make("p", { className: "warn" }, problem), make("div", { className: "row" }, again, this.#button("teach_back", "plain", this.deeds.back)));
    this.main = again;
  }

  #button(key: string, look: "primary" | "plain" | "quiet", act: () => void): HTMLButtonElement {
    const button = make("button", { type: "button", className: `button ${look}` }, words(key));
    // Only a person presses our buttons: a page cannot reach them, but it might try.
    button.addEventListener("click", (event) => event.isTrusted && act());
    return button;
  }
}
