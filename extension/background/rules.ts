// Rules after a pin: what was just pinned gets what they give, as a change of its own that can be undone. Nothing waits for it, and
// where no rule is switched on nothing is loaded for it.

import type { PinId } from "../../pkg/pinfold.js";
import { newId } from "../lib/ids.js";
import { core } from "./core.js";

/** Follows the rules for a new pin. What keeps one from being followed is said where rules are looked after. */
export async function followRules(pin: PinId): Promise<void> {
  const any = await core("rules_on");
  if ("rules_on" in any && any.rules_on) await core({ rules_follow: { change: newId(), pin } });
}
