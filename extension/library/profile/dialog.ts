// What pins have in common, drawn: colours, prices, tags, brands, materials, the words that stand out, other boards, and which pins do
// not fit. Everything leads to the pins that say it.

import { html, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";

import type { ExportScope, OddPin, Profile, Said } from "../../../pkg/pinfold.js";
import { failureOf } from "../../lib/core.js";
import "../../lib/elements/card.js";
import "../../lib/elements/colours.js";
import "../../lib/elements/dialog.js";
import { empty } from "../../lib/elements/empty.js";
import { icon } from "../../lib/elements/icon.js";
import { tagWords } from "../../lib/elements/value.js";
import { counted } from "../../lib/elements/words.js";
import { failureText, text } from "../../lib/i18n.js";
import { waiting } from "../head.js";
import type { Library } from "../library.js";
import { Part } from "../part.js";
import { hrefOf, type Place, START } from "../place.js";
import { read } from "../reads.js";
import { bars, priceChart } from "./charts.js";

@customElement("pf-profile")
export class PfProfile extends Part {
  @property({ attribute: false }) of: ExportScope = "all";
  @property({ attribute: false }) name = "";

  @state() private profile: Profile | undefined;
  @state() private problem = "";
  @state() private open = true;

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener("hashchange", this.#close);
    void read({ profile: { of: this.of } }, "profile").then(
      (profile) => (this.profile = profile),
      (error: unknown) => (this.problem = failureText(failureOf(error))),
    );
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener("hashchange", this.#close);
  }

  readonly #close = (): void => {
    this.open = false;
    void this.updateComplete.then(() => this.remove());
  };

  /** The place with something narrowed down to. */
  #to(place: Partial<Place>): string {
    const { view, board, sort } = this.library.place;
    return hrefOf({ ...START, ...(view === "board" && board !== undefined ? { view, board } : {}), sort, ...place });
  }

  protected override render(): unknown {
    return html`<pf-dialog size="large" .heading=${text("profile_heading", this.name)} .content=${this.#content()} .open=${this.open} @pf-close=${this.#close}></pf-dialog>`;
  }

  #content(): TemplateResult {
    const { profile } = this;
    if (this.problem !== "") return html`<p class="pf-problem" role="alert">${icon("warning")}${this.problem}</p>`;
    if (profile === undefined) return waiting();
    if (profile.pins < 2) return empty("profile", text("profile_few"), text("profile_few_text"));
    const word = (name: string): string => this.#to({ q: /\s/u.test(name) ? `"${name}"` : name });
    const said = (key: string, all: readonly Said[], link: (name: string) => string): TemplateResult | undefined =>
      all.length === 0 ? undefined : part(key, bars(all, profile.pins, link));
    const tags = profile.tags.map(({ chip, count }) => ({ name: chip.path, count }));
    const parts = [
      profile.palette.length === 0 ? undefined : part("profile_palette", html`<pf-colours .colours=${profile.palette} .href=${(rgb: string) => this.#to({ q: `color:${rgb}` })}></pf-colours><p class="pf-hint">${counted("profile_pictured", profile.pictured)}</p>`),
      profile.prices === undefined ? undefined : part("field_price", priceChart(profile.prices)),
      tags.length === 0 ? undefined : part("library_field_tags", bars(tags, profile.pins, (tag) => this.#to({ tags: [tag] }), tagWords)),
      said("profile_words", profile.words, word),
      said("profile_brands", profile.brands, word),
      said("profile_materials", profile.materials, word),
      said("profile_sites", profile.sites, (site) => this.#to({ sites: [site] })),
      profile.boards.length === 0 ? undefined : this.#boards(profile),
      profile.odd.length === 0 ? undefined : part("profile_odd", html`<ul class="profile-odd">${profile.odd.map((odd) => this.#odd(odd))}</ul>`),
    ].filter((one) => one !== undefined);
    return html`<div class="profile">${parts}</div>`;
  }

  #boards({ boards, pins }: Profile): TemplateResult {
    const name = (id: string): string => boards.find((board) => board.id === id)?.name ?? id;
    const said = boards.map(({ id, count }) => ({ name: id, count }));
    return part("profile_boards", bars(said, pins, (board) => hrefOf({ ...START, view: "board", board }), name));
  }

  #odd({ card, because }: OddPin): TemplateResult {
    return html`<li>
      <pf-card look="compact" .card=${card} .href=${hrefOf({ ...this.library.place, pin: card.id })}></pf-card>
      <p class="pf-hint">${because.map((why) => text(`profile_odd_${why}`)).join(" ")}</p>
    </li>`;
  }
}

function part(key: string, content: unknown): TemplateResult {
  return html`<section>
    <h3>${text(key)}</h3>
    ${content}
  </section>`;
}

/** Shows what the chosen pins have in common, or those of the place. */
export function profileOf(library: Library): void {
  const { place, board, selection } = library;
  const dialog = document.createElement("pf-profile");
  dialog.library = library;
  if (selection.size > 1) [dialog.of, dialog.name] = [{ pins: selection.ids }, counted("count_pins", selection.size)];
  else if (board !== undefined) [dialog.of, dialog.name] = [{ board: board.id }, board.name];
  else if (place.q.trim() !== "") [dialog.of, dialog.name] = [{ query: place.q }, place.q];
  else dialog.name = text("library_all");
  document.body.append(dialog);
}

declare global {
  interface HTMLElementTagNameMap {
    "pf-profile": PfProfile;
  }
}
