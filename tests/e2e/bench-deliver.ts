// What handing over a thousand notes costs beside what the destinations take for them: `pinfold deliver` to real servers, looked at
// from outside. It prints figures beside their targets and never judges.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { backupOf } from "./lib/crowd";
import { SOFTWARE, type Software } from "./lib/eyes";
import { figure, note } from "./lib/figure";
import { TARGET } from "./lib/places";

const NOTES = 1_000;
/** After how many notes it is looked at how much memory is in use. */
const LOOKS: readonly number[] = [100, 500, NOTES];
/** What a note may cost beside the destination's own time, in milliseconds. */
const OVERHEAD_MS = 5;
/** What the last note may have in memory, as a share of what the first hundred had. */
const GROWTH = 1.1;

interface Timing {
  readonly notes: number;
  readonly calls: number;
  readonly took_ms: number;
  readonly waited_ms: number;
}

/** Memory in use, in megabytes; Linux alone says that. */
function memory(pid: number): number {
  const [, kilobytes] = /^VmRSS:\s+(\d+) kB/mu.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
  return Number(kilobytes) / 1_000;
}

async function measure(software: Software): Promise<void> {
  const desk = await software.start();
  const folder = mkdtempSync(path.join(os.tmpdir(), "pinfold-bench-"));
  try {
    const file = (name: string): string => path.join(folder, name);
    writeFileSync(file("workspace.json"), backupOf(NOTES));
    writeFileSync(file("connection.json"), JSON.stringify(desk.connection));
    const words = ["deliver", file("workspace.json"), "--to", file("connection.json"), "--query", "", "--timing"];
    const program = spawn(path.join(TARGET, "release/pinfold"), words, { env: { ...process.env, PINFOLD_TOKEN: desk.token }, stdio: ["ignore", "pipe", "inherit"] });
    const ended = new Promise<number | null>((done) => program.once("exit", done));
    const seen: number[] = [];
    let sent = 0;
    let timing: Timing | undefined;
    for await (const line of createInterface({ input: program.stdout })) {
      const row = JSON.parse(line) as { timing?: Timing; state?: { sent?: object } };
      timing = row.timing ?? timing;
      if (row.state?.sent !== undefined) sent += 1;
      if (row.timing === undefined && LOOKS.includes(sent)) seen.push(memory(program.pid ?? 0));
    }
    if ((await ended) !== 0 || timing === undefined || sent !== NOTES) throw new Error(`${software.name}: ${sent} of ${NOTES} notes arrived`);
    const there = await software.eyes(desk).notes();
    if (there !== NOTES) throw new Error(`${software.name} has ${there} notes`);
    const name = `deliver-${software.name.toLowerCase().replaceAll(" ", "-")}`;
    note(`${name}-calls`, timing.calls / NOTES, "a note");
    note(`${name}-server`, timing.waited_ms / NOTES, "ms a note");
    figure(`${name}-overhead`, (timing.took_ms - timing.waited_ms) / NOTES, "ms a note", OVERHEAD_MS);
    for (const [place, megabytes] of seen.entries()) note(`${name}-memory-after-${LOOKS[place]}`, megabytes, "MB");
    figure(`${name}-memory-growth`, (seen.at(-1) ?? NaN) / (seen[0] ?? NaN), "times", GROWTH);
  } finally {
    await desk.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

// The quicker one first.
for (const software of [...SOFTWARE].reverse()) {
  if (software.skip) console.log(software.skip);
  else await measure(software);
}
