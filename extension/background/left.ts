// Deliveries that a background died over: nobody knows what came of them, and that is written down. Nothing is sent here.

import type { CareRequest, CourierRequest, DeliveryId, DeliveryState, Response } from "../../pkg/pinfold.js";
import { type Care, type CareName, careOf, payload } from "../lib/core.js";
import { newId } from "../lib/ids.js";

/** How long a destination is left alone after a mistake of ours or of the storage. */
export const PAUSE_MS = 60_000;

/** Asks the core. */
type Core = (question: { care: CareRequest } | { courier: CourierRequest }) => Promise<Response>;

/** Writes it down of each. One that cannot be written keeps nothing else from going, but its own destination: that is to rest until then. */
export async function leaveAlone(core: Core, left: readonly DeliveryId[], rest: (delivery: DeliveryId, until: number) => void): Promise<void> {
  for (const id of left) await written(core, id).catch(() => rest(id, Date.now() + PAUSE_MS));
}

/** The destination may still be at work on it, and is asked only once it has had its time. */
async function written(core: Core, delivery: DeliveryId): Promise<void> {
  const asked = async <Name extends CareName>(care: CareRequest, name: Name): Promise<Care<Name>> => careOf(payload(await core({ care }), "care"), name);
  const errand = await asked({ errand: { delivery } }, "errand");
  const facts = payload(await core({ courier: "connectors" }), "courier");
  const settle = "connectors" in facts ? facts.connectors.find(({ kind }) => kind === errand?.connection.kind)?.settle_ms : undefined;
  const since = Date.now();
  const state: DeliveryState = errand ? { unknown: { since, retry_at: since + (settle ?? PAUSE_MS) } } : { failed: { code: "gone" } };
  await asked({ edit: { change: newId(), command: { delivery_end: { id: delivery, state } } } }, "stored");
}
