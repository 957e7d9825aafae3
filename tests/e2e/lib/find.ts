// Finding elements as a person would name them, through open shadow roots. The function below is sent
// into pages as text, so it must use nothing outside itself; it never changes the page.

/** What to look for: a role with an accessible name, or a selector where there is neither. */
export interface Target {
  readonly role?: string;
  /** Part of the accessible name, or all of it with `exact`. */
  readonly name?: string;
  readonly exact?: boolean;
  readonly css?: string;
  /** Which of several matches, from 0. */
  readonly at?: number;
}

export const shown = (target: Target): string =>
  [target.role ?? target.css ?? "element", target.name === undefined ? "" : `“${target.name}”`].join(" ").trim();

/** Every visible match below `root`, in document order. */
export function findAll(target: Target, root: Document | ShadowRoot): Element[] {
  const roles: Readonly<Record<string, string>> = {
    a: "link", article: "article", button: "button", dialog: "dialog", h1: "heading", h2: "heading", h3: "heading",
    img: "img", li: "listitem", nav: "navigation", option: "option", select: "combobox", summary: "button", textarea: "textbox",
  };
  const role = (element: Element): string => {
    const said = element.getAttribute("role");
    if (said !== null) return said;
    const tag = element.localName;
    if (tag !== "input") return roles[tag] ?? "";
    const type = (element.getAttribute("type") ?? "text").toLowerCase();
    if (type === "checkbox" || type === "radio") return type;
    if (type === "search") return "searchbox";
    return type === "submit" || type === "button" ? "button" : "textbox";
  };
  const folded = (text: string | null | undefined): string => (text ?? "").replace(/\s+/g, " ").trim();
  const text = (node: Node): string => {
    if (node.nodeType === Node.TEXT_NODE) return node.nodeValue ?? "";
    if (!(node instanceof Element)) return "";
    if (node.getAttribute("aria-hidden") === "true") return "";
    if (node.localName === "img") return node.getAttribute("alt") ?? "";
    if (node.localName === "style" || node.localName === "script") return "";
    if (node.localName === "slot") {
      const given = (node as HTMLSlotElement).assignedNodes();
      if (given.length > 0) return given.map(text).join(" ");
    }
    const inner = node.shadowRoot ?? node;
    return Array.from(inner.childNodes, text).join(" ");
  };
  const name = (element: Element): string => {
    const scope = element.getRootNode() as Document | ShadowRoot;
    const by = element.getAttribute("aria-labelledby");
    if (by !== null) return folded(by.split(/\s+/).map((id) => text(scope.getElementById(id) ?? element)).join(" "));
    const label = element.getAttribute("aria-label");
    if (label !== null) return folded(label);
    const labels = (element as HTMLInputElement).labels;
    if (labels !== undefined && labels !== null && labels.length > 0) return folded(Array.from(labels, text).join(" "));
    const own = folded(element.localName === "select" || element.localName === "textarea" ? "" : text(element));
    return own || folded(element.getAttribute("title")) || folded(element.getAttribute("placeholder")) || folded(element.getAttribute("value"));
  };
  const visible = (element: Element): boolean => {
    const box = element.getBoundingClientRect();
    return box.width > 0 && box.height > 0 && getComputedStyle(element).visibility !== "hidden";
  };
  const found: Element[] = [];
  const look = (scope: ParentNode): void => {
    for (const element of Array.from(scope.querySelectorAll("*"))) {
      const fits =
        (target.css === undefined || element.matches(target.css)) &&
        (target.role === undefined || role(element) === target.role) &&
        (target.name === undefined ||
          (target.exact === true
            ? name(element) === target.name
            : name(element).toLowerCase().includes(target.name.toLowerCase())));
      if (fits && visible(element)) found.push(element);
      if (element.shadowRoot !== null) look(element.shadowRoot);
    }
  };
  look(root);
  return found;
}

/** Where a match is, after it has been scrolled into view. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly text: string;
  readonly value: string;
  readonly disabled: boolean;
  readonly total: number;
}

/** Runs in the page: one match's place, or null. */
export function place(target: Target, root: Document | ShadowRoot, find: typeof findAll): Place | null {
  const all = find(target, root);
  const element = all[target.at ?? 0];
  if (element === undefined) return null;
  // Into the middle: at an edge something that sticks there may lie over it.
  element.scrollIntoView({ block: "center", inline: "nearest", behavior: "instant" });
  const box = element.getBoundingClientRect();
  const field = element as HTMLInputElement;
  return {
    x: box.x, y: box.y, width: box.width, height: box.height,
    text: (element as HTMLElement).innerText ?? element.textContent ?? "",
    value: field.value ?? "", disabled: field.disabled === true || element.getAttribute("aria-disabled") === "true",
    total: all.length,
  };
}

/** The source of an expression that gives a `Place`, for whatever can evaluate text. */
export const placeSource = (target: Target, root = "document"): string =>
  `(${place.toString()})(${JSON.stringify(target)}, ${root}, ${findAll.toString()})`;
