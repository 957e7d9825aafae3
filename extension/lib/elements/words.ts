// Words for what the core names: kinds, fields, counts, failures, amounts, times. It holds no prose itself; that is in
// `_locales`. Never a value that is not escaped by the template it stands in.

import type { Count, Deed, Field, Money, Origin, PinKind, Published, RightsStatus } from "../../../pkg/pinfold.js";
import { language, text } from "../i18n.js";

const made = new Map<string, unknown>();

/** A formatter of a sort, made once for each set of options: making one takes longer than a hundred uses. */
function once<Formatter>(sort: "number" | "date" | "plural" | "ago", make: (tag: string) => Formatter, options: object = {}): Formatter {
  const key = `${sort} ${JSON.stringify(options)}`;
  const known = made.get(key) as Formatter | undefined;
  const formatter = known ?? make(language());
  made.set(key, formatter);
  return formatter;
}

const numbers = (options: Intl.NumberFormatOptions = {}): Intl.NumberFormat => once("number", (tag) => new Intl.NumberFormat(tag, options), options);
const dates = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => once("date", (tag) => new Intl.DateTimeFormat(tag, options), options);
const plurals = (): Intl.PluralRules => once("plural", (tag) => new Intl.PluralRules(tag));
const relative = (): Intl.RelativeTimeFormat => once("ago", (tag) => new Intl.RelativeTimeFormat(tag, { numeric: "auto", style: "short" }));

/** A message in the number's own grammatical form: `key_one`, `key_other` and so on, with the number as `$1`. */
export function counted(key: string, count: number, ...more: string[]): string {
  const form = plurals().select(count);
  const written = number(count);
  return optional(`${key}_${form}`, written, ...more) ?? text(`${key}_other`, written, ...more);
}

/** A text that need not be there. */
function optional(key: string, ...values: string[]): string | undefined {
  const found = text(key, ...values);
  return found === key ? undefined : found;
}

/** A number as people of this language write it. */
export function number(value: number): string {
  return numbers().format(value);
}

/** A share in percent. */
export function percent(value: number): string {
  return numbers({ style: "percent" }).format(value / 100);
}

/** A large number in few characters, as in "4.2K". */
export function short(value: number): string {
  return numbers({ notation: "compact", maximumFractionDigits: 1 }).format(value);
}

/** A number of bytes. */
export function bytes(value: number): string {
  const units = ["byte", "kilobyte", "megabyte", "gigabyte"] as const;
  const step = value < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(value) / 3));
  const options = { style: "unit", unit: units[step], maximumFractionDigits: step > 1 ? 1 : 0 } as const;
  return numbers(options).format(value / 1000 ** step);
}

/** An amount as in "€ 489.00"; a currency that is no ISO code is put before the amount as it was written. */
export function money(amount: Money): string {
  const value = Number(amount.amount);
  const currency = amount.currency;
  if (!Number.isFinite(value)) return [currency, amount.amount].filter(Boolean).join(" ");
  const digits = amount.amount.includes(".") ? 2 : 0;
  const plain = { minimumFractionDigits: digits, maximumFractionDigits: Math.max(digits, 2) };
  if (currency !== undefined && /^[A-Z]{3}$/u.test(currency)) {
    return numbers({ ...plain, style: "currency", currency }).format(value);
  }
  const written = numbers(plain).format(value);
  return currency ? `${currency}\u00a0${written}` : written;
}

/** A point in time with date and time of day. */
export function moment(instant: number): string {
  return dates({ dateStyle: "medium", timeStyle: "short" }).format(instant);
}

/** When something was published, no more exactly than the page says. */
export function published(at: Published): string {
  const utc = at.precision === "local" || at.offset_minutes == null ? { timeZone: "UTC" } : {};
  const parts: Record<Published["precision"], Intl.DateTimeFormatOptions> = {
    year: { year: "numeric", timeZone: "UTC" },
    month: { year: "numeric", month: "long", timeZone: "UTC" },
    day: { dateStyle: "medium", timeZone: "UTC" },
    hour: { year: "numeric", month: "short", day: "numeric", hour: "numeric" },
    minute: { dateStyle: "medium", timeStyle: "short", ...utc },
    second: { dateStyle: "medium", timeStyle: "short", ...utc },
    local: { dateStyle: "medium", timeStyle: "short", ...utc },
  };
  return dates(parts[at.precision]).format(at.instant);
}

const STEPS: readonly [Intl.RelativeTimeFormatUnit, number, number][] = [
  ["minute", 60_000, 60],
  ["hour", 3_600_000, 24],
  ["day", 86_400_000, 7],
];

/** A time in words: "2 hours ago" within a week, the date after that. */
export function ago(instant: number, now: number): string {
  const past = now - instant;
  if (past >= 0 && past < 60_000) return text("shared_just_now");
  for (const [unit, size, limit] of STEPS) {
    if (Math.abs(past) < size * limit) {
      return relative().format(-Math.round(past / size), unit);
    }
  }
  const year = new Date(instant).getFullYear() === new Date(now).getFullYear() ? {} : { year: "numeric" as const };
  return dates({ day: "numeric", month: "short", ...year }).format(instant);
}

/** The name of a kind. */
export const kindName = (kind: PinKind): string => text(`kind_${kind}`);
/** The name of a field. */
export const fieldName = (field: Field): string => text(`field_${field}`);
/** Where a value came from. */
export const originName = (origin: Origin): string => text(`origin_${origin}`);
/** The name of a status of rights. */
export const rightsName = (status: RightsStatus): string => text(`rights_${status}`);
/** A count in words, as in "38 likes". */
export const countName = (count: Count, value: number): string => counted(`count_${count}`, value);

/** What is counted, without a number. */
export const countLabel = (count: Count): string => text(`counted_${count}`);

/** What a change did, in words. */
export function deedName(deed: Deed, count: number, label: string | undefined): string {
  const named = label === undefined || label === "" ? undefined : optional(`deed_${deed}_named`, label, number(count));
  return named ?? counted(`deed_${deed}`, count);
}
