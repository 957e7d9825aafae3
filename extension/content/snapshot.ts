// A card or a page as the flat table the core reads: names, attributes, text, and what only a browser knows about
// pictures. It takes no recursion, cuts at the core's own limits, and changes nothing.
import type { Head, Node as Row, Snapshot } from "../../pkg/pinfold.js";

/** Most rows of a card, and of a page: the limits of the core. */
const MAX_CARD_NODES = 20_000;
const MAX_PAGE_NODES = 400_000;
/** Longest value of an attribute, in characters. */
const MAX_ATTRIBUTE = 8_192;
/** Most attributes of an element. */
const MAX_ATTRIBUTES = 200;
/** Most text, in bytes of UTF-8. */
const MAX_TEXT = 2_000_000;
/** Longest block of JSON-LD, in bytes. */
const MAX_JSON_LD = 1_000_000;
/** Most entries of each list of the head. */
const MAX_HEAD = 1_000;
/** What is no content. */
const SILENT = new Set(["script", "style", "noscript", "template"]);
/** What the finder reads of a page's structure. */
const FINDER_ATTRIBUTES = ["class", "itemscope", "itemtype", "itemprop"];

interface Table {
  nodes: Row[];
  /** The element of each row; a row of text has its parent's. */
  elements: Element[];
  cut: "none" | "limited";
}

/** One card with the page's head. */
export function snapshotCard(card: Element): Snapshot {
  return { ...page(), extent: "card", ...rowsOf(card, MAX_CARD_NODES, contentOf) };
}

/** The whole page. */
export function snapshotPage(): Snapshot {
  return { ...page(), extent: "page", ...rowsOf(document.documentElement, MAX_PAGE_NODES, contentOf) };
}

/** The whole page; of one without a word, because its scripts did not run, what it holds for browsers without scripts. */
export function snapshotUnscripted(): Snapshot {
  const page = snapshotPage();
  const rows = page.nodes ?? [];
  const body = rows.findIndex(({ name }) => name === "body");
  const worded = rows.some(({ text }, at) => at > body && text !== undefined && text.trim() !== "");
  const plain = worded ? "" : [...document.querySelectorAll(":not(head) > noscript")].map((one) => one.textContent ?? "").join("");
  if (plain.trim() === "") return page;
  // Nothing in a document made so runs or is fetched.
  return { ...page, ...rowsOf(new DOMParser().parseFromString(plain, "text/html").documentElement, MAX_PAGE_NODES, contentOf) };
}

/** The whole page, and the element of each row. */
export function pageWithElements(): { snapshot: Snapshot; elements: Element[] } {
  const { elements, ...rows } = table(document.documentElement, MAX_PAGE_NODES, contentOf);
  return { snapshot: { ...page(), extent: "page", ...rows }, elements };
}

/** The page's structure without its words, to find cards in, and the element of each row; `signs` are attributes
 * that cards are told by. */
export function findable(signs: readonly string[]): { snapshot: Snapshot; elements: Element[] } {
  const { elements, ...rows } = table(document.documentElement, MAX_PAGE_NODES, structureWith([...FINDER_ATTRIBUTES, ...signs]));
  return { snapshot: { url: location.href, extent: "skeleton", ...rows }, elements };
}

function page(): Pick<Snapshot, "url" | "head"> {
  return { url: location.href, head: headOf() };
}

function rowsOf(root: Element, most: number, read: Reader): Pick<Snapshot, "nodes" | "cut"> {
  const { nodes, cut } = table(root, most, read);
  return { nodes, cut };
}

/** What is kept of an element and of a run of text; `null`: nothing. */
interface Reader {
  element(element: Element, row: Row): void;
  text(text: string): string | null;
}

const contentOf: Reader = {
  element(element, row) {
    const { attributes } = element;
    if (attributes.length > 0) {
      row.attributes = [];
      for (const { name, value } of [...attributes].slice(0, MAX_ATTRIBUTES)) row.attributes.push([name.toLowerCase(), bounded(value)]);
    }
    const image = imageOf(element);
    if (image !== undefined) row.image = image;
  },
  text: (text) => text,
};

