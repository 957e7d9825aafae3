// The pin button at a card's corner, with its menu. It is where the person is, never over the site's controls.
import { icon, make } from "./make.js";
import type { Overlay } from "./overlay.js";
import { freeSpot } from "./place.js";
import { words } from "./words.js";

/** What the button can be told to do. */
export interface ButtonDeeds {
  pin(card: Element): void;
  open(card: Element): void;
  pinPicture(picture: HTMLImageElement): void;
  switchOff(): void;
}

/** How long the button stays after the pointer left the card. */
const LINGER = 600;

/** The one pin button on a page. */
export class PinButton {
  /** The card it stands at. */
  card: Element | null = null;
  #picture: HTMLImageElement | null = null;
  #box: HTMLElement | null = null;
  #main!: HTMLButtonElement;
  #more!: HTMLButtonElement;
  #menu: HTMLElement | null = null;
  #timer = 0;

  constructor(
    private readonly overlay: Overlay,
    private readonly deeds: ButtonDeeds,
  ) {}

  /** Stands it at `card`; `picture` is the one pointed at. */
  show(card: Element, picture: HTMLImageElement | null, pinned: boolean, label = words(pinned ? "pinned_open" : "pin_this")): void {
    clearTimeout(this.#timer);
    const box = this.#box ?? this.#build();
    if (!box.isConnected) this.overlay.root().append(box);
    if (card !== this.card) this.closeMenu();
    this.card = card;
    this.#picture = picture;
    this.state(pinned);
    this.#main.setAttribute("aria-label", label);
    this.place();
  }

  /** Shows whether the card is pinned. */
  state(pinned: boolean): void {
    if (this.#box === null || this.#box.classList.contains("done") === pinned) return;
    this.#box.classList.toggle("done", pinned);
    this.#main.replaceChildren(
      icon(pinned ? "check" : "pin"),
      words(pinned ? "pinned" : "pin"),
      ...(pinned ? [] : [make("span", { className: "keys", attrs: { "aria-hidden": "true" } }, words("key_pin"))]),
    );
    this.#main.setAttribute("aria-label", words(pinned ? "pinned_open" : "pin_this"));
    this.place();
  }

  /** Shows that the pin is on its way. */
  busy(busy: boolean): void {
    this.#box?.setAttribute("aria-busy", String(busy));
  }

  /** Puts it where its card now is. */
  place(): void {
    const box = this.#box;
    if (box === null || this.card === null) return;
    if (!this.card.isConnected) return this.hide();
    // Hidden from hit testing, so that it does not stand in its own way.
    box.style.visibility = "hidden";
    box.hidden = false;
    const { width, height } = box.getBoundingClientRect();
    const spot = freeSpot(this.card, width, height);
    box.style.visibility = "";
    if (spot === null) return this.hide();
    box.style.translate = `${Math.round(spot.left)}px ${Math.round(spot.top)}px`;
  }

  /** Moves the focus to it. */
  focus(): void {
    if (this.#box !== null && !this.#box.hidden) this.overlay.focus(this.#main);
  }

  /** Goes away soon, unless the pointer comes back or the focus is in it. */
  leave(): void {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => {
      if (!this.#held()) this.hide();
    }, LINGER);
  }

  /** Goes away. */
  hide(): void {
    clearTimeout(this.#timer);
    this.closeMenu();
    if (this.#box !== null) this.#box.hidden = true;
    this.card = null;
  }

  /** Closes the menu and gives the focus back to what opened it. */
  closeMenu(): void {
    if (this.#menu === null) return;
    const inside = this.#menu.contains(this.overlay.focused());
    this.#menu.remove();
    this.#menu = null;
    this.#more.setAttribute("aria-expanded", "false");
    if (inside) this.#more.focus();
  }

  #held(): boolean {
    const focused = this.overlay.focused();
    return this.#menu !== null || (focused !== null && this.#box?.contains(focused) === true);
  }

  #build(): HTMLElement {
    this.#main = make("button", { type: "button" });
    this.#more = make("button", { type: "button", attrs: { "aria-label": words("more"), "aria-expanded": "false" } }, icon("more"));
    const box = make("div", { className: "pin", attrs: { role: "group", "aria-label": "Pinfold" } }, this.#main, this.#more);
    // A first state, so that the next one differs from it.
    box.classList.add("done");
    this.#box = box;
    this.state(false);
    this.#main.addEventListener("click", (event) => {
      // A page can make clicks of its own; it must not pin with them.
      if (!event.isTrusted || this.card === null) return;
      if (box.classList.contains("done")) this.deeds.open(this.card);
      else this.deeds.pin(this.card);
    });
    this.#more.addEventListener("click", (event) => {
      if (!event.isTrusted) return;
      if (this.#menu === null) this.#openMenu();
      else this.closeMenu();
    });
    box.addEventListener("pointerenter", () => clearTimeout(this.#timer));
    box.addEventListener("pointerleave", () => this.leave());
    box.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      this.overlay.restoreFocus();
      this.hide();
    });
    return box;
  }

  #openMenu(): void {
    const item = (label: string, deed: () => void) => {
      const button = make("button", { type: "button" }, label);
      button.addEventListener("click", (event) => {
        if (!event.isTrusted) return;
        this.closeMenu();
        deed();
      });
      return button;
    };
    const picture = this.#picture;
    const items = [
      ...(picture === null ? [] : [item(words("pin_picture"), () => this.deeds.pinPicture(picture))]),
      item(words("switch_off", [location.host]), () => this.deeds.switchOff()),
    ];
    const menu = make("div", { className: "menu", attrs: { role: "group", "aria-label": words("more") } }, ...items);
    menu.addEventListener("keydown", (event) => {
      if (event.key === "Escape") {
        event.stopPropagation();
        this.closeMenu();
      }
      const by = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
      if (by === 0) return;
      event.preventDefault();
      const at = items.indexOf(this.overlay.focused() as HTMLButtonElement);
      items[(at + by + items.length) % items.length]?.focus();
    });
    menu.addEventListener("pointerleave", () => this.leave());
    this.overlay.root().append(menu);
    this.#menu = menu;
    this.#more.setAttribute("aria-expanded", "true");
    const at = this.#more.getBoundingClientRect();
    const { width, height } = menu.getBoundingClientRect();
    const left = Math.min(Math.max(8, at.right - width), innerWidth - width - 8);
    const top = at.bottom + 6 + height > innerHeight ? at.top - 6 - height : at.bottom + 6;
    menu.style.translate = `${Math.round(left)}px ${Math.round(top)}px`;
    this.overlay.focus(items[0] ?? this.#more);
  }
}
