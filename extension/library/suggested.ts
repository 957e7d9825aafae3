// Tags that pins may want, each with its reason, to be accepted by a click or one after the other by one key. The library's
// worker says which, out of what people did with other pins; this stores nothing, it says what was accepted (`pf-add`).

import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";

import type { PinId, TagPath, TagReason, TagSuggested } from "../../pkg/pinfold.js";
import { announce } from "../lib/elements/announcer.js";
import { icon } from "../lib/elements/icon.js";
import { keys, tagWords } from "../lib/elements/value.js";
import { text } from "../lib/i18n.js";
import { Fresh } from "./fresh.js";
import { read } from "./reads.js";

/** The key that accepts the plainest of them. */
export const ACCEPT_KEY = "a";
/** Of more pins than the core looks at, the others need not be named. */
const MAX_ASKED = 200;

@customElement("pf-suggested")
export class PfSuggested extends Fresh {
  @property({ attribute: false }) pins: readonly PinId[] = [];
  /** Tags that are not to be offered though the pins lack them: they were chosen already. */
  @property({ attribute: false }) chosen: readonly TagPath[] = [];

  @state() private found: readonly TagSuggested[] = [];

  protected async load(): Promise<void> {
    const pins = this.pins.slice(0, MAX_ASKED);
    const found = pins.length === 0 ? [] : await read({ tags_suggested: { pins } }, "tags_suggested");
    if (isSame(pins, this.pins)) this.found = found;
  }

  protected override updated(changed: PropertyValues<this>): void {
    // A list of the same pins is made anew at every drawing.
    const before = changed.get("pins");
    if (before !== undefined && !isSame(before, this.pins)) {
      this.found = [];
      this.again();
    }
  }

  /** Accepts the plainest, where there is one. */
  accept(): void {
    const [first] = this.#offered;
    if (first !== undefined) this.#add(first);
  }

  get #offered(): readonly TagSuggested[] {
    return this.found.filter(({ chip }) => !this.chosen.includes(chip.path));
  }

  #add({ chip }: TagSuggested): void {
    const focused = this.matches(":focus-within");
    this.found = this.found.filter((one) => one.chip.path !== chip.path);
    this.dispatchEvent(new CustomEvent<TagPath>("pf-add", { detail: chip.path, bubbles: true, composed: true }));
    announce(text("shared_tag_added", tagWords(chip.path)));
    // The chip that had the focus is gone.
    if (focused) void this.updateComplete.then(() => (this.querySelector("button") ?? this.parentElement?.querySelector<HTMLElement>("pf-tag-input"))?.focus());
  }

  protected override render(): unknown {
    const offered = this.#offered;
    if (offered.length === 0) return nothing;
    return html`<p class="pf-hint pf-actions" role="group" aria-label=${text("library_suggested")}>
      <span>${text("library_suggested")} ${keys(ACCEPT_KEY)}</span>
      ${offered.map((one) => this.#chip(one))}
    </p>`;
  }

  #chip(one: TagSuggested): TemplateResult {
    const [name, why] = [tagWords(one.chip.path), reason(one.because)];
    return html`<button type="button" class="pf-chip" data-colour=${one.chip.colour} dir="auto" title=${why} aria-label=${text("library_suggested_add", name, why)} @click=${() => this.#add(one)}>${name}${icon("plus", 12)}</button>`;
  }
}

function isSame(one: readonly PinId[], other: readonly PinId[]): boolean {
  return one.slice(0, MAX_ASKED).join() === other.slice(0, MAX_ASKED).join();
}

/** Why a tag is suggested, in words. */
function reason(because: TagReason): string {
  if (typeof because === "string") return text(`library_suggested_${because}`);
  if ("name" in because) return text("library_suggested_name", because.name);
  return text("library_suggested_words", because.words.join(", "));
}

declare global {
  interface HTMLElementTagNameMap {
    "pf-suggested": PfSuggested;
  }
}
