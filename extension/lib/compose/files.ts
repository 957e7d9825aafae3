// What goes with a note: each file with its picture, its size, and why it cannot go where it cannot.

import { html, nothing, type TemplateResult } from "lit";

import type { Attachment, ChosenFile, FileOffer, PinId } from "../../../pkg/pinfold.js";
import { icon } from "../elements/icon.js";
import "../elements/picture.js";
import { text } from "../i18n.js";
import "./marked.js";
import { number } from "./preview.js";

/** Bytes of what people call a megabyte, and the fewest that are shown as one. */
const MEGABYTE = 1_000_000;
const KILOBYTE = 1_000;

/** A size in words. */
export function size(bytes: number): string {
  if (bytes >= MEGABYTE) return `${number(Math.round(bytes / (MEGABYTE / 10)) / 10)} MB`;
  return `${number(Math.max(1, Math.round(bytes / KILOBYTE)))} kB`;
}

function why(offer: FileOffer): string {
  const { problem } = offer;
  if (problem == null) return "";
  if (problem === "no_files") return text("compose_file_none");
  if (typeof problem === "string") return text(`compose_file_${problem}`);
  if ("too_large" in problem) return text("compose_file_large", size(problem.too_large));
  return text("compose_file_many", problem.too_many);
}

function thumb(pin: PinId, { kind, media }: Attachment): TemplateResult {
  if (media == null) return html`<span class="compose-thumb">${icon("page", 20)}</span>`;
  if (kind === "marked") return html`<pf-marked class="compose-thumb" .pin=${pin} .media=${media}></pf-marked>`;
  return html`<pf-picture class="compose-thumb" cover quiet .picture=${{ id: media, state: "stored", width: 0, height: 0 }}></pf-picture>`;
}

/** The files, each to be chosen or not. */
export function files(pin: PinId, offers: readonly FileOffer[], change: (chosen: ChosenFile[]) => void): TemplateResult {
  const chosen = (flipped: FileOffer): ChosenFile[] =>
    offers
      .filter((offer) => (offer === flipped ? !offer.goes : offer.goes))
      .map(({ file }) => ({ kind: file.kind, ...(file.media == null ? {} : { media: file.media }) }));
  return html`<fieldset class="compose-plain compose-files">
    <legend>${text("compose_files")}</legend>
    ${offers.map((offer) => {
      const { file, bytes } = offer;
      const reason = why(offer);
      return html`<label class="compose-file"
        ><input type="checkbox" .checked=${offer.goes} ?disabled=${typeof offer.problem === "string"} @change=${() => change(chosen(offer))} />
        ${thumb(pin, file)}
        <span class="compose-file-name"
          ><span>${text(`compose_file_${file.kind}`)}</span
          ><span class="pf-hint" dir="ltr">${file.name}${bytes == null ? nothing : html` · ${size(bytes)}`}</span>${reason === "" ? nothing : html`<span class="pf-problem">${reason}</span>`}</span
        ></label
      >`;
    })}
  </fieldset>`;
}
