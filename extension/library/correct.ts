// Correcting a value of a pin in a dialog. The fields and what they mean are those of the panel; it stores once it is saved.

import type { Correction, Field, Pin, PinKind } from "../../pkg/pinfold.js";
import { editorOf } from "../lib/elements/field.js";
import { asked, form } from "../lib/elements/form.js";
import { fieldName, kindName } from "../lib/elements/words.js";
import { text } from "../lib/i18n.js";
import { edit } from "./edits.js";

const KINDS: readonly PinKind[] = ["post", "comment", "review", "product", "image", "selection", "page", "screenshot"];

/** Asks for a value and corrects it. */
export async function correct(pin: Pin, field: Field): Promise<void> {
  let typed: Correction | undefined;
  const fields = editorOf(pin, field, undefined, (_, correction) => (typed = correction));
  const correction = await asked(text("library_correct", fieldName(field)), fields, () => typed);
  if (correction === undefined) return;
  await edit({ pin_correct: { pin: pin.id, corrections: [correction] } }, text("library_corrected", fieldName(field)));
}

/** Asks what kind of thing it is. */
export async function correctKind(pin: Pin): Promise<void> {
  const choices = KINDS.map((kind) => [kind, kindName(kind)] as const);
  const values = await form(text("library_correct_kind"), [{ name: "kind", label: text("library_facet_kinds"), type: "choice", choices, value: pin.kind }]);
  const kind = values?.["kind"] as PinKind | undefined;
  if (kind !== undefined && kind !== pin.kind) await edit({ pin_correct: { pin: pin.id, corrections: [{ kind }] } }, text("library_corrected", text("library_facet_kinds")));
}
