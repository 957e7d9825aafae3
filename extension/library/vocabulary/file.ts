// The vocabulary as a file, for spreadsheets and for programs that keep thesauri. What comes back in goes the way of every file.

import { toast } from "../../lib/elements/toast.js";
import { language, text } from "../../lib/i18n.js";
import { problem } from "../edits.js";
import { save, written } from "../files.js";
import { write } from "../reads.js";

/** Saves all of it. */
export async function saveVocabulary(format: "vocabulary_csv" | "vocabulary_skos"): Promise<void> {
  try {
    const file = await write({ of: { pins: [] }, format, language: language() });
    const { blob } = await written(file, () => {}, new AbortController().signal);
    await save(blob, file.name);
    toast({ text: text("vocabulary_file_saved", file.name) });
  } catch (error) {
    problem(error);
  }
}
