// Something to be pinned, and the names it gets: made by whoever asks, so that asking again doubles nothing.

import { newId } from "./ids.js";
import type { Wanted, Wish } from "./messages.js";

/** A wish under new names. Selected words are marked as well, unless `plain` is asked for. */
export function wish(what: Wanted, marked: "marked" | "plain" = "marked"): Wish {
  const isWords = what === "selection" || (typeof what === "object" && typeof what.aim === "object" && "selection" in what.aim);
  return { pin: newId(), change: newId(), what, ...(isWords && marked === "marked" ? { highlight: newId() } : {}) };
}
