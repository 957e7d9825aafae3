// Tables, written and read. Pinfold is the core's own writer and reader in a module that holds rows (`benches/csv`), since the shipped
// one takes pins out of IndexedDB.
import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { COLUMNS, cell, rows, written } from "./rows.mjs";

/** Everybody's rows are where it has them: Pinfold's in the module, as an export has them. The bytes are the browser's to keep. */
export const WRITTEN = {
  rows,
  pinfold: async (all) => {
    const core = await module();
    hold(core, all);
    return (start) => {
      start();
      return new Blob([core.write()]);
    };
  },
  // What it would be if the rows were JavaScript's.
  "pinfold-crossing": async (all) => {
    const core = await module();
    return (start) => {
      start();
      hold(core, all);
      return new Blob([core.write()]);
    };
  },
  papaparse: (all) => unparsed(all, {}),
  // What Pinfold does without being asked: texts in quotes, and none a formula.
  "papaparse-guarded": (all) => unparsed(all, { quotes: all[0].map((value) => typeof value !== "number"), escapeFormulae: true }),
};

/** The bytes of a file become rows. What was found in them is counted: rows, cells, and their length, in bytes of ASCII. */
export const READ = {
  rows: async () => {
    const papa = await papaparse();
    return new TextEncoder().encode(papa.unparse({ fields: COLUMNS, data: rows() }));
  },
  pinfold: async (bytes) => {
    const core = await module();
    return (start) => {
      start();
      const found = core.read(bytes);
      return { size: bytes.length, found: () => [...found] };
    };
  },
  // An import needs one row at a time; this keeps all of them, as the other does.
  "pinfold-kept": async (bytes) => {
    const core = await module();
    return (start) => {
      start();
      core.keep(bytes);
      return { size: bytes.length, found: () => [...core.kept()] };
    };
  },
  // All that an import does with a table before a person is asked: addresses, moments and tags are read as well.
  "pinfold-import": async (bytes) => {
    const core = await module();
    return (start) => {
      start();
      const pins = core.gather(bytes);
      if (pins === 0) throw new Error("nothing was found");
      return { size: bytes.length };
    };
  },
  papaparse: async (bytes) => {
    const papa = await papaparse();
    return (start) => {
      start();
      const { data } = papa.parse(new TextDecoder().decode(bytes));
      return { size: bytes.length, found: () => counted(data) };
    };
  },
};

async function papaparse() {
  const { default: papa } = await import("papaparse");
  return papa;
}

async function unparsed(all, options) {
  const papa = await papaparse();
  return (start) => {
    start();
    return new Blob([papa.unparse({ fields: COLUMNS, data: all }, options)]);
  };
}

/** What was found in an array of arrays. */
function counted(table) {
  const cells = table.flat();
  return [table.length, cells.length, cells.reduce((sum, text) => sum + text.length, 0)];
}

async function module() {
  const glue = await import("./pkg/csv.js");
  glue.initSync({ module: readFileSync(path.join(path.dirname(fileURLToPath(import.meta.url)), "pkg/csv_bg.wasm")) });
  return glue;
}

function hold(core, all) {
  for (const batch of written(all, cell)) core.hold(batch);
}
