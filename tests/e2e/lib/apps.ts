// The forum and the shop: installed once, made once, started on loopback, put behind public names. It never
// writes outside `target/apps`, and ends the servers it started.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { upstream, type Network } from "./network";
import { APPS } from "./places";
import { ended, freePort, installed, made, run, started } from "./server";

export const FORUM = "https://forum.spirit.example";
export const OSCAR = "https://shop.oscar.example";

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
  const requirements = path.join(APPS, "requirements.txt");
  const python = installed(requirements, "the forum and the shop");
  const source = path.join(APPS, kind.folder);
  const sources = readdirSync(source).filter((name) => name.endsWith(".py")).map((name) => path.join(source, name));
  const site = made(kind.folder, [...sources, requirements], (folder) => {
    const django = (...words: string[]): string => run(python, ["-m", "django", ...words], { env: environment(folder, kind), cwd: source });
    django("migrate", "--verbosity=0");
    const answer = run(python, ["-c", `import django; django.setup(); exec(open("seed.py").read())`], { env: environment(folder, kind), cwd: source });
    writeFileSync(path.join(folder, "seeded.json"), answer.trim().split("\n").pop() ?? "{}");
  });
  const port = await freePort();
  const words = ["-m", "django", "runserver", `127.0.0.1:${port}`, "--noreload", "--nothreading"];
  const server = await started(kind.folder, port, python, words, { env: environment(site, kind), cwd: source });
  network.serve(new URL(kind.origin).host, upstream(port));
  const seeded = JSON.parse(readFileSync(path.join(site, "seeded.json"), "utf8")) as Record<string, unknown>;
  return { seeded, stop: () => ended(server) };
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
