// Files that a person chooses in a page of ours. It never opens the browser's own window for that, which no
// driver reaches.
import { writeFileSync } from "node:fs";
import path from "node:path";
import { scratch } from "./scratch";
import type { Screen } from "./screen";
import { until } from "./wait";

/** Gives a file to the field for files of one part of the options: of the backup, unless another is named. */
export async function choose(screen: Screen, file: string, part = "pf-backup"): Promise<void> {
  const field = await until("the field for a file", () => screen.page?.$(`${part} input[type=file]`) ?? null);
  await (field as unknown as { uploadFile(file: string): Promise<void> }).uploadFile(file);
}

/** A file of this name with this content, in a folder of its own. */
export function made(name: string, content: string | Uint8Array): string {
  const folder = scratch("files");
  const file = path.join(folder, name);
  writeFileSync(file, content);
  return file;
}
