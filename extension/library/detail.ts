// The right pane: all of one pin. What it says, what is marked on it, what people added, where it came from, and what
// else the same person said. It puts the parts together; each part asks for its own changes.

import { html, nothing, type TemplateResult } from "lit";
import { customElement, query } from "lit/decorators.js";

import type { Annotation, BoardId, Media, Pin, PinDetail, PinId, Region, TagPath, Tie } from "../../pkg/pinfold.js";
import "../lib/elements/card.js";
import { KIND_ICONS } from "../lib/elements/card.js";
import { empty } from "../lib/elements/empty.js";
import { icon } from "../lib/elements/icon.js";
import "../lib/elements/colours.js";
import "../lib/elements/sightings.js";
import "../lib/elements/menu.js";
import type { MenuItem } from "../lib/elements/menu.js";
import type { RelatedBoard } from "../lib/elements/related.js";
import "../lib/elements/related.js";
import "../lib/elements/tag-input.js";
import "../lib/elements/time.js";
import { price, rating } from "../lib/elements/value.js";
import { countName, kindName, moment, rightsName } from "../lib/elements/words.js";
import { failureOf } from "../lib/core.js";
import { failureText, text } from "../lib/i18n.js";
import { newId } from "../lib/ids.js";
import { composeDialog } from "../lib/compose/compose.js";
import * as acts from "./acts.js";
import { coverBoard } from "./boards.js";
import { correct, correctKind } from "./correct.js";
import { curate, edit } from "./edits.js";
import { exportDialog } from "./export-dialog.js";
import "./facts.js";
import { provenance } from "./facts.js";
import "./note-field.js";
import "./notes.js";
import { type PfNotes, writeNote } from "./notes.js";
import { Part } from "./part.js";
import "./pin-text.js";
import "./regions.js";
import type { Meant, PfPinText } from "./pin-text.js";
import { hrefOf, START } from "./place.js";
import { quoted } from "./quoted.js";
import { stateOf } from "./pictures.js";
import { sharePin } from "./share/dialog.js";
import "./suggested.js";
import type { PfSuggested } from "./suggested.js";
import { webLink } from "./web-link.js";

@customElement("pf-detail")
export class PfDetail extends Part {
  @query("pf-notes") private notes!: PfNotes | null;
  @query("pf-pin-text") private words!: PfPinText | null;
  @query("pf-suggested") private suggested!: PfSuggested | null;

  #shown: string | undefined;

  protected override updated(): void {
    const pin = this.library.detail?.pin.id;
    if (pin === this.#shown) return;
    this.#shown = pin;
    const pane = this.closest<HTMLElement>(".detail");
    if (pane !== null) pane.scrollTop = 0;
    // Where the pane lies over the list, the focus must not stay below it.
    if (pin !== undefined && matchMedia("(max-width: 1199px)").matches) this.querySelector<HTMLElement>(".detail-close")?.focus();
  }

  /** Highlights the selected words, or asks for them. */
  async highlight(): Promise<void> {
    await this.words?.mean("highlight");
  }

  /** Accepts the tag that is suggested first. */
  acceptTag(): void {
    this.suggested?.accept();
  }

  /** Puts the cursor into the note or the tags. */
  focusOn(what: "note" | "tags"): void {
    this.querySelector<HTMLElement>(what === "note" ? "pf-note-field textarea" : "pf-tag-input input")?.focus();
  }

  protected override render(): unknown {
    const { detail, detailProblem, place } = this.library;
    if (place.pin === undefined) return empty("pin", text("library_detail_empty"), text("library_detail_empty_text"));
    if (detail === undefined || detail.pin.id !== place.pin) {
      return detailProblem === undefined ? nothing : html`${this.#close()}${empty("warning", text("library_detail_gone"), failureText(failureOf(detailProblem)))}`;
    }
    return this.#pin(detail);
  }

  #close(): TemplateResult {
    return html`<button
      type="button"
      class="pf-button pf-quiet pf-square detail-close"
      aria-label=${text("library_detail_close")}
      title="${text("library_detail_close")} (Esc)"
      @click=${() => this.dispatchEvent(new CustomEvent("pf-detail-close", { bubbles: true }))}
    >
      ${icon("close")}
    </button>`;
  }

