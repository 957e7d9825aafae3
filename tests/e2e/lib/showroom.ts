// A workspace to look at: a shop's week of posts, reviews and products, and at its end everything that breaks a
// layout. It is stored through the background, as a person's pins are; nothing in it comes from chance.
import type { BackgroundRequest, CareCommand, Command, Content, CustomerEdit, Response } from "../../../pkg/pinfold.js";
import type { Browser } from "./browser";
import { SHOP, SOCIAL } from "./sites";
import { until } from "./wait";

/** As many pins as a person has after some weeks. */
const PINS = 200;
/** Of those, the ones whose picture was read, and the ones among them whose picture is gone from its site. */
const PICTURED = 5;
const GONE = 35;
const DAY = 86_400_000;
const NOW = Date.UTC(2026, 2, 12, 9);

const PEOPLE: readonly (readonly [string, string])[] = [
  ["hannah_w", "Hannah Weber"], ["tomasz.k", "Tomasz Kowalski"], ["oakandember", "Oak & Ember"], ["priya", "Priya Raman"], ["leo_m", "Léo Martin"],
  ["cafe.nord", "Café Nord"], ["j.okafor", "Jide Okafor"], ["mika", "Mika"], ["studio_aa", "Studio Ångström-Amsel"], ["sam", "Sam Reed"],
];
const WORDS = [
  "Third week of waiting for my kettle, and support keeps sending me the same answer. Order still says “on its way”.",
  "The lamp came with a cracked shade. Photos attached, please help!",
  "Honest review after six months: the chair still squeaks on the left, everything else is lovely.",
  "Love the new mug glaze. Is the large one coming back in moss green?",
  "Who else had the discount code refused at checkout today?",
  "Unboxing the headphones. First impression: lighter than I thought, case feels cheap.",
  "Shout-out to Mara from the store, who found my parcel in ten minutes.",
];
const TAGS = ["complaint/delivery/late", "complaint/quality", "praise/staff", "praise/product", "question/stock", "campaign/spring", "question/price"];
const BOARDS = ["Spring table", "Delivery trouble, week 11", "What people photograph"];
const PICTURES = ["chair", "headphones", "kettle", "mug"];

/** What breaks a layout: words without a break, scripts of other directions, everything at once. */
const EXTREMES: readonly Partial<Content>[] = [
  { author: { handle: "a".repeat(80), name: "Rechtsschutzversicherungsgesellschaftsangestellter ".repeat(3).trim(), followers: 12_345_678 }, text: "Donaudampfschifffahrtsgesellschaftskapitän".repeat(12) },
  { author: { handle: "nour", name: "نور الهدى عبد الرحمن" }, lang: "ar", text: "وصل الطلب متأخرًا أسبوعين كاملين، والعلبة مفتوحة. رقم الطلب 48213 ولم يرد أحد على رسائلي حتى الآن." },
  { author: { handle: "dana", name: "דנה לוי" }, lang: "he", text: "הכיסא יפה מאוד אבל הרגל השמאלית חורקת (kettle 2.0 is fine)." },
  { author: { handle: "aoi", name: "高橋 葵" }, lang: "ja", text: "届いたマグカップの取っ手が割れていました。交換してもらえますか？写真を添付します。".repeat(4) },
  { author: { handle: "e", name: "👩🏽‍🚀🏳️‍🌈🦊" }, text: "😡😡😡📦⏰ 👨‍👩‍👧‍👦 ".repeat(12) },
  { author: { handle: "quiet" }, text: "." },
  {},
];

/** Customers: one with everything, one who may be the first, staff, and one that breaks a layout. */
const CUSTOMERS: readonly (readonly CustomerEdit[])[] = [
  [
    { name: "Hannah Weber" }, { names: ["H. Weber", "hannah"] }, { identify: ["social:hannah_w", "forum.example:#48210"] }, { emails: ["hannah@weber.example", "hw@work.example"] },
    { phones: ["+49 30 90182012"] }, { standing: "vip" }, { consent: { state: "given", at: NOW, note: "Answered our mail of 2 March" } },
    { notes: "Prefers a call.\nHas two kettles of ours." },
  ],
  [{ name: "Hanna Weber" }, { identify: ["review.example:hannah_w"] }, { emails: ["Hannah@Weber.example"] }],
  [{ name: "Mika" }, { identify: ["social:mika"] }, { standing: "staff" }],
  [{ name: "نور الهدى عبد الرحمن" }, { identify: ["social:nour"] }, { consent: { state: "withdrawn", at: NOW } }],
  [
    { name: "Donaudampfschifffahrtsgesellschaftskapitän".repeat(4) }, { identify: [...Array.from({ length: 12 }, (_, place) => `network-${place}.example:${"a".repeat(60)}${place}`)] },
    { emails: [`${"very.long".repeat(6)}@${"subdomain.".repeat(8)}example`] }, { standing: "competitor" },
  ],
];

/** What the showroom asks for. */
type Asked = BackgroundRequest | { care: unknown };

