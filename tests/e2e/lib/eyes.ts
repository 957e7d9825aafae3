// What a destination has, asked by its own interface behind the program's back. It never goes through Pinfold, and changes
// nothing there.
import { haveRequestTracker, startRequestTracker, startTryton, type Desk } from "./desks";

/** What can be asked of every destination. */
export interface Eyes {
  notes(): Promise<number>;
  customers(): Promise<number>;
  /** The names there of the notes that carry the marker of a pin. */
  marked(pin: string): Promise<readonly string[]>;
  /** A note as it is stored there. */
  text(note: string): Promise<string>;
  /** Whose a note is, by the name there. */
  owner(note: string): Promise<string>;
  /** The pictures that go with the note of a pin. */
  pictures(note: string, pin: string): Promise<readonly Buffer[]>;
}

/** A destination that runs on loopback. */
export interface Software {
  readonly name: "Request Tracker" | "Tryton";
  /** Why its tests are left out, where they are. */
  readonly skip: string | false;
  /** What its notes are written in. */
  readonly syntax: "html" | "plain";
  /** What its connection says besides the address, by the words of the form. */
  readonly settings: Readonly<Record<string, string>>;
  /** Starts it; changes come from the command line, and from extensions of these origins. */
  start(origins?: readonly string[]): Promise<Desk>;
  eyes(desk: Desk): Eyes;
}

const missing = "SKIPPED: Request Tracker is not installed: `cargo xtask setup` does that as root on Debian";

export const SOFTWARE: readonly Software[] = [
  { name: "Request Tracker", skip: haveRequestTracker() ? false : missing, syntax: "html", settings: { "Custom field for the source": "SourceURL" }, start: startRequestTracker, eyes: requestTracker },
  { name: "Tryton", skip: false, syntax: "plain", settings: { Database: "care" }, start: startTryton, eyes: tryton },
];

type Row = Readonly<Record<string, unknown>>;

function requestTracker(desk: Desk): Eyes {
  const asked = async <T>(where: string, init?: RequestInit): Promise<T> => (await (await desk.ask(`/REST/2.0/${where}`, init)).json()) as T;
  const items = async (where: string): Promise<readonly Row[]> => (await asked<{ items: Row[] }>(where)).items;
  const contents = async (note: string, kind: string): Promise<Buffer[]> => {
    const all = await items(`ticket/${note}/attachments?fields=ContentType&per_page=100`);
    const wanted = all.filter((one) => String(one["ContentType"]).startsWith(kind));
    return Promise.all(wanted.map(async ({ id }) => Buffer.from((await asked<{ Content: string }>(`attachment/${String(id)}`)).Content, "base64")));
  };
  const total = async (where: string, init?: RequestInit): Promise<number> => (await asked<{ total: number }>(where, init)).total;
  return {
    notes: () => total(`tickets?query=${encodeURIComponent("id > 0")}`),
    // Only what Pinfold makes has a colon in its name.
    customers: () => total("users", { method: "POST", body: JSON.stringify([{ field: "Name", operator: "LIKE", value: ":" }]) }),
    marked: async (pin) => (await items(`tickets?query=${encodeURIComponent(`Subject LIKE 'pin:${pin}'`)}`)).map(({ id }) => String(id)),
    text: async (note) => (await contents(note, "text/html"))[0]?.toString() ?? "",
    owner: async (note) => (await asked<{ Requestor: { id: string }[] }>(`ticket/${note}`)).Requestor[0]?.id ?? "",
    pictures: (note) => contents(note, "image/"),
  };
}

function tryton(desk: Desk): Eyes {
  const rows = async (model: string, fields: readonly string[], domain: unknown = []): Promise<readonly Row[]> => {
    const wanted = fields.map((field) => `&f=${field}`).join("");
    // In base 64 for addresses, as Python writes it: with what fills it up.
    const asked = Buffer.from(JSON.stringify(domain)).toString("base64").replaceAll("+", "-").replaceAll("/", "_");
    return (await (await desk.ask(`/care/rest/model/${model}?d=${asked}${wanted}`)).json()) as Row[];
  };
  const note = async (id: string): Promise<Row | undefined> => (await rows("ir.note", ["message", "resource"], [["id", "=", Number(id)]]))[0];
  return {
    notes: async () => (await rows("ir.note", ["message"])).length,
    customers: async () => (await rows("party.party", ["name"])).length,
    marked: async (pin) => (await rows("ir.note", ["message"])).filter((row) => String(row["message"]).includes(`pin:${pin}`)).map(({ id }) => String(id)),
    text: async (id) => String((await note(id))?.["message"]),
    owner: async (id) => JSON.stringify((await note(id))?.["resource"]),
    pictures: async (_, pin) => {
      const all = await rows("ir.attachment", ["name", "data"], [["description", "=", `pin:${pin}`]]);
      const pictures = all.filter(({ name }) => /\.(webp|png|jpe?g)$/u.test(String(name)));
      return pictures.map(({ data }) => Buffer.from((data as { base64: string }).base64, "base64"));
    },
  };
}
