// What a wording of a note can say and ask: the names and signs of the core, the same in every language.

import { html, type TemplateResult } from "lit";

import { text } from "../lib/i18n.js";

/** Fields by what they may be asked; the core names the same (`export/note/field.rs`). */
const FIELDS = {
  text: ["author", "handle", "profile", "site", "url", "language", "title", "text", "product", "brand", "engagement", "thread", "answers", "customer", "customer_email", "customer_phone", "customer_notes", "reason", "owner", "department", "rights", "pin_id"],
  list: ["tags", "boards", "note", "quoted"],
  number: ["rating", "price", "likes", "replies", "reposts", "views", "followers", "pictures", "screenshots", "earlier_pins"],
  date: ["published", "pinned", "customer_since", "opened"],
  choice: ["kind", "availability", "standing", "consent", "status", "severity"],
  yes_no: ["edited", "gone"],
} as const;

/** One question of each sort, as it is written. */
const ASKED = {
  text: "{{#text has broken}}…{{/text}}",
  list: "{{#tags has complaint}}…{{/tags}} {{#each tags}}- {{item}}{{/each}}",
  number: "{{#rating <= 2}}…{{/rating}}",
  date: "{{#published >= 2026-11-01}}…{{/published}}",
  choice: "{{#kind = review}}…{{/kind}} {{#standing = vip}}…{{/standing}}",
  yes_no: "{{#gone}}…{{/gone}} {{^gone}}…{{/gone}}",
} as const;

/** The help below a wording. */
export function templateHelp(): TemplateResult {
  const sorts = Object.keys(FIELDS) as (keyof typeof FIELDS)[];
  return html`<details class="fields pf-hint">
    <summary>${text("options_template_fields")}</summary>
    <p>${text("options_template_parts")}</p>
    <dl>
      ${sorts.map(
        (sort) =>
          html`<dt>${text(`options_template_${sort}`)} <code>${ASKED[sort]}</code></dt>
            <dd>${FIELDS[sort].map((field) => html`<code>{{${field}}}</code> `)}</dd>`,
      )}
    </dl>
  </details>`;
}
