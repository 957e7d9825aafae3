// What is written and read by everybody who is measured: the same rows and notes in every process. It measures nothing.

const ROWS = 100_000;
const FILES = 10_000;
/** Rows that cross into the module together, as in the extension. */
const BATCH = 1_000;
/** The moment of all of it. */
export const AT = 1_795_000_000_000;
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

export const COLUMNS = ["Title", "Text", "Tags", "Brand", "Price", "Currency", "Author", "Site", "Source", "Published", "Likes", "Notes"];

/** Twelve columns as a board has them: texts, a price, a count, a moment. */
export function rows() {
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
export function files() {
  const throwDice = dice(11);
  return Array.from({ length: FILES }, (_, at) => [`Note ${at}`, `---\ntitle: "${words(throwDice, 3)}"\n---\n\n${Array.from({ length: 8 }, () => words(throwDice, 26)).join("\n\n")}\n`]);
}

/** Rows as the library writes them. */
export function* written(all, cell) {
  for (let at = 0; at < all.length; at += BATCH) {
    yield all
      .slice(at, at + BATCH)
      .map((row) => `${row.map(cell).join("\u{1f}")}\u{1f}\u{1e}`)
      .join("");
  }
}

export function cell(value) {
  if (value instanceof Date) return `m${value.getTime()}`;
  if (typeof value === "number") return `n${value}`;
  return value === "" ? "" : `t${value}`;
}