const structureWith = (names: readonly string[]): Reader => ({
  element(element, row) {
    row.attributes = [];
    for (const name of names) {
      const value = element.getAttribute(name);
      if (value !== null) row.attributes.push([name, bounded(value)]);
    }
    if (element.hasAttribute("href")) row.attributes.push(["href", ""]);
  },
  text: (text) => (text.trim() === "" ? null : ""),
});

function table(root: Element, most: number, read: Reader): Table {
  const out: Table = { nodes: [], elements: [], cut: "none" };
  // A stack, not recursion: pages nest ten thousand deep.
  const waiting: { node: Node; parent: number }[] = [{ node: root, parent: 0 }];
  let bytes = 0;
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { node, parent } = next;
    if (out.nodes.length >= most) {
      out.cut = "limited";
      break;
    }
    if (node instanceof Text) {
      const text = read.text(node.data);
      bytes += text === null ? 0 : byteLength(text);
      if (bytes > MAX_TEXT) {
        out.cut = "limited";
        break;
      }
      const above = out.elements[parent];
      if (text === null || node.data === "" || above === undefined) continue;
      out.nodes.push({ parent, name: "#text", text: wellFormed(text) });
      out.elements.push(above);
    } else if (node instanceof Element && !SILENT.has(node.localName)) {
      const own = out.nodes.length;
      const row: Row = { parent, name: node.localName.toLowerCase() };
      read.element(node, row);
      out.nodes.push(row);
      out.elements.push(node);
      const children = childrenOf(node);
      for (let at = children.length - 1; at >= 0; at -= 1) {
        const child = children[at];
        if (child !== undefined) waiting.push({ node: child, parent: own });
      }
    }
  }
  return out;
}

/** What stands below an element: its open shadow root's content with the slots filled, or its own. */
function childrenOf(element: Element): ArrayLike<Node> {
  if (element.shadowRoot !== null) return element.shadowRoot.childNodes;
  if (element instanceof HTMLSlotElement) {
    const given = element.assignedNodes();
    if (given.length > 0) return given;
  }
  return element.childNodes;
}

function imageOf(element: Element): Row["image"] {
  if (element instanceof HTMLImageElement) {
    const url = element.currentSrc || element.src;
    return url === "" ? undefined : { url: bounded(url), width: element.naturalWidth, height: element.naturalHeight };
  }
  if (!(element instanceof HTMLElement)) return undefined;
  // A background counts where the element says so itself, or holds nothing else and is as large as a picture: to compute
  // every element's style would cost the page.
  const bare = element.firstChild === null && element.clientWidth >= 100;
  const background = /^url\("(.+)"\)/u.exec((bare ? getComputedStyle(element) : element.style).backgroundImage)?.[1];
  return background === undefined ? undefined : { url: bounded(background), width: 0, height: 0 };
}

function headOf(): Head {
  const meta = [...document.querySelectorAll<HTMLMetaElement>("head meta")].slice(0, MAX_HEAD).flatMap((one): [string, string][] => {
    const name = one.getAttribute("property") || one.name || one.getAttribute("itemprop");
    return name ? [[bounded(name), bounded(one.content)]] : [];
  });
  const links = [...document.querySelectorAll<HTMLLinkElement>("head link[rel][href]")]
    .slice(0, MAX_HEAD)
    .map((one): [string, string] => [one.rel, bounded(one.getAttribute("href") ?? "")]);
  let left = MAX_JSON_LD;
  const json_ld = [...document.querySelectorAll('script[type="application/ld+json" i]')]
    .slice(0, MAX_HEAD)
    .map((one) => one.textContent ?? "")
    .filter((block) => (left -= byteLength(block)) >= 0)
    .map(wellFormed);
  return {
    title: bounded(document.title),
    lang: bounded(document.documentElement.lang),
    base: bounded(document.baseURI),
    meta,
    links,
    json_ld,
  };
}

function bounded(value: string): string {
  return wellFormed(value.length > MAX_ATTRIBUTE ? value.slice(0, MAX_ATTRIBUTE) : value);
}

/** Half a character is no character: it would not survive the way to the core. */
function wellFormed(text: string): string {
  return text.replace(/[\ud800-\udfff]/gu, "\ufffd");
}

const encoder = new TextEncoder();

function byteLength(text: string): number {
  return /^[\0-\x7f]*$/u.test(text) ? text.length : encoder.encode(text).length;
}