  #pin(detail: PinDetail): TemplateResult {
    const { pin, annotations } = detail;
    const media = pin.media ?? [];
    const whole = annotations.find((note) => note.target === "whole" && !note.creator);
    const others = annotations.filter((note) => note !== whole);
    return html`<article aria-label=${kindName(pin.kind)}>
      ${this.#head(detail)} ${this.#author(detail)}
      ${pin.title === undefined ? nothing : html`<h2 class="detail-title" dir="auto">${provenance(pin, "title", pin.title)}</h2>`}
      ${pin.product?.price === undefined ? nothing : html`<p class="detail-price">${provenance(pin, "price", price(pin.product.price))} <span dir="auto">${pin.product.brand}</span></p>`}
      ${pin.rating === undefined ? nothing : html`<p>${rating(pin.rating)}</p>`}
      ${quoted(pin)}
      ${pin.text === undefined
        ? nothing
        : html`<pf-pin-text
            .words=${pin.text}
            .language=${pin.lang ?? ""}
            .notes=${others}
            @pf-quote=${(event: CustomEvent<Meant>) => void this.#quoted(detail, event.detail)}
            @pf-note-show=${(event: CustomEvent<string>) => this.notes?.show(event.detail)}
          ></pf-pin-text>`}
      ${this.#reactions(detail)}
      ${media.map((one) => this.#media(detail, one))}
      ${this.#section(
        "library_tags",
        html`<pf-tag-input
          .label=${text("library_tags")}
          .tags=${detail.tags}
          .needed=${detail.tags_missing}
          .suggest=${acts.tagsFor}
          @pf-add=${(event: CustomEvent<TagPath>) => void edit({ pins_tag: { pins: [pin.id], add: [event.detail], remove: [] } })}
          @pf-remove=${(event: CustomEvent<TagPath>) => void edit({ pins_tag: { pins: [pin.id], add: [], remove: [event.detail] } })}
        ></pf-tag-input>
        <pf-suggested .library=${this.library} .pins=${[pin.id]} @pf-add=${(event: CustomEvent<TagPath>) => void edit({ pins_tag: { pins: [pin.id], add: [event.detail], remove: [] } })}></pf-suggested>`,
      )}
      ${this.#section("library_note", html`<pf-note-field .pin=${pin.id} .note=${whole}></pf-note-field>`)}
      ${others.length === 0 ? nothing : this.#section("library_annotations", html`<pf-notes .notes=${others} .media=${media}></pf-notes>`)}
      ${this.#section("library_boards", this.#boards(detail))}
      ${this.#alsoPinned(detail)}
      <pf-related
        .detail=${detail}
        .href=${(other: PinId) => hrefOf({ ...this.library.place, pin: other })}
        .board=${(board: BoardId) => this.#board(board)}
        .tie=${(other: PinId, tie?: Tie) => void curate({ pins_tie: { pin: pin.id, other, tie } }, text(tie === undefined ? "library_unlinked" : `library_${tie}`))}
      ></pf-related>
      ${detail.same_author.length === 0 ? nothing : this.#section("library_same_author", this.#earlier(detail), pin.author?.name ?? pin.author?.handle ?? "")}
      ${this.#more(pin)} ${this.#section("library_rights", this.#rights(detail))}
      ${this.#section("library_facts", html`<pf-facts .pin=${pin} .missing=${detail.missing}></pf-facts>`)}
      ${detail.history.length === 0 ? nothing : this.#section("library_observations", html`<pf-sightings .looks=${detail.history}></pf-sightings>`)}
      <p class="pf-hint">${text("library_pinned_at", moment(pin.created))}</p>
    </article>`;
  }

