// The parts of a post that a person points at, in the order they are asked for, and what each would be read as. The core
// reads them in the end; this only shows at once what was meant.

/** The parts, by the names the core has for them; `name` is the author. */
export const PARTS = ["name", "text", "published", "url"] as const;
/** One of them. */
export type Part = (typeof PARTS)[number];

/** Characters shown of what was read. */
const SHOWN = 160;

/** Whether a post can do without it: a post without an author is no evidence of anything. */
export function optionalPart(part: Part): boolean {
  return part !== "name";
}

/** What an element says as this part, shortened; nothing where it says none. */
export function read(part: Part, element: Element): string {
  return folded(part === "url" ? linkOf(element) : part === "published" ? timeOf(element) : (element.textContent ?? ""));
}

/** The address of the link that an element is, is in, or holds alone. */
function linkOf(element: Element): string {
  const inside = element.querySelectorAll<HTMLAnchorElement>("a[href]");
  const link = element.closest<HTMLAnchorElement>("a[href]") ?? (inside.length === 1 ? inside[0] : undefined);
  return link !== undefined && /^https?:/u.test(link.href) ? link.href : "";
}

function timeOf(element: Element): string {
  const shown = element.textContent?.trim() ?? "";
  return shown !== "" ? shown : (element.getAttribute("datetime") ?? element.getAttribute("title") ?? "");
}

function folded(text: string): string {
  // A part of a page may be the whole page: no more is looked at than is shown, a few times over.
  const short = text.slice(0, SHOWN * 8).replace(/\s+/gu, " ").trim();
  return short.length > SHOWN ? `${short.slice(0, SHOWN)}…` : short;
}
