// Where things stand: the project's folders, and the data that only some machines have. It never
// creates or removes anything.
import { existsSync } from "node:fs";
import path from "node:path";

const above = (folder: string): string => {
  if (existsSync(path.join(folder, "Cargo.lock"))) return folder;
  const next = path.dirname(folder);
  if (next === folder) throw new Error("started outside the project");
  return above(next);
};

export const ROOT = above(process.cwd());
export const TARGET = path.join(ROOT, "target");
export const SITES = path.join(ROOT, "tests/sites");
export const APPS = path.join(ROOT, "tests/e2e/apps");
/** A backup of a small workspace. */
export const SAMPLE = path.join(ROOT, "tests/fixtures/sample-workspace.json");

/** Saved real pages stand beside the project, where they are at all. */
export const FIXTURES = path.join(ROOT, "../shared/fixtures");
export const haveFixtures = (): boolean => existsSync(FIXTURES);
