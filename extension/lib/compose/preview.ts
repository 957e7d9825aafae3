// How a note reads, drawn from data and never from markup; how long it is; what to know, and what is wrong with it.

import { html, nothing, type TemplateResult } from "lit";

import type { ComposeView, ConnectionChoice, LookBlock, LookPart, Notice, NoteProblem, Size } from "../../../pkg/pinfold.js";
import { icon } from "../elements/icon.js";
import { language, text } from "../i18n.js";

/** A number as people of this language write it. */
export function number(value: number): string {
  return new Intl.NumberFormat(language()).format(value);
}

function part(one: LookPart): TemplateResult {
  const words = one.mask ? html`<mark class="compose-mask">${one.text}</mark>` : html`${one.text}`;
  const linked = one.link == null ? words : html`<a href=${one.link} target="_blank" rel="noopener noreferrer">${words}</a>`;
  const emphasised = one.emphasis ? html`<em>${linked}</em>` : linked;
  return one.strong ? html`<strong>${emphasised}</strong>` : emphasised;
}

function block({ kind, lines }: LookBlock): TemplateResult {
  const said = lines.map((line, place) => html`${place === 0 ? nothing : html`<br />`}${line.map(part)}`);
  if (kind === "quote") return html`<blockquote dir="auto">${said}</blockquote>`;
  if (kind === "item") return html`<p class="compose-item" dir="auto">${said}</p>`;
  if (kind === "heading") return html`<h3 dir="auto">${said}</h3>`;
  return html`<p dir="auto">${said}</p>`;
}

/** The note as it reads. */
export function look(blocks: readonly LookBlock[]): TemplateResult {
  return html`<div class="compose-look" tabindex="0" role="group" aria-label=${text("compose_look")}>${blocks.map(block)}</div>`;
}

/** How long something is, and how long it may be. */
export function meter({ used, limit }: Size): TemplateResult {
  return html`<span class="compose-meter" data-over=${used > limit}><span aria-hidden="true">${number(used)} / ${number(limit)}</span><span class="pf-unseen">${text("compose_length", number(used), number(limit))}</span></span>`;
}

/** What is wrong: nothing is sent until it is not. */
export function problems(list: readonly NoteProblem[]): TemplateResult[] {
  return list.map((problem) => html`<p class="pf-problem" role="alert">${icon("warning")}<span>${problemText(problem)}</span></p>`);
}

/** Why a note cannot be sent as it is. */
export function problemText(problem: NoteProblem): string {
  if (typeof problem === "string") return text(`compose_problem_${problem}`);
  if ("template" in problem) return text("compose_problem_template", problem.template);
  if ("too_long" in problem) return text("compose_problem_long", number(problem.too_long.limit));
  return text("compose_problem_leak", text(`compose_kind_${problem.leak.kind}`), problem.leak.text);
}

/** What to know before it is sent. */
export function notices(list: readonly Notice[], view: ComposeView, to: ConnectionChoice | undefined): TemplateResult[] {
  const words = list.map((notice) => text(`compose_notice_${notice}`));
  if (to?.reaches_customer === true) words.unshift(text("compose_notice_reaches"));
  const earlier = view.earlier == null ? "" : typeof view.earlier === "string" ? view.earlier : Object.keys(view.earlier)[0];
  if (earlier === "sent") words.unshift(text("compose_notice_sent"));
  return words.map((one) => html`<p class="compose-warning">${icon("warning")}<span>${one}</span></p>`);
}
