// What a pin says of itself as facts, each with its value as it is shown and in plain words. It draws no frame around them.

import { html, nothing } from "lit";

import type { Count, Field, Pin, Rating } from "../../pkg/pinfold.js";
import { price, rating } from "../lib/elements/value.js";
import { counted, countName, money, number, published } from "../lib/elements/words.js";
import { text } from "../lib/i18n.js";
import { webLink } from "./web-link.js";

/** A fact. */
export interface Fact {
  readonly field: Field;
  /** As it is shown; absent where a person has to be asked for it. */
  readonly value?: unknown;
  /** In plain words, to be set beside those of another pin. */
  readonly said: string;
}

/** The facts of a pin, in the order they are read in, with those that are missing in their places. */
export function factsOf(pin: Pin, missing: readonly Field[] = []): readonly Fact[] {
  const { product, author, thread, source } = pin;
  const facts: Fact[] = [];
  const put = (field: Field, said: string | undefined, value: unknown = said): void => {
    if (said !== undefined && said !== "") facts.push({ field, value, said });
    else if (missing.includes(field)) facts.push({ field, said: "" });
  };
  const counts = Object.entries(pin.engagement ?? {}).map(([count, value]) => countName(count as Count, value));
  const parent = thread?.parent ?? thread?.root ?? thread?.quoted;
  const who = [author?.name, author?.handle === undefined ? undefined : `@${author.handle}`].filter(Boolean).join(" · ");
  const followers = author?.followers === undefined ? nothing : html` <span class="pf-hint">${counted("count_followers", author.followers)}</span>`;
  put("author", who, html`${webLink(author?.url, who)}${followers}`);
  put("published", pin.published === undefined ? undefined : published(pin.published));
  put("url", source.url, webLink(source.url));
  put("title", pin.title);
  put("lang", pin.lang === undefined ? undefined : languageName(pin.lang));
  put("rating", pin.rating && saidOf(pin.rating), pin.rating && rating(pin.rating));
  put("product_name", product?.name);
  put("brand", product?.brand);
  put("category", product?.category?.join(" › "));
  put("price", product?.price && money(product.price), product?.price && price(product.price));
  put("availability", product?.availability === undefined ? undefined : text(`availability_${product.availability}`));
  put("identifiers", [product?.gtin, product?.sku, product?.mpn].filter(Boolean).join(" · "));
  const of = product?.rating_count === undefined ? "" : ` (${number(product.rating_count)})`;
  put("product_rating", product?.rating && saidOf(product.rating) + of, product?.rating && html`${rating(product.rating)}${of}`);
  put("engagement", counts.join(" · "));
  put("thread", parent, webLink(parent));
  put("native_id", source.native_id);
  return facts;
}

function saidOf(given: Rating): string {
  return `${given.value}/${given.best}`;
}

function languageName(tag: string): string {
  try {
    return new Intl.DisplayNames([chrome.i18n.getUILanguage()], { type: "language" }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}
