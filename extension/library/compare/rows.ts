// What is set side by side of several pins: a row for each thing that at least one of them says, with what each says of it.

import { html, nothing } from "lit";

import type { Field, PinDetail } from "../../../pkg/pinfold.js";
import { chip } from "../../lib/elements/value.js";
import { fieldName } from "../../lib/elements/words.js";
import { text } from "../../lib/i18n.js";
import { factsOf } from "../fact-values.js";
import { provenance } from "../facts.js";

/** A row: what it is about, and a cell for each pin. */
export interface Row {
  readonly name: string;
  readonly cells: readonly unknown[];
  /** Whether the pins say different things. */
  readonly differs: boolean;
}

/** What is looked at first of products; all else follows in the order of a pin's own facts. */
const FIRST: readonly Field[] = ["price", "product_rating", "rating", "brand", "category", "availability", "identifiers"];
/** What stands at the head of each column already. */
const HEAD: ReadonlySet<Field> = new Set(["title", "product_name"]);

/** The rows of pins, in order. */
export function rowsOf(pins: readonly PinDetail[]): readonly Row[] {
  const facts = pins.map(({ pin }) => new Map(factsOf(pin).map((fact) => [fact.field, fact])));
  const fields = new Set([...FIRST, ...facts.flatMap((of) => [...of.keys()])]);
  const rows = [...fields]
    .filter((field) => !HEAD.has(field))
    .map((field) => {
      const own = facts.map((of) => of.get(field));
      return row(fieldName(field), own.map((fact) => fact?.said ?? ""), own.map((fact, at) => (fact === undefined ? nothing : shown(pins[at], field, fact.value))));
    });
  const tags = pins.map((one) => one.tags.map((tag) => tag.path).join());
  rows.push(
    row(text("library_field_tags"), tags, pins.map((one) => html`<span class="chips">${one.tags.map(chip)}</span>`)),
    row(text("library_boards"), pins.map((one) => one.boards.map(([, name]) => name).join()), pins.map((one) => one.boards.map(([, name]) => name).join(", "))),
    row(fieldName("text"), pins.map((one) => one.pin.text ?? ""), pins.map((one) => html`<div class="compare-text" dir="auto">${one.pin.text}</div>`)),
    row(text("library_field_notes"), pins.map((one) => bodies(one).join()), pins.map((one) => bodies(one).map((body) => html`<p dir="auto">${body}</p>`))),
  );
  return rows.filter((one) => one !== undefined);
}

function row(name: string, said: readonly string[], cells: readonly unknown[]): Row | undefined {
  if (said.every((words) => words === "")) return undefined;
  return { name, cells: cells.map((cell, at) => (said[at] === "" ? nothing : cell)), differs: new Set(said).size > 1 };
}

function shown(detail: PinDetail | undefined, field: Field, value: unknown): unknown {
  return detail === undefined ? nothing : provenance(detail.pin, field, value);
}

function bodies(detail: PinDetail): string[] {
  return detail.annotations.map((note) => note.body ?? "").filter(Boolean);
}
