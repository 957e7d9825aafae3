// A backup of any size, the same on every run: pins of invented words with authors, sites, tags, boards and some
// pictures. It holds no text of anybody.
import { readFileSync } from "node:fs";
import { dice } from "./dice";
import { SAMPLE } from "./places";
import { type Kept, sealed } from "./sealed";

/** A word that this many of a thousand pins have. */
export const RARE = { word: "zeppelin", each: 1_000 } as const;
/** One in so many pins is on the board, and one in so many has a picture. */
export const ON_BOARD = 5;
const WITH_PICTURE = 20;

const WORDS = (
  "the kettle lid leaks again and nobody answers phone parcel arrived late two weeks after order lamp flickers warm light desk oak drawer " +
  "handle broke first day refund promised support kind quick reply colour darker than picture lovely glaze mug steam base cracked box wet " +
  "driver left neighbour never rang batch code missing screw manual only german size small fits shelf chair wobbles leg short price high"
).split(" ");
const TAGS = ["complaint/delivery/late", "complaint/delivery/damaged", "complaint/quality", "praise", "question/price", "question/size", "escalate", "trend"];
/** The sample's board stands for all that a board has. */
const BOARD = { id: "01KAFT2M0R00000000000000C1", name: "Crowded", description: "Every fifth of very many pins, in the order in which they were made, so that a board of a size that nobody plans and many have is scrolled, too. It is one of a kind." };
const BASE = 1_700_000_000_000;
const CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

function id(number: number): string {
  let [rest, text] = [number, ""];
  for (let at = 0; at < 8; at++) [rest, text] = [Math.floor(rest / 32), (CROCKFORD[rest % 32] ?? "0") + text];
  return `01HF7YAT00${"0".repeat(8)}${text}`;
}

/** One in so many pins is on the board, or has a stored picture. */
export interface Shares {
  readonly onBoard?: number;
  readonly withPicture?: number;
}

/** The text of a backup with so many pins. */
export function backupOf(pins: number, { onBoard = ON_BOARD, withPicture = WITH_PICTURE }: Shares = {}): string {
  const roll = dice(2026);
  const picture = samplePicture();
  const records: Kept[] = [["board", BOARD.id, { ...BOARD, created: BASE, changed: BASE }]];
  const pictures: string[] = [];
  for (let number = 0; number < pins; number++) {
    const own = id(number);
    const user = `user${roll(1 + roll(2_000))}`;
    const site = `site${roll(1 + roll(40))}.example`;
    const words = Array.from({ length: 6 + roll(30) }, () => WORDS[roll(WORDS.length)] ?? "");
    if (number % RARE.each === 0) words.splice(2, 0, RARE.word);
    const at = BASE + number * 400_000;
    const media = { id: `${own}.0`, kind: "image", url: `https://images.${site}/${number}.webp`, alt: "A picture", width: 640, height: 380 + roll(300), state: { stored: picture.stored } };
    const has = number % withPicture === 0;
    if (has) pictures.push(`{"id":"${own}.0","mime":"${picture.stored.mime}","base64":"${picture.base64}"}`);
    records.push(["pin", own, {
      id: own, created: at, changed: at, kind: "post",
      source: { page_url: `https://${site}/`, url: `https://${site}/@${user}/${number}`, site },
      author: { handle: user, name: user.replace("user", "User "), url: `https://${site}/@${user}` },
      published: { instant: at - roll(4_000_000_000), offset_minutes: 0, precision: "second" },
      text: words.join(" "), lang: "en",
      ...(has ? { media: [media] } : {}),
      tags: [...new Set(Array.from({ length: roll(3) }, () => TAGS[roll(TAGS.length)] ?? ""))].sort(),
      ...(number % onBoard === 0 ? { placements: { [BOARD.id]: { order: `${String(number).padStart(6, "0")}V` } } } : {}),
      rights: { status: "unknown" },
    }]);
  }
  return sealed(records, pictures);
}

interface Picture {
  readonly stored: { readonly mime: string; readonly bytes: number; readonly digest: string };
  readonly base64: string;
}

/** A stored picture of the sample workspace. */
function samplePicture(): Picture {
  const sample = JSON.parse(readFileSync(SAMPLE, "utf8")) as {
    body: { record: { media?: { id: string; state: { stored?: Picture["stored"] } }[] } }[];
    media: { id: string; base64: string }[];
  };
  for (const { id: media, base64 } of sample.media) {
    const stored = sample.body.flatMap(({ record }) => record.media ?? []).find((one) => one.id === media)?.state.stored;
    if (stored !== undefined) return { stored, base64 };
  }
  throw new Error("the sample has no stored picture");
}