  #section(key: string, content: unknown, ...values: string[]): TemplateResult {
    return html`<section class="detail-section">
      <h2>${text(key, ...values)}</h2>
      ${content}
    </section>`;
  }

  #head({ pin }: PinDetail): TemplateResult {
    const { library } = this;
    return html`<header class="detail-head">
      <span class="detail-kind">${icon(KIND_ICONS[pin.kind])}<span>${kindName(pin.kind)} · <span dir="auto" title=${pin.source.site}>${pin.source.site}</span></span></span>
      <a class="pf-button pf-quiet pf-square" href=${/^https?:/iu.test(pin.source.url ?? pin.source.page_url) ? (pin.source.url ?? pin.source.page_url) : nothing} target="_blank" rel="noopener noreferrer" aria-label=${text("library_open_page")} title=${text("library_open_page")}>${icon("external")}</a>
      <pf-menu
        .label=${text("library_pin_menu")}
        .items=${[
          { label: text("compose_send_to"), icon: "send", keys: "s", run: () => composeDialog(pin.id) },
          { label: text("library_export"), icon: "export", keys: "e", run: () => exportDialog(library, { pins: [pin.id] }) },
          { label: text("share_menu"), icon: "share", run: () => sharePin(pin) },
          { label: text("library_highlight_words"), icon: "highlight", keys: "h", off: pin.text === undefined, run: () => void this.highlight() },
          { label: text("library_correct_kind"), icon: "edit", run: () => void correctKind(pin) },
          ...(pin.text === undefined ? [] : [{ label: text("library_correct_text"), icon: "edit" as const, run: () => void correct(pin, "text") }]),
          { label: text("library_bulk_rights"), icon: "rights", keys: "r", run: () => acts.rightsPins(library, [pin.id]) },
          ...this.#cover(pin),
          { label: text("library_gone"), icon: "close", run: () => void edit({ pins_gone: { pins: [pin.id] } }, text("library_gone_done")) },
          "line",
          { label: text("shared_delete"), icon: "delete", keys: "delete", tone: "danger", run: () => void acts.deletePins(library, [pin.id]) },
        ]}
      ></pf-menu>
      ${this.#close()}
    </header>`;
  }

  /** Where the pin stands on the board shown, and has a picture, that may stand for the board. */
  #cover({ placements, media = [] }: Pin): MenuItem[] {
    const { board } = this.library;
    const picture = media.find((one) => stateOf(one) === "stored");
    if (board === undefined || picture === undefined || placements?.[board.id] === undefined) return [];
    return [{ label: text("library_board_cover", board.name), icon: "image", run: () => void coverBoard(board, picture.id) }];
  }

  #author({ pin, missing }: PinDetail): TemplateResult | typeof nothing {
    const { author, published } = pin;
    if (author === undefined && !missing.includes("author") && published === undefined) return nothing;
    const name = author?.name ?? (author?.handle === undefined ? undefined : `@${author.handle}`);
    return html`<p class="detail-author">
      ${name === undefined
        ? missing.includes("author")
          ? html`<button type="button" class="pf-button pf-small" @click=${() => void correct(pin, "author")}>${icon("warning", 12)}${text("library_missing", text("field_author"))}</button>`
          : nothing
        : html`<strong dir="auto">${provenance(pin, "author", webLink(author?.url, name))}</strong>
            ${author?.name !== undefined && author.handle !== undefined ? html`<span class="pf-hint" dir="auto">@${author.handle}</span>` : nothing}`}
      ${published === undefined ? nothing : html`<span class="pf-hint">${provenance(pin, "published", html`<pf-time .published=${published}></pf-time>`)}</span>`}
    </p>`;
  }

  #reactions({ pin }: PinDetail): TemplateResult | typeof nothing {
    const counts = Object.entries(pin.engagement ?? {});
    if (counts.length === 0) return nothing;
    return html`<p class="pf-hint">${provenance(pin, "engagement", counts.map(([count, value]) => countName(count as Parameters<typeof countName>[0], value)).join(" · "))}</p>`;
  }

  #media({ pin, annotations }: PinDetail, media: Media): TemplateResult {
    const on = annotations.filter((note) => typeof note.target === "object" && "region" in note.target && note.target.region.media === media.id);
    return html`<pf-regions
      .media=${media}
      .pin=${pin.id}
      .notes=${on}
      @pf-note-show=${(event: CustomEvent<string>) => this.notes?.show(event.detail)}
      @pf-region=${(event: CustomEvent<{ media: string; region: Region }>) =>
        void writeNote({ id: newId(), pin: pin.id, target: { region: event.detail }, body: "", motivation: "commenting" }, text("library_region_new"))}
    ></pf-regions><pf-colours .colours=${media.looks?.colours ?? []} .href=${(rgb: string) => hrefOf({ ...START, q: `color:${rgb}` })}></pf-colours>`;
  }

  async #quoted({ pin }: PinDetail, { quote, how }: Meant): Promise<void> {
    const note: Annotation = { id: newId(), pin: pin.id, target: { quote }, body: "", motivation: "highlighting", created: 0, changed: 0 };
    if (how === "note") await writeNote(note, text("library_note_on"));
    else await edit({ annotation_write: { id: note.id, pin: pin.id, target: note.target, body: "", motivation: "highlighting" } }, text("library_highlighted"));
  }

  #boards({ pin, boards }: PinDetail): TemplateResult {
    return html`<div class="chips">
      ${boards.map(
        ([id, name]) =>
          html`<span class="pf-chip"
            ><a href=${hrefOf({ ...this.library.place, view: "board", board: id, q: "", tags: [], sites: [], kinds: [], authors: [] })} dir="auto">${name}</a
            ><button type="button" class="pf-chip-remove" aria-label=${text("library_board_take", name)} @click=${() => void edit({ pins_unplace: { pins: [pin.id], board: id } }, text("library_unplaced", acts.many([pin.id]), name))}>${icon("close", 12)}</button></span
          >`,
      )}
      <button type="button" class="pf-button pf-quiet pf-small" @click=${() => acts.boardPins(this.library, [pin.id])}>${icon("plus", 12)}${text("library_board_put")}</button>
    </div>`;
  }

  #board(board: BoardId): RelatedBoard | undefined {
    const name = this.library.rail?.boards.find(({ id }) => id === board)?.name;
    return name === undefined ? undefined : { name, href: hrefOf({ ...START, view: "board", board }) };
  }

  /** The boards on which the same thing, or one with its picture, was pinned too. */
  #alsoPinned({ pin, similar }: PinDetail): TemplateResult | typeof nothing {
    const same = similar.filter(({ because }) => typeof because === "string");
    const others = new Set(same.flatMap(({ card }) => card.boards).filter((board) => pin.placements?.[board] === undefined));
    const boards = [...others].map((board) => this.#board(board)).filter((board) => board !== undefined);
    if (boards.length === 0) return nothing;
    return this.#section("library_also_pinned", html`<div class="chips">${boards.map(({ name, href }) => html`<span class="pf-chip"><a href=${href} dir="auto">${name}</a></span>`)}</div>`);
  }

  /** Searches for what else there is of where it comes from. */
  #more({ source, author }: Pin): TemplateResult {
    const writer = author?.handle ?? author?.name;
    const link = (key: string, value: string, name: string): TemplateResult =>
      html`<li><a href=${hrefOf({ ...START, q: `${key}:${/\s/u.test(value) ? `"${value}"` : value}` })} dir="auto">${text("library_more_from", name)}</a></li>`;
    return html`<ul class="detail-more">
      ${writer === undefined ? nothing : link("author", writer, author?.name ?? writer)} ${link("site", source.site, source.site)}
    </ul>`;
  }

  #earlier({ same_author }: PinDetail): TemplateResult {
    return html`<ul class="earlier">
      ${same_author.map((card) => html`<li><pf-card look="compact" .card=${card} .href=${hrefOf({ ...this.library.place, pin: card.id })}></pf-card></li>`)}
    </ul>`;
  }

  #rights({ pin }: PinDetail): TemplateResult {
    const { status = "unknown", owner, credit, evidence } = pin.rights ?? {};
    const colour = status === "granted" ? "good" : status === "refused" ? "bad" : status === "requested" ? "warn" : "neutral";
    return html`<div class="rights">
      <span class="pf-chip" data-colour=${colour}>${rightsName(status)}</span>
      <span dir="auto">${[owner, credit].filter(Boolean).join(" · ")} ${evidence === undefined ? nothing : webLink(evidence)}</span>
      <button type="button" class="pf-button pf-quiet pf-small" @click=${() => acts.rightsPins(this.library, [pin.id])}>${icon("edit", 12)}${text("shared_edit")}</button>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "pf-detail": PfDetail;
  }
}
