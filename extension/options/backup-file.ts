// Everything written into a file that the person keeps. It reads and never changes anything.

import { bytes, counted } from "../lib/elements/words.js";
import { language, text } from "../lib/i18n.js";
import { save, written } from "../library/files.js";
import { read, write } from "../library/reads.js";

/** Offers a backup for download and gives the words that say so; nothing where it was stopped. */
export async function saveBackup(progress: (part: number) => void, stop: AbortSignal): Promise<string | undefined> {
  await read("open", "opened");
  const file = await write({ of: "all", format: "json", language: language() });
  const { blob, missing } = await written(file, progress, stop);
  if (stop.aborted) return undefined;
  await save(blob, file.name);
  const left = missing > 0 ? ` ${counted("library_warning_pictures", missing)}` : "";
  return text("options_backup_done", file.name, bytes(blob.size)) + left;
}
