// Whether browsers take our bookmarks as they are meant: each file of a folder is brought in by Chromium's and by Firefox's own
// import, and what stands there afterwards is compared with what was exported. `cargo xtask formats` runs it.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";
import { program } from "./lib/browser";
import { privileged } from "./lib/privileged";
import { scratch } from "./lib/scratch";
import { until } from "./lib/wait";

/** A bookmark: its folders, and when it was made, in seconds. */
interface Bookmark {
  readonly at: readonly string[];
  readonly title: string;
  readonly url: string;
  readonly seconds: number;
  readonly tags?: readonly string[];
}

const ENDING = ".bookmarks.html";
/** What Debian's Chromium brings in when it is started for the first time. */
const FIRST = "/usr/share/chromium/initial_bookmarks.html";
const START_MS = 60_000;
/** Chromium counts microseconds since 1601. */
const EPOCH_S = 11_644_473_600;
const MICRO = 1_000_000;

/** What a node of Chromium's file is. */
interface Kept {
  readonly type: string;
  readonly name: string;
  readonly url?: string;
  readonly date_added: string;
  readonly children?: readonly Kept[];
}

function* kept(nodes: readonly Kept[], at: readonly string[]): Generator<Bookmark> {
  for (const { name, url, date_added, children } of nodes) {
    if (url !== undefined) yield { at, title: name, url, seconds: Math.floor(Number(date_added) / MICRO) - EPOCH_S };
    else yield* kept(children ?? [], [...at, name]);
  }
}

/** Ours in the place of Debian's, in a view of the files that nobody else has; a profile that never was started takes it. */
async function chromium(file: string): Promise<Bookmark[]> {
  const profile = scratch("bookmarks");
  const started = spawn(
    "unshare",
    // The name of what is run, and then its arguments: $0 and the rest.
    ["--mount", "--user", "--map-root-user", "sh", "-c", `mount --bind "$0" ${FIRST} && exec "$@"`, file]
      .concat([program("chromium"), "--headless=new", "--no-sandbox", "--force-first-run", `--user-data-dir=${profile}`])
      .concat(["--disable-background-networking", "--disable-component-update", "--disable-sync", "about:blank"]),
    { stdio: "ignore" },
  );
  try {
    const held = path.join(profile, "Default/Bookmarks");
    await until("Chromium's bookmarks", () => existsSync(held) && readFileSync(held, "utf8").trimEnd().endsWith("}"), START_MS);
    return [...kept((JSON.parse(readFileSync(held, "utf8")) as { roots: { bookmark_bar: Kept } }).roots.bookmark_bar.children ?? [], [])];
  } finally {
    started.kill();
  }
}

/** What a node of Firefox's tree is. */
interface Node {
  readonly title: string;
  readonly uri?: string;
  readonly tags?: string;
  readonly dateAdded: number;
  readonly children?: readonly Node[];
}

function* nodes(of: readonly Node[], at: readonly string[]): Generator<Bookmark> {
  for (const { title, uri, tags, dateAdded, children } of of) {
    if (uri !== undefined) yield { at, title, url: uri, seconds: Math.floor(dateAdded / MICRO), tags: (tags ?? "").split(",").filter((tag) => tag !== "") };
    else yield* nodes(children ?? [], [...at, title]);
  }
}

async function firefox(file: string): Promise<Bookmark[]> {
  const puppet = await puppeteer.launch({ browser: "firefox", executablePath: program("firefox"), headless: true, timeout: START_MS, args: ["--remote-allow-system-access"] });
  try {
    const system = await privileged(puppet);
    const tree = (await system(`
      const { BookmarkHTMLUtils } = ChromeUtils.importESModule("resource://gre/modules/BookmarkHTMLUtils.sys.mjs");
      const { PlacesUtils } = ChromeUtils.importESModule("resource://gre/modules/PlacesUtils.sys.mjs");
      await BookmarkHTMLUtils.importFromURL(${JSON.stringify(pathToFileURL(file).href)}, { replace: true });
      return await PlacesUtils.promiseBookmarksTree(PlacesUtils.bookmarks.menuGuid);`)) as Node;
    return [...nodes(tree.children ?? [], [])];
  } finally {
    await puppet.close();
  }
}

/** Marks of byte order, which Firefox drops from titles. */
const MARKS = /[\u{feff}\u{fffe}]/gu;

/** Without tags, which only Firefox has, and with addresses as browsers write them. */
const plain = ({ at, title, url, seconds }: Bookmark): Bookmark => ({ at, title: title.replaceAll(MARKS, ""), url: new URL(url).href, seconds });

async function brought(name: string, take: (file: string) => Promise<Bookmark[]>, file: string, expected: readonly Bookmark[]): Promise<void> {
  const found = await take(file);
  assert.deepEqual(found.map(plain), expected.map(plain));
  for (const [place, { tags }] of found.entries()) {
    if (tags === undefined) continue;
    // Whose case and order is the browser's.
    const lower = (all: readonly string[]): string[] => all.map((tag) => tag.toLowerCase()).sort();
    assert.deepEqual(lower(tags), lower(expected[place]?.tags ?? []));
  }
  console.log(`✓ ${name} brought in ${found.length} bookmarks of ${path.basename(file)}`);
}

const folder = process.argv[2] ?? ".";
const canUnshare = existsSync(FIRST);
if (!canUnshare) console.log(`SKIPPED: no ${FIRST}: only Debian's Chromium brings in a file without a person`);
for (const file of readdirSync(folder).filter((one) => one.endsWith(ENDING)).map((one) => path.join(folder, one))) {
  const expected = JSON.parse(readFileSync(file.replace(/html$/u, "json"), "utf8")) as Bookmark[];
  assert.ok(expected.length > 0);
  if (canUnshare) await brought("Chromium", chromium, file, expected);
  await brought("Firefox", firefox, file, expected);
}
