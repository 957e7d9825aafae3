// The forms an export can have, in groups by what they are for, each with a name and what it is good for.

import { html, type TemplateResult } from "lit";

import { icon } from "../lib/elements/icon.js";
import type { IconName } from "../lib/elements/icons.js";
import { text } from "../lib/i18n.js";

export type FormatName =
  | "html"
  | "print"
  | "deck"
  | "csv"
  | "sheet"
  | "markdown"
  | "folder"
  | "bookmarks"
  | "raindrop"
  | "json_feed"
  | "annotations"
  | "pinterest"
  | "save_links"
  | "crm_note"
  | "crm_csv"
  | "bundle"
  | "json";

type Group = "read" | "tables" | "programs" | "safe";

const FORMATS: Readonly<Record<Group, readonly (readonly [FormatName, IconName])[]>> = {
  read: [
    ["html", "masonry"],
    ["print", "print"],
    ["deck", "present"],
    ["crm_note", "note"],
    ["markdown", "page"],
  ],
  tables: [
    ["sheet", "table"],
    ["csv", "list"],
    ["crm_csv", "person"],
    ["raindrop", "link"],
    ["pinterest", "board"],
  ],
  programs: [
    ["folder", "section"],
    ["bookmarks", "star"],
    ["json_feed", "code"],
    ["annotations", "highlight"],
    ["save_links", "share"],
  ],
  safe: [
    ["bundle", "box"],
    ["json", "drive"],
  ],
};

/** The choice of a form, with what is chosen. */
export function formatChoice(chosen: FormatName, choose: (format: FormatName) => void): TemplateResult {
  const one = ([name, sign]: readonly [FormatName, IconName]): TemplateResult => html`<label class="format"
    ><input type="radio" name="format" .checked=${name === chosen} @change=${() => choose(name)} />${icon(sign, 20)}<span
      ><strong>${text(`library_format_${name}`)}</strong><span class="pf-hint">${text(`library_format_${name}_hint`)}</span></span
    ></label
  >`;
  return html`<fieldset class="plain formats">
    <legend>${text("library_export_form")}</legend>
    ${(Object.keys(FORMATS) as Group[]).map(
      (group) => html`<div role="group" aria-labelledby=${`formats-${group}`}>
        <span id=${`formats-${group}`} class="pf-hint">${text(`library_formats_${group}`)}</span>
        ${FORMATS[group].map(one)}
      </div>`,
    )}
  </fieldset>`;
}
