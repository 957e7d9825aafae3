// What a pin quotes of others: quietly above its own words, so that nobody takes the one for the other.

import { html, nothing, type TemplateResult } from "lit";

import type { Pin } from "../../pkg/pinfold.js";
import { webLink } from "./web-link.js";

/** The quotes, each with the name that the page gave it, as a link to where it was written. */
export function quoted(pin: Pin): TemplateResult[] {
  return (pin.quotes ?? []).map(
    (one) =>
      html`<blockquote class="pin-quoted" dir="auto">${one.author === undefined ? nothing : html`<cite>${webLink(one.url, one.author)}</cite>`}${one.text}</blockquote>`,
  );
}
