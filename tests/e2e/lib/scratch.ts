// Folders for a moment: gone when the process ends, however its tests went. A browser's profile and whatever else it puts
// into the system's folder for such things go with them. It never removes the folder of a process that still runs.
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";

const PREFIX = "pinfold-e2e-";
/** What a browser still writes while it ends makes a folder hard to empty. */
const TRIES = 10;

const common = os.tmpdir();
for (const left of readdirSync(common)) {
  // One that was killed could not clear up after itself.
  const owner = left.startsWith(PREFIX) ? Number.parseInt(left.slice(PREFIX.length), 10) : Number.NaN;
  if (!Number.isNaN(owner) && !runs(owner)) clear(path.join(common, left));
}
const room = mkdtempSync(path.join(common, `${PREFIX}${process.pid}-`));
// Puppeteer and the programs it starts ask here where to put theirs.
process.env["TMPDIR"] = room;
process.on("exit", () => clear(room));
// An end by these would tell nobody; `SIGINT` is puppeteer's to take.
for (const [signal, number] of [["SIGTERM", 15], ["SIGHUP", 1]] as const) process.once(signal, () => process.exit(128 + number));

/** A new folder that is this process's own. */
export const scratch = (name: string): string => mkdtempSync(path.join(room, `${name}-`));

function clear(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: TRIES });
}

function runs(one: number): boolean {
  try {
    return process.kill(one, 0);
  } catch (error) {
    // Somebody else's is there all the same.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
