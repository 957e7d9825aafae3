// Where in the library somebody is, as an address: every state can be linked to and gone back to. It stores nothing.

import type { BoardId, CustomerId, ListQuery, PinId, PinKind, SectionId, Sort } from "../../pkg/pinfold.js";

/** What stands in the middle. */
export type View = "all" | "inbox" | "board" | "history" | "customers" | "outbox" | "tags" | "boards" | "rules" | "compare";
/** How pins are laid out. */
export type Layout = "masonry" | "gallery" | "list";
export const LAYOUTS: readonly Layout[] = ["masonry", "gallery", "list"];

/** Fewest and most pins that can be read side by side. */
export const FEWEST = 2;
export const MOST = 6;

/** A place in the library. */
export interface Place {
  readonly view: View;
  readonly board?: BoardId;
  /** Of the customers, the one whose page it is. */
  readonly customer?: CustomerId;
  /** The pins that stand side by side. */
  readonly compare: readonly PinId[];
  /** The section to be shown first. */
  readonly section?: SectionId;
  /** What was typed. */
  readonly q: string;
  readonly tags: readonly string[];
  readonly sites: readonly string[];
  readonly kinds: readonly string[];
  readonly authors: readonly string[];
  readonly sort: Sort;
  /** Absent: as this view is usually laid out. */
  readonly layout?: Layout;
  /** The pin in the right pane. */
  readonly pin?: PinId;
}

/** The four facets. */
export const FACETS = ["tags", "sites", "kinds", "authors"] as const;
/** One of them. */
export type Facet = (typeof FACETS)[number];

const KEYS: Record<Facet, string> = { tags: "tag", sites: "site", kinds: "kind", authors: "author" };
const SORTS: readonly string[] = ["natural", "newest", "oldest", "published", "author", "price"] satisfies Sort[];
/** What is on no board and has no tag. */
const INBOX = "-has:tag -has:board";

/** The views that are named in an address. */
const NAMED: readonly string[] = ["inbox", "history", "customers", "outbox", "tags", "boards", "rules"] satisfies View[];

/** Everything, newest first. */
export const START: Place = { view: "all", compare: [], q: "", tags: [], sites: [], kinds: [], authors: [], sort: "natural" };

/** Reads an address's hash; what is not understood is left out. */
export function placeOf(hash: string): Place {
  const given = new URLSearchParams(hash.replace(/^#/u, ""));
  const board = given.get("board") ?? undefined;
  const customer = board === undefined ? given.get("customer") : null;
  const compare = given.getAll("compare").slice(0, MOST);
  const named = compare.length > 0 ? "compare" : customer === null || customer === "" ? given.get("in") : "customers";
  const sort = given.get("sort") ?? "natural";
  const layout = given.get("as");
  return {
    view: board !== undefined ? "board" : named === "compare" || NAMED.includes(named ?? "") ? (named as View) : "all",
    ...(board === undefined ? {} : { board }),
    ...optional("customer", customer),
    compare,
    ...optional("section", given.get("section")),
    q: given.get("q") ?? "",
    tags: given.getAll("tag"),
    sites: given.getAll("site"),
    kinds: given.getAll("kind"),
    authors: given.getAll("author"),
    sort: SORTS.includes(sort) ? (sort as Sort) : "natural",
    ...(LAYOUTS.includes(layout as Layout) ? { layout: layout as Layout } : {}),
    ...optional("pin", given.get("pin")),
  };
}

function optional<Key extends string>(key: Key, value: string | null): Partial<Record<Key, string>> {
  return value === null || value === "" ? {} : ({ [key]: value } as Record<Key, string>);
}

/** The hash of a place. */
export function hrefOf(place: Place): string {
  const out = new URLSearchParams();
  if (place.view === "board" && place.board !== undefined) out.set("board", place.board);
  else if (place.view === "customers" && place.customer !== undefined) out.set("customer", place.customer);
  else if (place.view === "compare") for (const pin of place.compare) out.append("compare", pin);
  else if (place.view !== "all") out.set("in", place.view);
  if (place.section !== undefined) out.set("section", place.section);
  if (place.q !== "") out.set("q", place.q);
  for (const facet of FACETS) for (const value of place[facet]) out.append(KEYS[facet], value);
  if (place.sort !== "natural") out.set("sort", place.sort);
  if (place.layout !== undefined) out.set("as", place.layout);
  if (place.pin !== undefined) out.set("pin", place.pin);
  return `#${out.toString()}`;
}

/** How pins are laid out at a place. */
export function layoutOf(place: Place): Layout {
  return place.layout ?? (place.view === "board" ? "masonry" : "list");
}

/** The layout after the one of a place, and after the last the first. */
export function nextLayout(place: Place): Layout {
  return LAYOUTS[(LAYOUTS.indexOf(layoutOf(place)) + 1) % LAYOUTS.length] ?? "list";
}

/** Whether pins stand in the order a person gave them, so that they can be moved. */
export function isOrdered(place: Place): boolean {
  return place.view === "board" && place.sort === "natural" && !isFiltered(place);
}

/** Whether something narrows what the view shows. */
export function isFiltered(place: Place): boolean {
  return place.q.trim() !== "" || FACETS.some((facet) => place[facet].length > 0);
}

/** What to ask the core for. */
export function listQuery(place: Place): Omit<ListQuery, "offset" | "limit"> {
  const typed = place.view === "inbox" ? `${INBOX} ${place.q}`.trim() : place.q;
  return {
    text: typed,
    ...(place.board === undefined ? {} : { board: place.board }),
    facets: {
      tags: [...place.tags],
      sites: [...place.sites],
      kinds: [...place.kinds] as PinKind[],
      authors: [...place.authors],
    },
    sort: place.sort,
  };
}

/** The place with one value of a facet chosen, or no longer chosen. */
export function toggled(place: Place, facet: Facet, value: string): Place {
  const have = place[facet];
  return { ...place, [facet]: have.includes(value) ? have.filter((one) => one !== value) : [...have, value] };
}
