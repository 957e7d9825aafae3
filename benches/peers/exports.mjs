// How long a table, a workbook and a zip take, and how much memory: one task by one program in a process of its own, so that none
// pays for another's rubbish. It prints one JSON object: { peer, task, ms, mb, bytes, found }, where `found` is there of what reads.
//
// Everybody gets the same rows as JavaScript has them, and gives the bytes of the file. Pinfold is the shipped module; what writes
// and reads tables, see `tables.mjs`.
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { AT, COLUMNS, cell, files, rows, written } from "./rows.mjs";
import { READ, WRITTEN } from "./tables.mjs";

/** How long the collector may take to sweep, in milliseconds. */
const SWEPT = 500;

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

const TASKS = {
  csv: WRITTEN,
  "csv-read": READ,
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
// Whoever takes the rows into memory of its own is not to be slowed by those that nobody has any more.
const run = await TASKS[task][peer](await TASKS[task].rows(), pkg);
globalThis.gc?.();
const before = process.memoryUsage().rss;
// What was collected is swept beside, on the cores that compile Wasm.
await new Promise((done) => setTimeout(done, SWEPT));
let begun = 0;
const made = await run(() => (begun = performance.now()));
const ms = performance.now() - begun;
// The most that was ever held, without what the rows and the program take.
const mb = Math.max(0, process.resourceUsage().maxRSS * 1024 - before) / 1e6;
console.log(JSON.stringify({ peer, task, ms, mb, bytes: made.size, found: made.found?.() }));
if (keep !== undefined) writeFileSync(keep, Buffer.from(await made.arrayBuffer()));
