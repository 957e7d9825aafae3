// One measured figure on its own line, beside its target where one is named, as every measuring command
// prints it. It never decides whether a program succeeds.
import { cpus, loadavg } from "node:os";

export function figure(name: string, value: number, unit: string, most: number): void {
  console.log(`figure ${name} = ${plain(value)} ${unit}, target <= ${most}: ${value <= most ? "holds" : "short"}`);
}

/** What a figure is to be read beside: it has no target of its own. */
export function note(name: string, value: number, unit: string): void {
  console.log(`note ${name} = ${plain(value)} ${unit}`);
}

/** A machine that is busy with something else measures that, too. */
export const load = (): void => console.log(`${cpus().length} processors, load ${loadavg().map((one) => one.toFixed(2)).join(" ")}`);

const plain = (value: number): number => Number(value.toFixed(3));

/** The value below which this share of them lies; not a number where there are none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}
