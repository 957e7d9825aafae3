// Vendors' published descriptions of their interfaces, and Prism, which says what of a call they do not allow. It never says
// anything of an answer: Prism makes those up.
import type { ChildProcess } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { APPS, ROOT, TARGET } from "./places";
import { ended, freePort, hash, run, started } from "./server";

const SOURCE = path.join(APPS, "descriptions");
/** The calls that `tests/native/deliver/described.rs` has written down. */
const CALLS = path.join(TARGET, "described-calls.jsonl");
/** Where the descriptions stand beside the project, where they do at all. */
const FILES: Readonly<Record<string, string>> = {
  intercom: path.join(ROOT, "../shared/specs/intercom/api.intercom.io-2.16.yaml"),
  chatwoot: path.join(ROOT, "../shared/specs/chatwoot/chatwoot-application-api-openapi.yml"),
  miro: path.join(ROOT, "../shared/specs/miro/spec.json"),
  pinterest: path.join(ROOT, "../shared/specs/pinterest/openapi.json"),
  notion: path.join(ROOT, "../shared/specs/notion/notion-openapi.json"),
};

/** One call, as a connector makes it. */
export interface Made {
  readonly description: string;
  /** The call without its names. */
  readonly shape: string;
  readonly method: string;
  readonly path: string;
  readonly headers: readonly (readonly [string, string])[];
  /** In base 64. */
  readonly body: string | null;
}
/** Something that a description says of a call and that is wrong with the description. */
export interface Fault {
  readonly description: string;
  readonly shape: string;
  readonly says: string;
  readonly because: string;
}
interface Violation {
  readonly location: readonly string[];
  readonly message: string;
}
/** Prism with one description. */
export interface Judge {
  /** What the description does not allow of a call. */
  violations(made: Made): Promise<readonly string[]>;
  stop(): Promise<void>;
}

export const DESCRIPTIONS = Object.keys(FILES);
export const haveDescription = (name: string): boolean => existsSync(FILES[name] ?? "");
export const faults = (): readonly Fault[] => JSON.parse(readFileSync(path.join(SOURCE, "faults.json"), "utf8")) as Fault[];
export const made = (): readonly Made[] =>
  existsSync(CALLS) ? readFileSync(CALLS, "utf8").split("\n").map((line) => JSON.parse(line) as Made) : [];

export async function startJudge(name: string): Promise<Judge> {
  const port = await freePort();
  const words = [prism(), "mock", "--host", "127.0.0.1", "--port", String(port), "--verboseLevel", "fatal", legible(name)];
  const server: ChildProcess = await started("mock server", port, process.execPath, words, { env: process.env, cwd: TARGET });
  return {
    violations: async ({ method, path: where, headers, body }) => {
      const answer = await fetch(`http://127.0.0.1:${port}${where}`, {
        method,
        headers: headers.map(([name, value]): [string, string] => [name, value]),
        ...(body === null ? {} : { body: Buffer.from(body, "base64") }),
      });
      return violated(answer, await answer.text());
    },
    stop: () => ended(server),
  };
}

/** The description as Prism reads it: of Miro's the calls about boards, with the refusals that it names and does not have. */
function legible(name: string): string {
  const file = FILES[name] ?? "";
  if (name !== "miro") return file;
  const whole = JSON.parse(readFileSync(file, "utf8")) as { paths: Record<string, unknown>; components: object };
  const paths = Object.entries(whole.paths).filter(([where]) => where.startsWith("/v2/boards") || where === "/v1/oauth-token");
  const mended = path.join(TARGET, "described-miro.json");
  const responses = Object.fromEntries(["400", "401", "403", "404", "409", "429"].map((status) => [status, { description: "refused" }]));
  writeFileSync(mended, JSON.stringify({ ...whole, paths: Object.fromEntries(paths), components: { ...whole.components, responses } }));
  return mended;
}

/** An answer of Prism's own says why it refuses the call; one of the description's says so in a header. */
function violated(answer: Response, body: string): readonly string[] {
  const said = (violations: readonly Violation[]): readonly string[] => violations.map(({ location, message }) => `${location.join(".")}: ${message}`);
  const header = JSON.parse(answer.headers.get("sl-violations") ?? "[]") as Violation[];
  const found = [...said(header.filter(({ location }) => location[0] === "request"))];
  if (answer.headers.get("content-type")?.startsWith("application/problem+json") === true) {
    const problem = JSON.parse(body) as { type: string; title: string; validation?: readonly Violation[] };
    found.push(...(problem.validation === undefined ? [`${problem.title} (${problem.type})`] : said(problem.validation)));
  }
  return found;
}

/** Prism's program, installed once for each version of the lockfile. */
function prism(): string {
  const lock = path.join(SOURCE, "package-lock.json");
  const folder = path.join(TARGET, "apps", `descriptions-${hash([lock])}`);
  if (!existsSync(folder)) {
    const making = `${folder}.making`;
    rmSync(making, { recursive: true, force: true });
    mkdirSync(making, { recursive: true });
    for (const name of ["package.json", "package-lock.json"]) cpSync(path.join(SOURCE, name), path.join(making, name));
    console.log("… installing the mock server");
    run("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], { cwd: making });
    renameSync(making, folder);
  }
  return path.join(folder, "node_modules/@stoplight/prism-cli/dist/index.js");
}
