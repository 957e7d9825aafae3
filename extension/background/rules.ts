// Rules after a pin: what was just pinned gets what they give, as a change of its own that can be undone. Nothing waits for it, and
// where no rule is switched on nothing is loaded for it. That they are to be followed for a pin is noted before it is stored, so
// that the next background does it where this one dies.

import type { PinId } from "../../pkg/pinfold.js";
import { newId } from "../lib/ids.js";
import { core } from "./core.js";

/** Notes in `storage.local` begin so, each with its pin behind it. */
const NOTE = "rules.";

/** What this background has noted: nobody has left it. */
const noted = new Set<PinId>();

/** Before a pin is stored. */
export async function noteRules(pin: PinId): Promise<void> {
  if (!(await areAnyOn())) return;
  noted.add(pin);
  await chrome.storage.local.set({ [NOTE + pin]: true });
}

/** Follows the rules for a new pin. What keeps one from being followed is said where rules are looked after. */
export async function followRules(pin: PinId): Promise<void> {
  if (await areAnyOn()) {
    const answer = await core({ rules_follow: { change: newId(), pin } });
    // What is not there was never stored, or is deleted by now; all else may be better the next time.
    if ("failed" in answer && answer.failed.code !== "not_found") return;
  }
  await chrome.storage.local.remove(NOTE + pin);
}

/** Follows them for the pins that another background has noted and left. */
export async function followLeft(): Promise<void> {
  const keys = Object.keys(await chrome.storage.local.get(null)).filter((key) => key.startsWith(NOTE));
  for (const key of keys) {
    const pin = key.slice(NOTE.length) as PinId;
    if (!noted.has(pin)) await followRules(pin);
  }
}

async function areAnyOn(): Promise<boolean> {
  const any = await core("rules_on");
  return "rules_on" in any && any.rules_on;
}
