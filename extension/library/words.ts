// How wide words are, measured once each. It draws nothing.

/** Words remembered: a few screens of cards; past that it begins anew. */
const MAX_KEPT = 20_000;

/** Measures words in the type of an element. */
export class Words {
  readonly #pen = document.createElement("canvas").getContext("2d");
  readonly #known = new Map<string, number>();
  #font = "";

  /** Takes the type of an element. */
  like(element: Element): void {
    const { fontSize, fontFamily } = getComputedStyle(element);
    const font = `${fontSize} ${fontFamily}`;
    if (font === this.#font) return;
    this.#font = font;
    this.#known.clear();
    if (this.#pen !== null) this.#pen.font = font;
  }

  /** The width of words on one line, in pixels. */
  width(words: string): number {
    const known = this.#known.get(words);
    if (known !== undefined) return known;
    const width = this.#pen?.measureText(words).width ?? words.length * 7;
    if (this.#known.size >= MAX_KEPT) this.#known.clear();
    this.#known.set(words, width);
    return width;
  }
}
