// What the import dialog shows of a file: counts, the first of its things, a table's columns, what was not read, and what a
// backup holds. It asks nothing and changes nothing.

import { html, nothing, type TemplateResult } from "lit";

import type { Column, FoundView, ImportPreview, Mapping, RestorePreview } from "../../pkg/pinfold.js";
import { icon } from "../lib/elements/icon.js";
import { counted, moment, number } from "../lib/elements/words.js";
import { text } from "../lib/i18n.js";

const COLUMNS: readonly Column[] = ["address", "title", "text", "note", "tags", "folder", "created", "picture", "highlights"];

function fact(name: string, value: number): TemplateResult {
  return html`<div><dt>${text(name)}</dt><dd>${number(value)}</dd></div>`;
}

/** What it comes to, in numbers. */
export function counts({ brought }: ImportPreview): TemplateResult {
  return html`<dl class="import-counts" aria-live="polite">
    ${fact("import_new", brought.new)} ${fact("import_known", brought.known)} ${fact("import_boards", brought.boards)} ${fact("import_new_tags", brought.tags)}
    ${fact("import_notes", brought.notes)}
  </dl>`;
}

/** What a vocabulary comes to, in numbers. */
export function tagCounts({ brought }: ImportPreview): TemplateResult {
  return html`<dl class="import-counts" aria-live="polite">
    ${fact("import_new_tags", brought.tags)} ${fact("import_tags_enriched", brought.tags_enriched)}
  </dl>`;
}

/** The boards that were put away and would be in use again, by name. */
export function unarchived({ brought: { unarchived: names = [] } }: ImportPreview): TemplateResult | typeof nothing {
  if (names.length === 0) return nothing;
  return html`<p class="import-unarchived">${icon("board")}<span dir="auto">${text("import_unarchived", names.join(", "))}</span></p>`;
}

/** The first of what is in it. */
export function firstOf({ first, found }: ImportPreview): TemplateResult {
  return html`<div class="import-first">
    <h3>${text("import_first")}</h3>
    <ul>
      ${first.map(thing)}
    </ul>
    ${found > first.length ? html`<p class="pf-hint">${counted("import_more", found - first.length)}</p>` : nothing}
  </div>`;
}

function thing({ address, title, tags, folders, remarks }: FoundView): TemplateResult {
  return html`<li>
    <strong dir="auto">${title ?? address}</strong>
    <span class="pf-hint" dir="auto">${title == null ? nothing : address}</span>
    <span class="import-chips"
      >${folders.map((name) => html`<span class="import-chip">${icon("board")}<span dir="auto">${name}</span></span>`)}${tags.map((name) => html`<span class="import-chip">${icon("tag")}<span dir="auto">${name}</span></span>`)}${remarks > 0
        ? html`<span class="import-chip">${icon("note")}${number(remarks)}</span>`
        : nothing}</span
    >
  </li>`;
}

/** A table's columns: what each is called, what stands in it, and what it says. */
export function columnsTable({ columns = [] }: ImportPreview, mapping: Mapping, set: (mapping: Mapping) => void): TemplateResult {
  const name = (place: number, column: Column | null): void => {
    // One column each: what was it before is none.
    const others = mapping.columns.map((own) => (own === column && column !== "highlights" ? null : own));
    set({ ...mapping, columns: others.map((own, at) => (at === place ? column : own)) });
  };
  return html`<div class="import-columns" role="region" tabindex="0" aria-label=${text("import_columns")}>
      <table>
        <thead>
          <tr>
            ${columns.map(({ heading }, place) => {
              const label = heading === "" ? text("import_column", number(place + 1)) : heading;
              return html`<th scope="col">
                <span dir="auto">${label}</span>
                <select class="pf-field" aria-label=${text("import_column_says", label)} @change=${(event: Event) => name(place, ((event.target as HTMLSelectElement).value || null) as Column | null)}>
                  <option value="" .selected=${mapping.columns[place] == null}>${text("import_column_none")}</option>
                  ${COLUMNS.map((column) => html`<option value=${column} .selected=${mapping.columns[place] === column}>${text(`import_column_${column}`)}</option>`)}
                </select>
              </th>`;
            })}
          </tr>
        </thead>
        <tbody>
          ${(columns[0]?.samples ?? []).map((_, row) => html`<tr>${columns.map(({ samples }, place) => html`<td data-off=${mapping.columns[place] == null} dir="auto">${samples[row] ?? ""}</td>`)}</tr>`)}
        </tbody>
      </table>
    </div>
    <label class="pf-check"><input type="checkbox" .checked=${mapping.headings} @change=${(event: Event) => set({ ...mapping, headings: (event.target as HTMLInputElement).checked })} /><span>${text("import_headings")}</span></label>`;
}

/** What was not read, where, and why. */
export function missedList({ unread, missed }: ImportPreview): TemplateResult | typeof nothing {
  if (missed === 0) return nothing;
  return html`<details class="import-missed">
    <summary>${icon("warning")}${counted("import_missed", missed)}</summary>
    <ul>
      ${unread.map(({ place, what, reason }) => html`<li><span class="pf-hint">${text("import_place", number(place))}</span> <span dir="auto">${what}</span> <span class="pf-hint">${text(`import_reason_${reason}`)}</span></li>`)}
      ${missed > unread.length ? html`<li>${counted("import_missed_more", missed - unread.length)}</li>` : nothing}
    </ul>
  </details>`;
}

/** What restoring a backup would do. */
export function restoreFacts(name: string, preview: RestorePreview): TemplateResult {
  const made = Date.parse(preview.made);
  return html`<div class="restore" role="group" aria-labelledby="restore-heading">
    <h3 id="restore-heading" dir="auto">${name}</h3>
    ${preview.bundle === undefined ? nothing : html`<p>${text("import_bundle", preview.bundle)}</p>`}
    <dl>
      <div><dt>${text("options_restore_made")}</dt><dd>${Number.isNaN(made) ? preview.made : moment(made)}</dd></div>
      ${fact("options_restore_pins", preview.pins)} ${fact("options_restore_boards", preview.boards)} ${fact("options_restore_pictures", preview.pictures)}
      ${fact("options_restore_adds", preview.adds)} ${fact("options_restore_replaces", preview.replaces)}
    </dl>
    <p class="pf-hint">${text(preview.bundle !== undefined ? "import_bundle_note" : preview.replaces > 0 ? "options_restore_replaces_note" : "options_restore_note")}</p>
  </div>`;
}
