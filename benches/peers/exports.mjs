// How long a table, a workbook and a zip take, and how much memory: one task by one program in a process of its own, so that none
// pays for another's rubbish. It prints one JSON object: { peer, task, ms, mb, bytes }.
//
// Everybody gets the same rows as JavaScript has them, and gives the bytes of the file. Pinfold is the shipped module.
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

const ROWS = 100_000;
const FILES = 10_000;
/** Rows that cross into the module together, as in the extension. */
const BATCH = 1_000;
/** The moment of all of it. */
const AT = 1_795_000_000_000;
const DAY = 86_400_000;

const WORDS = "oak desk chair lamp wool jumper crew neck navy linen shirt small room light warm late parcel again never best price drawer smooth brass green sofa table reading corner".split(" ");

/** The same numbers in every process. */
function dice(seed) {
  let state = seed >>> 0;
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 4_294_967_296) * sides);
  };
}

function words(throwDice, count) {
  return Array.from({ length: count }, () => WORDS[throwDice(WORDS.length)]).join(" ");
}

const COLUMNS = ["Title", "Text", "Tags", "Brand", "Price", "Currency", "Author", "Site", "Source", "Published", "Likes", "Notes"];

/** Twelve columns as a board has them: texts, a price, a count, a moment. */
function rows() {
  const throwDice = dice(7);
  return Array.from({ length: ROWS }, (_, at) => [
    words(throwDice, 4),
    `${words(throwDice, 12)}, "${words(throwDice, 3)}" & ${words(throwDice, 6)}.\n${words(throwDice, 4)}`,
    `${words(throwDice, 1)}; ${words(throwDice, 1)}`,
    words(throwDice, 1),
    (throwDice(90_000) + 100) / 100,
    "EUR",
    `@${words(throwDice, 1)}${at}`,
    "shop.example",
    `https://shop.example/p/${at}`,
    new Date(AT - throwDice(1_000) * DAY - throwDice(DAY)),
    throwDice(5_000),
    at % 9 === 0 ? words(throwDice, 8) : "",
  ]);
}

/** Notes of some 1.5 KB. */
function files() {
  const throwDice = dice(11);
  return Array.from({ length: FILES }, (_, at) => [`Note ${at}`, `---\ntitle: "${words(throwDice, 3)}"\n---\n\n${Array.from({ length: 8 }, () => words(throwDice, 26)).join("\n\n")}\n`]);
}

async function office(pkg) {
  const glue = await import(pathToFileURL(path.join(pkg, "office.js")).href);
  glue.initSync({ module: readFileSync(path.join(pkg, "office_bg.wasm")) });
  const encoder = new TextEncoder();
  return async (plan, batches) => {
    const chunks = [];
    const ask = async (question, bytes) => {
      const answer = await glue.handle(AT, question, bytes);
      if (!("packed" in answer)) throw new Error(JSON.stringify(answer));
      const packed = glue.packed();
      if (packed.length > 0) chunks.push(packed);
    };
    await ask({ begin: plan });
    for (const batch of batches()) await ask("rows", encoder.encode(batch));
    await ask("finish");
    return new Blob(chunks);
  };
}

/** Rows as the library writes them. */
function* written(all, cell) {
  for (let at = 0; at < all.length; at += BATCH) {
    yield all
      .slice(at, at + BATCH)
      .map((row) => `${row.map(cell).join("\u{1f}")}\u{1f}\u{1e}`)
      .join("");
  }
}

function cell(value) {
  if (value instanceof Date) return `m${value.getTime()}`;
  if (typeof value === "number") return `n${value}`;
  return value === "" ? "" : `t${value}`;
}

const TASKS = {
  xlsx: {
    rows,
    pinfold: async (all, pkg) => {
      const pack = await office(pkg);
      const columns = COLUMNS.map((name) => ({ name, width: 20 }));
      return (start) => {
        start();
        return pack({ sheet: { title: "Board", at: AT, columns, held: 1, pictures: false } }, () => written(all, cell));
      };
    },
    exceljs: async (all) => {
      const { default: excel } = await import("exceljs");
      return async (start) => {
        start();
        const book = new excel.Workbook();
        const sheet = book.addWorksheet("Board", { views: [{ state: "frozen", ySplit: 1 }] });
        sheet.columns = COLUMNS.map((header) => ({ header, width: 20 }));
        for (const row of all) sheet.addRow(row);
        return new Blob([await book.xlsx.writeBuffer()]);
      };
    },
    // Its other way, which most do not know: nothing is kept, but no picture can be put in.
    "exceljs-stream": async (all) => {
      const { default: excel } = await import("exceljs");
      const { PassThrough } = await import("node:stream");
      return async (start) => {
        start();
        const chunks = [];
        const stream = new PassThrough();
        stream.on("data", (chunk) => chunks.push(chunk));
        const book = new excel.stream.xlsx.WorkbookWriter({ stream });
        const sheet = book.addWorksheet("Board");
        sheet.columns = COLUMNS.map((header) => ({ header, width: 20 }));
        for (const row of all) sheet.addRow(row).commit();
        await book.commit();
        return new Blob(chunks);
      };
    },
  },
  zip: {
    rows: files,
    pinfold: async (all, pkg) => {
      const pack = await office(pkg);
      return (start) => {
        start();
        return pack({ folder: { at: AT } }, () => written(all.map(([name, text]) => [name, "", text]), cell));
      };
    },
    fflate: async (all) => zipped(all, {}),
    // As little effort as Pinfold's.
    "fflate-fastest": async (all) => zipped(all, { level: 1 }),
  },
};

async function zipped(all, options) {
  const { zipSync } = await import("fflate");
  return (start) => {
    start();
    const encoder = new TextEncoder();
    return new Blob([zipSync(Object.fromEntries(all.map(([name, text]) => [`${name}.md`, encoder.encode(text)])), options)]);
  };
}

const [task, peer, pkg, keep] = process.argv.slice(2);
const all = TASKS[task].rows();
const run = await TASKS[task][peer](all, pkg);
globalThis.gc?.();
const before = process.memoryUsage().rss;
let begun = 0;
const blob = await run(() => (begun = performance.now()));
const ms = performance.now() - begun;
// The most that was ever held, without what the rows and the program take.
const mb = Math.max(0, process.resourceUsage().maxRSS * 1024 - before) / 1e6;
console.log(JSON.stringify({ peer, task, ms, mb, bytes: blob.size }));
if (keep !== undefined) writeFileSync(keep, Buffer.from(await blob.arrayBuffer()));
