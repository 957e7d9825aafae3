// The small editor on the page, for browsers that open no panel from a button: tags, note, board.
// Everything in it is stored as it is typed; closing it loses nothing.
import type { AnnotationId, BoardId, ChangeId, Command, EditorView, PinId, TagPath } from "../../pkg/pinfold.js";
import { icon, make } from "./make.js";
import type { Overlay } from "./overlay.js";
import { words } from "./words.js";

/** What the editor asks for. */
export interface EditorDeeds {
  edit(command: Command): Promise<ChangeId>;
  suggest(typed: string): Promise<TagPath[]>;
  newId(): string;
}

/** How long after the last key a note is stored. */
const PAUSE = 600;
/** Most tags offered at once: one row. */
const OFFERED = 5;

/** The one editor on a page. */
export class PageEditor {
  /** Takes back the pin that the editor is open for. */
  onUndo: () => void = () => undefined;
  #box: HTMLElement | null = null;
  #flush: () => Promise<void> = async () => undefined;

  constructor(
    private readonly overlay: Overlay,
    private readonly deeds: EditorDeeds,
  ) {}

  /** Opens it for a pin that is stored; with `about`, the note is the one on these words. */
  open(view: EditorView, about?: AnnotationId): void {
    void this.close();
    const { pin, tags, missing } = view.detail;
    const status = make("span", { className: "status", attrs: { role: "status" } });
    const head = make("header", {}, make("h2", { id: "title" }, words("pinned")), this.#closer());
    const quote = make("blockquote", { dir: "auto" }, pin.title ?? pin.text ?? pin.source.page_title ?? pin.source.page_url);
    const asked = missing.length === 0 ? [] : [make("p", { className: "warn" }, words("editor_missing"))];
    const note = this.#note(view, about, status);
    const box = make(
      "section",
      { className: "editor", attrs: { role: "dialog", "aria-labelledby": "title" } },
      head,
      quote,
      ...asked,
      ...this.#tags(pin.id, tags.map((tag) => tag.path), status),
      make("label", { htmlFor: "note" }, words("editor_note")),
      note,
      ...this.#board(view, status),
      this.#foot(status),
    );
    box.addEventListener("keydown", (event) => {
      if (event.key === "Escape" || (event.key === "Enter" && (event.metaKey || event.ctrlKey))) {
        event.preventDefault();
        void this.close();
      }
    });
    this.overlay.root().append(box);
    this.#box = box;
    const field = box.querySelector<HTMLInputElement>("#tags");
    this.overlay.focus(about === undefined && field !== null ? field : note);
  }

  /** Stores what is still on its way and takes the editor down. */
  async close(): Promise<void> {
    const box = this.#box;
    if (box === null) return;
    this.#box = null;
    this.overlay.restoreFocus();
    box.remove();
    await this.#flush();
    this.#flush = async () => undefined;
  }

  #closer(): HTMLElement {
    const close = make("button", { type: "button", className: "icon", attrs: { "aria-label": words("close") } }, icon("close"));
    close.addEventListener("click", () => void this.close());
    return close;
  }

