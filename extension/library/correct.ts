// Correcting a value of a pin: the question for each field, and the correction its answer makes. It draws nothing else.

import type { Correction, Field, Pin, PinKind } from "../../pkg/pinfold.js";
import { form, type FormField } from "../lib/elements/form.js";
import { fieldName, kindName } from "../lib/elements/words.js";
import { text } from "../lib/i18n.js";
import { edit } from "./edits.js";

const KINDS: readonly PinKind[] = ["post", "comment", "review", "product", "image", "selection", "page", "screenshot"];

/** What can be corrected: every field but those that only a page can say. */
export const CORRECTABLE: readonly Field[] = ["url", "author", "published", "title", "text", "lang", "rating", "product_name", "brand", "price"];

interface Question {
  readonly fields: readonly FormField[];
  readonly answer: (values: Record<string, string>) => Correction;
}

function question(pin: Pin, field: Field): Question | undefined {
  const one = (value: string | undefined, make: (value: string | null) => Correction, type: FormField["type"] = "text"): Question => ({
    fields: [{ name: "value", label: fieldName(field), value: value ?? "", type }],
    answer: ({ value: written = "" }) => make(written === "" ? null : written),
  });
  switch (field) {
    case "url":
      return one(pin.source.url, (url) => ({ url }), "url");
    case "title":
      return one(pin.title, (title) => ({ title }));
    case "text":
      return one(pin.text, (words) => ({ text: words }), "long");
    case "lang":
      return one(pin.lang, (lang) => ({ lang }));
    case "product_name":
      return one(pin.product?.name, (name) => ({ product_name: name }));
    case "brand":
      return one(pin.product?.brand, (brand) => ({ brand }));
    case "author":
      return {
        fields: [
          { name: "name", label: text("library_author_name"), value: pin.author?.name ?? "" },
          { name: "handle", label: text("library_author_handle"), value: pin.author?.handle ?? "" },
          { name: "url", label: text("library_author_url"), value: pin.author?.url ?? "", type: "url" },
        ],
        answer: ({ name = "", handle = "", url = "" }) => {
          const shown = { ...(name === "" ? {} : { name }), ...(handle === "" ? {} : { handle: handle.replace(/^@/u, "") }), ...(url === "" ? {} : { url }) };
          // The site's own number belongs to the account that was read, not to one that was typed.
          const same = pin.author?.handle === shown.handle && pin.author?.native_id !== undefined;
          return { author: Object.keys(shown).length === 0 ? null : { ...shown, ...(same ? { native_id: pin.author?.native_id } : {}) } };
        },
      };
    case "published":
      return {
        fields: [{ name: "value", label: fieldName(field), type: "datetime-local", value: local(pin.published?.instant) }],
        answer: ({ value = "" }) => {
          const instant = new Date(value);
          if (Number.isNaN(instant.getTime())) return { published: null };
          return { published: { instant: instant.getTime(), offset_minutes: -instant.getTimezoneOffset(), precision: "minute" } };
        },
      };
    case "rating":
      return {
        fields: [
          { name: "value", label: fieldName(field), type: "number", value: String(pin.rating?.value ?? "") },
          { name: "best", label: text("library_rating_best"), type: "number", value: String(pin.rating?.best ?? 5), required: true },
        ],
        answer: ({ value = "", best = "" }) => ({ rating: value === "" ? null : { value: Number(value), best: Number(best) } }),
      };
    case "price":
      return {
        fields: [
          { name: "amount", label: fieldName(field), type: "number", value: pin.product?.price?.amount ?? "" },
          { name: "currency", label: text("library_currency"), value: pin.product?.price?.currency ?? "", placeholder: "EUR" },
        ],
        answer: ({ amount = "", currency = "" }) => ({ price: amount === "" ? null : { amount, ...(currency === "" ? {} : { currency }) } }),
      };
    default:
      return undefined;
  }
}

function local(instant: number | undefined): string {
  if (instant === undefined) return "";
  const zone = new Date(instant).getTimezoneOffset() * 60_000;
  return new Date(instant - zone).toISOString().slice(0, 16);
}

/** Asks for a value and corrects it. */
export async function correct(pin: Pin, field: Field): Promise<void> {
  const asked = question(pin, field);
  if (asked === undefined) return;
  const values = await form(text("library_correct", fieldName(field)), asked.fields);
  if (values === undefined) return;
  await edit({ pin_correct: { pin: pin.id, corrections: [asked.answer(values)] } }, text("library_corrected", fieldName(field)));
}

/** Asks what kind of thing it is. */
export async function correctKind(pin: Pin): Promise<void> {
  const choices = KINDS.map((kind) => [kind, kindName(kind)] as const);
  const values = await form(text("library_correct_kind"), [{ name: "kind", label: text("library_facet_kinds"), type: "choice", choices, value: pin.kind }]);
  const kind = values?.["kind"] as PinKind | undefined;
  if (kind !== undefined && kind !== pin.kind) await edit({ pin_correct: { pin: pin.id, corrections: [{ kind }] } }, text("library_corrected", text("library_facet_kinds")));
}
