// One field of a pin: its value in words, the inputs it is corrected with, and the correction they make, the same in the
// panel and the library. It holds no state and stores nothing.
import { html, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import type { Author, Correction, Field, Pin, Published } from "../../../pkg/pinfold.js";
import { language, text } from "../i18n.js";
import { money, number, published } from "./words.js";

/** The fields a person can correct, in the order they are shown. */
export const CORRECTABLE: readonly Field[] = ["author", "published", "title", "product_name", "brand", "price", "rating", "text", "lang", "url"];

/** What stands in a field's inputs, by their names. */
export type Inputs = Record<string, string>;

/** Takes what was typed and what it means; nothing where that cannot be understood, which the inputs say themselves. */
type Typed = (shown: Inputs, correction: Correction | undefined) => void;

/** A field's value in words; nothing where it has none. */
export function shownOf(pin: Pin, field: Field): string | undefined {
  switch (field) {
    case "author":
      return authorWords(pin.author);
    case "published":
      return pin.published === undefined ? undefined : published(pin.published);
    case "price":
      return pin.product?.price === undefined ? undefined : money(pin.product.price);
    case "rating":
      return pin.rating === undefined ? undefined : text("shared_rating", number(pin.rating.value), number(pin.rating.best));
    case "lang":
      return pin.lang === undefined ? undefined : languageName(pin.lang);
    default:
      return rawOf(pin, field);
  }
}

/** The correction that says a field's present value again: the word of a person that it is right. */
export function correctionOf(pin: Pin, field: Field): Correction {
  switch (field) {
    case "author":
      return { author: pin.author ?? null };
    case "published":
      return { published: pin.published ?? null };
    case "price":
      return { price: pin.product?.price ?? null };
    case "rating":
      return { rating: pin.rating ?? null };
    default:
      return plain(field, rawOf(pin, field) ?? "");
  }
}

/** The inputs a field is corrected with; `kept` is what was typed and not stored yet. */
export function editorOf(pin: Pin, field: Field, kept: Inputs | undefined, typed: Typed): TemplateResult {
  const now = kept ?? inputsOf(pin, field);
  const on = (event: Event): void => {
    const root = event.currentTarget as HTMLElement;
    const all = [...root.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>("[name]")];
    const shown = Object.fromEntries(all.map((one) => [one.name, one.value]));
    const correction = read(pin, field, shown);
    // On the first of them: together they make one value.
    all[0]?.setCustomValidity(correction === undefined ? text("input_wrong") : "");
    all[0]?.setAttribute("aria-invalid", String(correction === undefined));
    const wrong = root.querySelector<HTMLElement>(".field-wrong");
    if (wrong !== null) wrong.hidden = correction !== undefined;
    typed(shown, correction);
  };
  return html`<div class="field-inputs" @input=${on}>
    ${inputsFor(field, now)}
    <p class="field-wrong" role="status" hidden>${text("input_wrong")}</p>
  </div>`;
}

function inputsFor(field: Field, now: Inputs): TemplateResult {
  const input = (name: string, label: string, type = "text") =>
    html`<label class="pf-label"><span>${label}</span><input class="pf-field" name=${name} type=${type} dir="auto" autocomplete="off" .value=${live(now[name] ?? "")} /></label>`;
  switch (field) {
    case "author":
      return html`${input("name", text("input_author_name"))}${input("handle", text("input_author_handle"))}${input("url", text("input_author_url"), "url")}`;
    case "published":
      return input("at", text("input_published"), "datetime-local");
    case "price":
      return html`${input("amount", text("input_price"))}${input("currency", text("input_currency"))}`;
    case "rating":
      return html`${input("value", text("input_rating"))}${input("best", text("input_best"))}`;
    case "text":
      return html`<label class="pf-label"><span>${text("field_text")}</span><textarea class="pf-field" name="text" rows="4" dir="auto" .value=${live(now["text"] ?? "")}></textarea></label>`;
    default:
      return input(field, text(`field_${field}`), field === "url" ? "url" : "text");
  }
}

function inputsOf(pin: Pin, field: Field): Inputs {
  switch (field) {
    case "author":
      return { name: pin.author?.name ?? "", handle: pin.author?.handle ?? "", url: pin.author?.url ?? "" };
    case "published":
      return { at: pin.published === undefined ? "" : local(pin.published) };
    case "price":
      return { amount: pin.product?.price?.amount ?? "", currency: pin.product?.price?.currency ?? "" };
    case "rating":
      return { value: pin.rating === undefined ? "" : String(pin.rating.value), best: String(pin.rating?.best ?? 5) };
    default:
      return { [field]: rawOf(pin, field) ?? "" };
  }
}

function read(pin: Pin, field: Field, shown: Inputs): Correction | undefined {
  const of = (name: string): string => (shown[name] ?? "").trim();
  switch (field) {
    case "author": {
      const author: Author = {
        ...(of("name") === "" ? {} : { name: of("name") }),
        ...(of("handle") === "" ? {} : { handle: of("handle").replace(/^@/u, "") }),
        ...(of("url") === "" ? {} : { url: of("url") }),
      };
      // The site's own number stays true of another spelling of the name, not of another account.
      const same = author.handle === pin.author?.handle && pin.author?.native_id !== undefined;
      const empty = author.name === undefined && author.handle === undefined;
      return { author: empty ? null : same ? { ...author, native_id: pin.author?.native_id } : author };
    }
    case "published": {
      const at = new Date(of("at"));
      if (of("at") === "") return { published: null };
      if (Number.isNaN(at.getTime())) return undefined;
      return { published: { instant: at.getTime(), offset_minutes: -at.getTimezoneOffset(), precision: "minute" } };
    }
    case "price": {
      const amount = of("amount").replace(",", ".");
      if (amount === "") return { price: null };
      if (!/^\d+(\.\d+)?$/u.test(amount)) return undefined;
      return { price: { amount, ...(of("currency") === "" ? {} : { currency: of("currency") }) } };
    }
    case "rating": {
      const [value, best] = [Number(of("value").replace(",", ".")), Number(of("best").replace(",", "."))];
      if (of("value") === "") return { rating: null };
      return value >= 0 && best > 0 && value <= best ? { rating: { value, best } } : undefined;
    }
    default:
      return plain(field, of(field));
  }
}

function rawOf(pin: Pin, field: Field): string | undefined {
  switch (field) {
    case "title":
      return pin.title;
    case "text":
      return pin.text;
    case "lang":
      return pin.lang;
    case "url":
      return pin.source.url;
    case "product_name":
      return pin.product?.name;
    case "brand":
      return pin.product?.brand;
    default:
      return undefined;
  }
}

function plain(field: Field, value: string): Correction {
  return { [field]: value === "" ? null : value } as Correction;
}

function authorWords(author: Author | undefined): string | undefined {
  const handle = author?.handle === undefined ? undefined : `@${author.handle}`;
  const words = [author?.name, handle].filter((part) => part !== undefined && part !== "");
  return words.length === 0 ? undefined : words.join(" · ");
}

function languageName(tag: string): string {
  try {
    return new Intl.DisplayNames(language(), { type: "language" }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

/** A time as `datetime-local` takes it: the clock on the wall here, or there where the page named no zone. */
function local(at: Published): string {
  const shift = at.precision === "local" || at.offset_minutes === undefined ? 0 : new Date(at.instant).getTimezoneOffset();
  return new Date(at.instant - shift * 60_000).toISOString().slice(0, 16);
}