  #tags(pin: PinId, now: TagPath[], status: HTMLElement): HTMLElement[] {
    const chosen = new Set(now);
    const chips = make("div", { className: "chips", attrs: { role: "group", "aria-label": words("editor_tags") } });
    const offered = make("div", { className: "chips offered", attrs: { role: "group", "aria-label": words("editor_offered") } });
    const input = make("input", { id: "tags", type: "text", autocomplete: "off", spellcheck: false });
    const change = (add: TagPath[], remove: TagPath[]) =>
      this.#store({ pins_tag: { pins: [pin], add, remove } }, status).then((stored) => {
        if (!stored) return;
        for (const path of add) chosen.add(path);
        for (const path of remove) chosen.delete(path);
        draw();
      });
    const draw = () => {
      chips.replaceChildren(
        ...[...chosen].map((path) => {
          const chip = make("button", { type: "button", attrs: { "aria-label": words("editor_untag", [path]) } }, path.replaceAll("/", " / "), icon("close"));
          chip.addEventListener("click", () => void change([], [path]).then(() => input.focus()));
          return chip;
        }),
      );
    };
    const add = (path: string) => {
      input.value = "";
      offered.replaceChildren();
      if (path.trim() !== "") void change([path.trim()], []).then(() => input.focus());
    };
    let asked = 0;
    const offer = async () => {
      const round = ++asked;
      const paths = await this.deeds.suggest(input.value).catch(() => []);
      if (round !== asked) return;
      offered.replaceChildren(
        ...paths
          .filter((path) => !chosen.has(path))
          .slice(0, OFFERED)
          .map((path) => {
            const chip = make("button", { type: "button" }, path.replaceAll("/", " / "));
            chip.addEventListener("click", () => add(path));
            return chip;
          }),
      );
    };
    input.addEventListener("input", () => void offer());
    input.addEventListener("keydown", (event) => {
      if (event.isComposing || event.ctrlKey || event.metaKey) return;
      if (event.key === "Enter" || event.key === ",") {
        event.preventDefault();
        add(input.value);
      } else if (event.key === "ArrowDown") {
        offered.querySelector("button")?.focus();
      }
    });
    draw();
    void offer();
    return [make("label", { htmlFor: "tags" }, words("editor_tags")), chips, input, offered];
  }

  #note(view: EditorView, about: AnnotationId | undefined, status: HTMLElement): HTMLTextAreaElement {
    const { pin, annotations } = view.detail;
    const before = annotations.find((one) => (about === undefined ? one.target === "whole" : one.id === about));
    const id: AnnotationId = before?.id ?? this.deeds.newId();
    const target = before?.target ?? "whole";
    const note = make("textarea", { id: "note", dir: "auto", value: before?.body ?? "" });
    let stored = note.value;
    let timer = 0;
    const write = async () => {
      clearTimeout(timer);
      const body = note.value;
      if (body === stored) return;
      stored = body;
      const command: Command =
        body.trim() === "" && target === "whole"
          ? { annotation_delete: { id } }
          : { annotation_write: { id, pin: pin.id, target, body, motivation: before?.motivation ?? "commenting" } };
      // What was not stored is tried again with the next key, or on closing.
      if (!(await this.#store(command, status))) stored = "\0";
    };
    note.addEventListener("input", () => {
      clearTimeout(timer);
      timer = window.setTimeout(() => void write(), PAUSE);
    });
    note.addEventListener("blur", () => void write());
    this.#flush = write;
    return note;
  }

  #board(view: EditorView, status: HTMLElement): HTMLElement[] {
    if (view.boards.length === 0) return [];
    const { pin } = view.detail;
    const on = Object.keys(pin.placements ?? {}) as BoardId[];
    const select = make("select", { id: "board" }, make("option", { value: "" }, words("editor_no_board")));
    for (const board of view.boards) select.append(make("option", { value: board.id, selected: on[0] === board.id }, board.name));
    let now = on[0];
    select.addEventListener("change", async () => {
      const next = select.value;
      if (next !== "" && !(await this.#store({ pins_place: { pins: [pin.id], board: next, spot: "last" } }, status))) return;
      if (now !== undefined) await this.#store({ pins_unplace: { pins: [pin.id], board: now } }, status);
      now = next === "" ? undefined : next;
    });
    return [make("label", { htmlFor: "board" }, words("editor_board")), select];
  }

  #foot(status: HTMLElement): HTMLElement {
    const done = make("button", { type: "button", className: "button primary" }, words("editor_done"));
    done.addEventListener("click", () => void this.close());
    const undo = make("button", { type: "button", className: "button quiet" }, words("undo"));
    undo.addEventListener("click", (event) => {
      if (!event.isTrusted) return;
      void this.close().then(() => this.onUndo());
    });
    return make("div", { className: "row" }, done, undo, status);
  }

  async #store(command: Command, status: HTMLElement): Promise<boolean> {
    status.textContent = words("editor_saving");
    try {
      await this.deeds.edit(command);
      status.textContent = words("editor_saved");
      return true;
    } catch {
      status.textContent = words("editor_not_saved");
      return false;
    }
  }
}
