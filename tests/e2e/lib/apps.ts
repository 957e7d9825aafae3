// The forum and the shop: installed once, made once, started on loopback, put behind public names. It never
// writes outside `target/apps`, and ends the servers it started.
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import net, { type AddressInfo } from "node:net";
import path from "node:path";
import { upstream, type Network } from "./network";
import { APPS, TARGET } from "./places";
import { until } from "./wait";

export const FORUM = "https://forum.spirit.example";
export const OSCAR = "https://shop.oscar.example";

const INSTALL_MS = 300_000;
const START_MS = 30_000;

export interface App {
  /** What the seed said: addresses, a signed-in session. */
  readonly seeded: Readonly<Record<string, unknown>>;
  stop(): Promise<void>;
}

interface Kind {
  readonly folder: "forum" | "shop";
  readonly origin: string;
}

export const startForum = (network: Network): Promise<App> => start(network, { folder: "forum", origin: FORUM });
export const startShop = (network: Network): Promise<App> => start(network, { folder: "shop", origin: OSCAR });

async function start(network: Network, kind: Kind): Promise<App> {
  const python = installed();
  const site = made(python, kind);
  const port = await freePort();
  const server = spawn(python, ["-m", "django", "runserver", `127.0.0.1:${port}`, "--noreload", "--nothreading"], {
    env: environment(site, kind),
    cwd: path.join(APPS, kind.folder),
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  server.stderr?.on("data", (bytes: Buffer) => (said = (said + bytes.toString()).slice(-4_000)));
  await until(`the ${kind.folder} to listen`, async () => {
    if (server.exitCode !== null) throw new Error(`the ${kind.folder} ended: ${said}`);
    return listens(port);
  }, START_MS);
  network.serve(new URL(kind.origin).host, upstream(port));
  const seeded = JSON.parse(readFileSync(path.join(site, "seeded.json"), "utf8")) as Record<string, unknown>;
  return { seeded, stop: () => ended(server) };
}

/** The interpreter of a virtual environment with what `requirements.txt` says. */
function installed(): string {
  const requirements = path.join(APPS, "requirements.txt");
  const folder = path.join(TARGET, "apps", `venv-${hash([requirements])}`);
  const python = path.join(folder, "bin/python");
  if (existsSync(path.join(folder, "complete"))) return python;
  rmSync(folder, { recursive: true, force: true });
  console.log("… installing the forum and the shop");
  run("python3", ["-m", "venv", folder]);
  run(python, ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", "--requirement", requirements]);
  writeFileSync(path.join(folder, "complete"), "");
  return python;
}

/** A site with its database, made anew for each version of its sources and copied for each run. */
function made(python: string, kind: Kind): string {
  const source = path.join(APPS, kind.folder);
  const sources = readdirSync(source).filter((name) => name.endsWith(".py")).map((name) => path.join(source, name));
  const finished = path.join(TARGET, "apps", `${kind.folder}-${hash([...sources, path.join(APPS, "requirements.txt")])}`);
  if (!existsSync(finished)) {
    const making = `${finished}.making`;
    rmSync(making, { recursive: true, force: true });
    mkdirSync(making, { recursive: true });
    console.log(`… making the ${kind.folder}`);
    const django = (...words: string[]): string => run(python, ["-m", "django", ...words], { env: environment(making, kind), cwd: source });
    django("migrate", "--verbosity=0");
    const answer = run(python, ["-c", `import django; django.setup(); exec(open("seed.py").read())`], { env: environment(making, kind), cwd: source });
    writeFileSync(path.join(making, "seeded.json"), answer.trim().split("\n").pop() ?? "{}");
    renameSync(making, finished);
  }
  const running = path.join(TARGET, "apps", `${kind.folder}-running`);
  rmSync(running, { recursive: true, force: true });
  cpSync(finished, running, { recursive: true });
  return running;
}

function environment(site: string, kind: Kind): NodeJS.ProcessEnv {
  return {
    ...process.env,
    PINFOLD_SITE: site,
    DJANGO_SETTINGS_MODULE: "settings",
    PYTHONPATH: path.join(APPS, kind.folder),
    PYTHONDONTWRITEBYTECODE: "1",
    PYTHONIOENCODING: "utf-8",
  };
}

function run(program: string, words: string[], more: { env?: NodeJS.ProcessEnv; cwd?: string } = {}): string {
  const done = spawnSync(program, words, { encoding: "utf8", timeout: INSTALL_MS, ...more });
  if (done.status !== 0) throw new Error(`${program} ${words.join(" ")}: ${done.stderr || String(done.error)}`);
  return done.stdout;
}

const hash = (files: readonly string[]): string => {
  const sum = createHash("sha256");
  for (const file of files) sum.update(readFileSync(file));
  return sum.digest("hex").slice(0, 12);
};

function freePort(): Promise<number> {
  return new Promise((done) => {
    const probe = net.createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => done(port));
    });
  });
}

function listens(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = net.connect(port, "127.0.0.1", () => done(!socket.destroy().connecting));
    socket.on("error", () => done(false));
  });
}

function ended(server: ChildProcess): Promise<void> {
  return new Promise((done) => {
    if (server.exitCode !== null) return done();
    server.once("exit", () => done());
    server.kill("SIGTERM");
  });
}
