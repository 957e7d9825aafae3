// Words for what there is to say of customers: accounts, standing, consent, reasons, events. It holds no prose itself.

import type { Account, ConsentState, CustomerView, Event as TimelineEvent, HandOver, IdentityKey, Reason, Standing, Strength } from "../../../pkg/pinfold.js";
import { countLabel, number } from "../elements/words.js";
import { text } from "../i18n.js";

/** What a customer may be to us, in the order it is offered. */
export const STANDINGS: readonly Standing[] = ["ordinary", "vip", "staff", "competitor"];
/** What a customer may have said. */
export const CONSENTS: readonly ConsentState[] = ["unknown", "given", "withdrawn"];

/** What a customer is to us. */
export const standingName = (standing: Standing): string => text(`customer_standing_${standing}`);
/** What a customer said about being kept. */
export const consentName = (consent: ConsentState): string => text(`customer_consent_${consent}`);
/** How much a suggestion says. */
export const strengthName = (strength: Strength): string => text(`customer_strength_${strength}`);
/** How far a hand-over has come. */
export const handOverName = (state: HandOver): string => text(`customer_handed_${state}`);

/** The colour a standing is marked with. */
export const STANDING_COLOURS: Record<Standing, string> = { ordinary: "neutral", vip: "accent", staff: "warn", competitor: "bad" };
/** The colour a consent is marked with. */
export const CONSENT_COLOURS: Record<ConsentState, string> = { unknown: "neutral", given: "good", withdrawn: "bad" };
/** The colour a hand-over is marked with. */
export const HANDED_COLOURS: Record<HandOver, string> = { queued: "neutral", sending: "neutral", sent: "good", unknown: "warn", failed: "bad", cancelled: "neutral" };

/** The network or site of an account. */
export function networkOf(key: IdentityKey | undefined): string {
  return key === undefined ? "" : key.slice(0, Math.max(0, key.indexOf(":")));
}

/** An account's key as people write it: `@handle`, or the site's own number. */
export function keyName(key: IdentityKey): string {
  const name = key.slice(key.indexOf(":") + 1);
  return name.startsWith("#") ? text("customer_account_number", name.slice(1)) : `@${name}`;
}

/** What an account is called: its handle as it is written, else its name, else its number. */
export function accountName(account: Account): string {
  const handle = account.handle === undefined ? undefined : `@${account.handle}`;
  return handle ?? account.name ?? (account.keys[0] === undefined ? "" : keyName(account.keys[0]));
}

/** Why two may be one. */
export function reasonText(reason: Reason): string {
  if ("account" in reason) return text("customer_reason_account", keyName(reason.account), networkOf(reason.account));
  if ("passed_on" in reason) return text("customer_reason_passed_on", keyName(reason.passed_on), networkOf(reason.passed_on));
  if ("email" in reason) return text("customer_reason_email", reason.email);
  if ("phone" in reason) return text("customer_reason_phone", reason.phone);
  if ("profile" in reason) return text("customer_reason_profile", bare(reason.profile));
  if ("handle" in reason) return text("customer_reason_handle", `@${reason.handle}`);
  return text("customer_reason_name", reason.name);
}

function bare(url: string): string {
  return url.replace(/^https?:\/\/(?:www\.)?/u, "").replace(/\/$/u, "");
}

/** What happened to a pin, in words; a post speaks for itself. */
export function eventText(event: TimelineEvent, view: CustomerView): string | undefined {
  if ("posted" in event) return undefined;
  if ("answered" in event) return text("customer_event_answered");
  if ("noted" in event) {
    const note = view.notes.find((one) => one.id === event.noted.note);
    return note?.creator === undefined ? text("customer_event_noted") : text("customer_event_noted_by", note.creator);
  }
  if ("case" in event) return text(`customer_event_case_${event.case.status}`);
  if ("handed_over" in event) return text("customer_event_handed_over", connectionName(event.handed_over.connection, view));
  const { sighting, counts } = event.seen;
  const changed = counts.map(([count, before, now]) => `${countLabel(count)} ${number(before)} → ${number(now)}`);
  const words = sighting === "unchanged" ? [] : [text(`customer_event_${sighting}`)];
  return [...words, ...changed].join(" · ");
}

/** A destination's name; it may be gone. */
export function connectionName(id: string, view: CustomerView): string {
  return view.connections.find(([known]) => known === id)?.[1] ?? text("customer_connection_gone");
}
