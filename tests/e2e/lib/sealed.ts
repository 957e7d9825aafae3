// The text of a backup made of records, with the checksums that a restore looks at. It never looks at what they say.
import { xxh3 } from "./xxh3";

/** A record: its kind, its id, and what it says. */
export type Kept = readonly [kind: string, id: string, body: object];

/** The backup of these; pictures are written already. */
export function sealed(records: readonly Kept[], pictures: readonly string[] = []): string {
  const checksums: string[] = [];
  const rows = records.map(([kind, id, body]) => {
    const text = JSON.stringify(body);
    const checksum = xxh3(Buffer.from(text));
    checksums.push(checksum);
    return `{"kind":"${kind}","id":"${id}","schema":1,"checksum":"${checksum}","record":${text}}`;
  });
  const digest = xxh3(Buffer.from(checksums.map((one) => `${one}\n`).join("")));
  const head = { format: "pinfold-backup", version: 1, made: "2026-11-21T05:33:20Z", records: rows.length, pictures: pictures.length, digest };
  return `${JSON.stringify(head).slice(0, -1)},"body":[\n${rows.join(",\n")}\n],"media":[\n${pictures.join(",\n")}\n],"end":"pinfold-backup"}\n`;
}
