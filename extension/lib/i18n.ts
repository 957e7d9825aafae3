// Texts in the person's language. Every text stands in `_locales`; none stands in code.

import type { Failure } from "../../pkg/pinfold.js";

/** The text under a key, with its placeholders filled; the key itself where there is none, so that it is noticed. */
export function text(key: string, ...values: (string | number)[]): string {
  return chrome.i18n.getMessage(key, values.map(String)) || key;
}

/** The text under a key that may have none, such as what a newer part of the core says. */
export function textOr(key: string, otherwise: string, ...values: string[]): string {
  return chrome.i18n.getMessage(key, values) || otherwise;
}

/** What went wrong, and what to do. */
export function failureText(failure: Failure): string {
  const [what = ""] = failure.details ?? [];
  // What names its own reason has words of its own where there is more to say than that it cannot be used.
  const own = /^[a-z_]+$/u.test(what) ? textOr(`failure_${failure.code}_${what}`, "") : "";
  return own || text(`failure_${failure.code}`, ...(failure.details ?? []));
}

/** The language the texts are in, as a BCP 47 tag: for `lang` attributes, numbers and dates. The browser's own says the
 * region too, but may be another one where there are no texts in it. */
export function language(): string {
  const own = text("shared_language");
  const browsers = chrome.i18n.getMessage("@@ui_locale").replaceAll("_", "-");
  return browsers.split("-")[0] === own ? browsers : own;
}