/** Fills an empty workspace. */
export async function furnish(browser: Browser): Promise<void> {
  await browser.willGrant([`${SHOP}/*`]);
  const library = await browser.own(`library/index.html#pin=${id("P", 0)}`);
  const boards = BOARDS.map((name, place) => ({ id: id("B", place), name }));
  const sections = [
    { id: id("S", 0), name: "Ceramics" },
    { id: id("S", 1), name: "Chairs and everything one can sit on" },
  ];
  const commands: Command[] = boards.map((board, place) => ({ board_create: place === 0 ? { ...board, sections } : board }));
  commands.push({ board_create: { id: id("B", 9), name: "Unanswered questions", query: "tag:question" } });
  const keeps: BackgroundRequest[] = [];
  for (let place = 0; place < PINS; place += 1) {
    keeps.push({ keep: { change: id("C", place), pin: id("P", place), draft: { content: content(place) }, board: boards[place % (BOARDS.length + 2)]?.id ?? null } });
    const tag = TAGS[place % (TAGS.length + 1)];
    if (tag !== undefined) commands.push({ pins_tag: { pins: [id("P", place)], add: [tag] } });
    if (place % 6 === 0) {
      commands.push({ annotation_write: { id: id("A", place), pin: id("P", place), target: "whole", body: "Called back, waiting for the carrier.\nAsk again on Friday.", motivation: "commenting" } });
    }
  }
  const crowded = id("P", PINS - EXTREMES.length);
  commands.push({ pins_tag: { pins: [crowded], add: Array.from({ length: 40 }, (_, number) => `overview/quarter-${number % 4}/question number ${number}`) } });
  commands.push({ pins_rights: { pins: [id("P", 0), id("P", 5)], rights: { owner: "Hannah Weber", credit: "Photo: Hannah Weber, with kind permission", status: "granted" } } });
  commands.push({ pins_place: { pins: [id("P", 0), id("P", 10)], board: id("B", 0), section: id("S", 0), spot: "last" } });
  const edits = commands.map((command, place): BackgroundRequest => ({ edit: { change: id("E", place), command } }));
  const customers = CUSTOMERS.map((customer, place): Asked => ({ care: { edit: { change: id("K", place), command: { customer_write: { id: id("Q", place), edits: [...customer] } } satisfies CareCommand } } }));
  // Boards first: what is pinned is put on them.
  const all: Asked[] = [...edits.slice(0, BOARDS.length + 1), ...keeps, ...edits.slice(BOARDS.length + 1), ...customers];
  for (const refused of await library.run(store, JSON.stringify(all))) throw new Error(`the showroom was refused: ${refused}`);
  // What one click allows is fetched for every pin.
  await library.click({ role: "button", name: "Allow pictures from" });
  await until("the showroom's pictures", async () => (await library.run(waiting)) === 0, 60_000);
  await library.close();
}

/** An id that says what it is of: a letter, then a number. */
function id(letter: string, number: number): string {
  return `01KK0000000000000000${letter}${String(number).padStart(5, "0")}`;
}

function content(place: number): Content {
  const [handle, name] = PEOPLE[(place * 3) % PEOPLE.length] ?? ["sam", "Sam Reed"];
  const extreme = EXTREMES[place - (PINS - EXTREMES.length)];
  const product = place % 9 === 4;
  const picture = PICTURES[place % PICTURES.length];
  const url = `${product ? SHOP : SOCIAL}/item/${place}`;
  const file = place % GONE === GONE - PICTURED ? "gone" : `${picture}-800`;
  return {
    kind: product ? "product" : place % 7 === 2 ? "review" : "post",
    source: { page_url: url, url, site: new URL(url).host, network: "social", page_title: "A week of posts", native_id: String(place) },
    ...(product
      ? { title: `Hearthside ${picture}, ${place}`, product: { name: `Hearthside ${picture}, ${place}`, brand: "Hearthside", price: { amount: `${19 + place}.90`, currency: "EUR" } } }
      : { author: { handle, name, url: `${SOCIAL}/@${handle}`, ...(place % 2 === 0 ? { followers: 1_204 + place } : {}) }, text: WORDS[place % WORDS.length] ?? "", lang: "en" }),
    // Others answer whoever is shown as a customer.
    ...(place % 10 === 5 && !product ? { thread: { parent: String(place + 5) } } : {}),
    ...(place % 7 === 2 ? { rating: { value: 1 + (place % 5), best: 5 } } : {}),
    published: { instant: NOW - place * (DAY / 9), offset_minutes: 60, precision: "minute" },
    ...(place % PICTURED === 0 || product ? { media: [{ id: `${id("P", place)}.0`, kind: "image", url: `${SHOP}/${file}.jpg?n=${place}`, alt: `The ${picture}`, state: "pending" }] } : {}),
    engagement: { likes: (place * 37) % 500, replies: place % 12 } as NonNullable<Content["engagement"]>,
    ...extreme,
  };
}

/** Runs in the page: stores one after another, and gives what was refused. */
async function store(written: string): Promise<string[]> {
  const refused: string[] = [];
  for (const ask of JSON.parse(written) as Asked[]) {
    const answer = (await chrome.runtime.sendMessage({ ask })) as { ok: boolean; response?: Response; failure?: unknown };
    if (!answer.ok) refused.push(JSON.stringify([answer.failure, ask]).slice(0, 600));
  }
  return refused;
}

/** Runs in the page: how many pictures still wait, for their turn or for a permission. */
async function waiting(): Promise<number> {
  let all = 0;
  for (const blocked of [true, false]) {
    const answer = (await chrome.runtime.sendMessage({ ask: { media_queue: { blocked } } })) as { response?: { media_queue?: unknown[] } };
    all += answer.response?.media_queue?.length ?? 0;
  }
  return all;
}
