// A zip as a program of strangers reads it: Python's zipfile, which checks every sum.
import { execFileSync } from "node:child_process";

/** A file of a zip: how many bytes, how they begin (in hexadecimal), and what they say as text. */
export interface Zipped {
  readonly size: number;
  readonly begins: string;
  readonly text: string;
}

const READ = `
import json, sys, zipfile
whole = zipfile.ZipFile(sys.argv[1])
assert whole.testzip() is None
bytes_of = {one.filename: whole.read(one) for one in whole.infolist()}
assert len(bytes_of) == len(whole.infolist()), "a name stands twice"
json.dump({name: {"size": len(all), "begins": all[:4].hex(), "text": all.decode("utf-8", "replace") if name.endswith((".xml", ".rels", ".md")) else ""} for name, all in bytes_of.items()}, sys.stdout)
`;

/** Whether there is a Python to read with. */
export function canUnzip(): boolean {
  try {
    execFileSync("python3", ["-c", "import zipfile"]);
    return true;
  } catch {
    return false;
  }
}

/** All files of a zip, by name. */
export function unzipped(file: string): Map<string, Zipped> {
  const told = execFileSync("python3", ["-c", READ, file], { maxBuffer: 1 << 28, encoding: "utf8" });
  return new Map(Object.entries(JSON.parse(told) as Record<string, Zipped>));
}
