// Pairs of tags that look much alike, each with its reason and what can be done: make them one, or say that they are two.

import { html, type TemplateResult } from "lit";

import type { AlikeTags, Tag, TagPath, TagUse } from "../../../pkg/pinfold.js";
import { empty } from "../../lib/elements/empty.js";
import { chip, tagWords } from "../../lib/elements/value.js";
import { counted } from "../../lib/elements/words.js";
import { text } from "../../lib/i18n.js";
import { moveTags, tellApart } from "./acts.js";
import { keyOf } from "./nodes.js";

/** The pairs as a list. */
export function pairs(all: readonly AlikeTags[], tags: readonly TagUse[]): TemplateResult {
  if (all.length === 0) return empty("check", text("vocabulary_alike_none"), text("vocabulary_alike_none_text"));
  const uses = new Map(tags.map((use) => [keyOf(use.tag.path), use]));
  const use = (path: TagPath): TagUse => uses.get(keyOf(path)) ?? { tag: { path }, own: 0, within: 0 };
  return html`<p class="pf-hint">${text("vocabulary_alike_hint")}</p>
    <ul class="tag-pairs">
      ${all.map((pair) => row(pair, use(pair.one), use(pair.other)))}
    </ul>`;
}

function row({ because }: AlikeTags, one: TagUse, other: TagUse): TemplateResult {
  // What is used more is most often what the other was meant to be.
  const [stays, goes] = one.within >= other.within ? [one, other] : [other, one];
  return html`<li>
    <span class="tag-pair">${side(stays)} ${side(goes)}</span>
    <span class="pf-hint tag-because">${text(`vocabulary_because_${because}`)}</span>
    <span class="pf-actions">
      <button type="button" class="pf-button pf-small" @click=${() => void merge(goes.tag, stays.tag)}>${text("vocabulary_merge_named", tagWords(stays.tag.path))}</button>
      <button type="button" class="pf-button pf-small pf-quiet" @click=${() => void merge(stays.tag, goes.tag)}>${text("vocabulary_merge_named", tagWords(goes.tag.path))}</button>
      <button type="button" class="pf-button pf-small pf-quiet" @click=${() => void tellApart(stays.tag, goes.tag)}>${text("vocabulary_two")}</button>
    </span>
  </li>`;
}

function side({ tag, within }: TagUse): TemplateResult {
  return html`<span class="tag-side">${chip({ path: tag.path, colour: tag.colour ?? "neutral" })} <span class="pf-hint">${counted("count_pins", within)}</span></span>`;
}

async function merge(goes: Tag, stays: Tag): Promise<void> {
  await moveTags([{ from: goes.path, to: stays.path }], text("vocabulary_merged", tagWords(stays.path)));
}
