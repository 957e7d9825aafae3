// Request Tracker and Tryton: real destinations for notes on loopback, each made once and copied for every run. It never writes
// outside `target/apps`, never touches a server of the system's own, and ends the servers it started.
import type { ChildProcess } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { APPS } from "./places";
import { ended, freePort, installed, made, run, started } from "./server";

const RT = "/usr/share/request-tracker5/libexec/rt-server";

/** A destination that runs. */
export interface Desk {
  /** Where it answers. */
  readonly origin: string;
  /** What proves who asks. */
  readonly token: string;
  /** A connection to it, as a workspace keeps it. */
  readonly connection: Readonly<Record<string, unknown>>;
  /** Asks it something by its own interface. */
  ask(path: string, more?: RequestInit): Promise<Response>;
  /** How many bytes of mail it has sent. */
  mail(): number;
  /** Ends it and starts it again at the same address; `between` happens while it is away. */
  restart(between?: () => Promise<void>): Promise<void>;
  stop(): Promise<void>;
}

/** Whether Request Tracker is installed: Debian's packages are, where setup was allowed to. */
export const haveRequestTracker = (): boolean => existsSync(RT);

export async function startRequestTracker(): Promise<Desk> {
  const source = path.join(APPS, "helpdesk");
  const sources = ["site.pm", "seed.pl"].map((name) => path.join(source, name));
  const environment = (site: string, port: number): NodeJS.ProcessEnv => ({
    ...process.env,
    PINFOLD_SITE: site,
    PINFOLD_PORT: String(port),
    RT_SITE_CONFIG: path.join(source, "site.pm"),
    // Instead of what Debian keeps for the system's own.
    RT_SITE_CONFIG_DIR: path.join(site, "none"),
  });
  const site = made("helpdesk", sources, (folder) => {
    for (const name of ["none", "var/mason", "var/session"]) mkdirSync(path.join(folder, name), { recursive: true });
    writeFileSync(path.join(folder, "sendmail"), '#!/bin/sh\nexec cat >> "$PINFOLD_SITE/mail"\n');
    chmodSync(path.join(folder, "sendmail"), 0o755);
    const env = environment(folder, 0);
    run("rt-setup-database-5", ["--action", "init", "--dba", "", "--dba-password", ""], { env });
    writeFileSync(path.join(folder, "seeded.json"), run("perl", [path.join(source, "seed.pl")], { env }));
  });
  const port = await freePort();
  const words = ["--host", "127.0.0.1", "--port", String(port), "--max-workers", "2"];
  return desk(site, port, () => started("helpdesk", port, RT, words, { env: environment(site, port), cwd: site }), "token", {
    kind: "request_tracker",
    id: "01KAFT2M0R0000000000000RT0",
    settings: { source_field: "SourceURL" },
  });
}

/** Tryton takes changes from an extension in a browser only where its administrator has named the extension's origin. */
export async function startTryton(origins: readonly string[] = []): Promise<Desk> {
  const source = path.join(APPS, "crm");
  const requirements = path.join(source, "requirements.txt");
  const python = installed(requirements, "the CRM");
  const bin = path.dirname(python);
  const environment = (site: string): NodeJS.ProcessEnv => ({
    ...process.env,
    TRYTOND_CONFIG: path.join(site, "trytond.conf"),
    TRYTONPASSFILE: path.join(site, "password"),
    PYTHONDONTWRITEBYTECODE: "1",
  });
  const configure = (folder: string, port: number): void =>
    writeFileSync(path.join(folder, "trytond.conf"), `[database]\nuri = sqlite://\npath = ${folder}\n[web]\nlisten = 127.0.0.1:${port}\ncors =\n${origins.map((origin) => `    ${origin}\n`).join("")}`);
  const site = made("crm", [requirements, path.join(source, "seed.py")], (folder) => {
    configure(folder, 0);
    writeFileSync(path.join(folder, "care.sqlite"), "");
    writeFileSync(path.join(folder, "password"), "only for tests on loopback\n");
    const admin = (...words: string[]): string => run(path.join(bin, "trytond-admin"), ["-c", path.join(folder, "trytond.conf"), "-d", "care", ...words], { env: environment(folder) });
    admin("--all", "--email", "admin@crm.example");
    admin("-u", "party", "--activate-dependencies");
    const answer = run(python, [path.join(source, "seed.py")], { env: environment(folder) });
    writeFileSync(path.join(folder, "seeded.json"), answer.trim().split("\n").pop() ?? "{}");
  });
  const port = await freePort();
  configure(site, port);
  const words = ["-c", path.join(site, "trytond.conf"), "-d", "care"];
  return desk(site, port, () => started("CRM", port, path.join(bin, "trytond"), words, { env: environment(site), cwd: site }), "bearer", {
    kind: "tryton",
    id: "01KAFT2M0R0000000000000TY0",
    settings: { database: "care" },
  });
}

async function desk(site: string, port: number, start: () => Promise<ChildProcess>, scheme: string, own: Record<string, unknown>): Promise<Desk> {
  let server = await start();
  const origin = `http://127.0.0.1:${port}`;
  const { token } = JSON.parse(readFileSync(path.join(site, "seeded.json"), "utf8")) as { token: string };
  const mail = path.join(site, "mail");
  return {
    origin,
    token,
    connection: { name: "Loopback", base_url: origin, audience: "internal", created: 0, changed: 0, ...own },
    ask: (where, more) => fetch(origin + where, { ...more, headers: { authorization: `${scheme} ${token}`, "content-type": "application/json" } }),
    mail: () => (existsSync(mail) ? statSync(mail).size : 0),
    restart: async (between) => {
      await ended(server);
      await between?.();
      server = await start();
    },
    stop: () => ended(server),
  };
}
