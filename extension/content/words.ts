// The words of what we draw on a page, out of `_locales`. It holds none itself.
import { text } from "../lib/i18n.js";

/** The message `content_<key>` in the browser's language. */
export function words(key: string, put: string[] = []): string {
  return text(`content_${key}`, ...put);
}
