// What all real servers need: a virtual environment, a free port, a start that is waited for, an end. It knows none of them.
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import net, { type AddressInfo } from "node:net";
import path from "node:path";
import { TARGET } from "./places";
import { until } from "./wait";

const INSTALL_MS = 300_000;
const START_MS = 30_000;

/** The interpreter of a virtual environment with what a file of requirements says. */
export function installed(requirements: string, what: string): string {
  const folder = path.join(TARGET, "apps", `venv-${hash([requirements])}`);
  const python = path.join(folder, "bin/python");
  if (existsSync(path.join(folder, "complete"))) return python;
  rmSync(folder, { recursive: true, force: true });
  console.log(`… installing ${what}`);
  run("python3", ["-m", "venv", folder]);
  run(python, ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", "--requirement", requirements]);
  writeFileSync(path.join(folder, "complete"), "");
  return python;
}

/** A folder with a fresh server's data, made anew for each version of its sources and copied for each run. */
export function made(name: string, sources: readonly string[], make: (folder: string) => void): string {
  const finished = path.join(TARGET, "apps", `${name}-${hash(sources)}`);
  if (!existsSync(finished)) {
    const making = `${finished}.making`;
    rmSync(making, { recursive: true, force: true });
    mkdirSync(making, { recursive: true });
    console.log(`… making the ${name}`);
    make(making);
    renameSync(making, finished);
  }
  const running = path.join(TARGET, "apps", `${name}-running`);
  rmSync(running, { recursive: true, force: true });
  cpSync(finished, running, { recursive: true });
  return running;
}

/** Starts a program and waits until it listens. */
export async function started(name: string, port: number, program: string, words: readonly string[], more: { env: NodeJS.ProcessEnv; cwd: string }): Promise<ChildProcess> {
  const server = spawn(program, words, { ...more, stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  server.stderr?.on("data", (bytes: Buffer) => (said = (said + bytes.toString()).slice(-4_000)));
  await until(`the ${name} to listen`, async () => {
    if (server.exitCode !== null) throw new Error(`the ${name} ended: ${said}`);
    return listens(port);
  }, START_MS);
  return server;
}

/** Ends a server, and waits until it has. */
export function ended(server: ChildProcess): Promise<void> {
  return new Promise((done) => {
    if (server.exitCode !== null || server.signalCode !== null) return done();
    server.once("exit", () => done());
    server.kill("SIGTERM");
  });
}

export function run(program: string, words: readonly string[], more: { env?: NodeJS.ProcessEnv; cwd?: string } = {}): string {
  const done = spawnSync(program, words, { encoding: "utf8", timeout: INSTALL_MS, ...more });
  if (done.status !== 0) throw new Error(`${program} ${words.join(" ")}: ${done.stderr || String(done.error)}`);
  return done.stdout;
}

export function freePort(): Promise<number> {
  return new Promise((done) => {
    const probe = net.createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => done(port));
    });
  });
}

export const hash = (files: readonly string[]): string => {
  const sum = createHash("sha256");
  for (const file of files) sum.update(readFileSync(file));
  return sum.digest("hex").slice(0, 12);
};

function listens(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = net.connect(port, "127.0.0.1", () => done(!socket.destroy().connecting));
    socket.on("error", () => done(false));
  });
}
