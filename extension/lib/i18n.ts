// Texts in the person's language. Every text stands in `_locales`; none stands in code.

import type { Failure } from "../../pkg/pinfold.js";

/** The text under a key, with its placeholders filled; the key itself where there is none, so that it is noticed. */
export function text(key: string, ...values: (string | number)[]): string {
  return chrome.i18n.getMessage(key, values.map(String)) || key;
}

/** What went wrong, and what to do. */
export function failureText(failure: Failure): string {
  return text(`failure_${failure.code}`, ...(failure.details ?? []));
}

/** The language the texts are in, as a BCP 47 tag: for `lang` attributes, numbers and dates. */
export function language(): string {
  return chrome.i18n.getMessage("@@ui_locale").replace("_", "-") || "en";
}
