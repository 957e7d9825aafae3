// Paints highlighted words where they stand, without touching the page's elements: with the browser's own highlights.
// Words that are no longer there are not painted.

/** Its name among the page's highlights; a switched-on page can see it. */
const NAME = "pinfold";
let sheet: CSSStyleSheet | undefined;

/** Paints `range`. */
export function paint(range: Range): void {
  if (sheet === undefined) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(`::highlight(${NAME}) { background: #ffe59a; color: #1d1c1a; }`);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    CSS.highlights.set(NAME, new Highlight());
  }
  CSS.highlights.get(NAME)?.add(range);
}

/** Paints the first place in `card` that reads `words`. */
export function paintWords(card: Element, words: string): void {
  const walker = document.createTreeWalker(card, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  const texts: Text[] = [];
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) texts.push(node as Text);
  const start = texts.map((text) => text.data).join("").indexOf(words);
  if (start < 0) return;
  let [at, began] = [0, false];
  for (const text of texts) {
    const end = at + text.length;
    if (!began && start < end) {
      range.setStart(text, start - at);
      began = true;
    }
    if (began && start + words.length <= end) {
      range.setEnd(text, start + words.length - at);
      return paint(range);
    }
    at = end;
  }
}

/** Takes all paint off. */
export function unpaint(): void {
  CSS.highlights.delete(NAME);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets].filter((one) => one !== sheet);
  sheet = undefined;
}
