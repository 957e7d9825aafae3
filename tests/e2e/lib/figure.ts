// One measured figure on its own line, beside its target where one is named, as every measuring command
// prints it. It never decides whether a program succeeds.

export function figure(name: string, value: number, unit: string, most?: number): void {
  const verdict = most === undefined ? "" : `, target <= ${most}: ${value <= most ? "holds" : "short"}`;
  console.log(`figure ${name} = ${Number(value.toFixed(3))} ${unit}${verdict}`);
}

/** The value below which this share of them lies; not a number where there are none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}
