// Moving a row of a list with the pointer, held at its grip: a line shows where it will stand. Nothing moves until the pointer
// is let go; Escape lets everything stand as it was.

/** The place among the others that a row would have at a height of the window. */
function placeAt(rows: readonly HTMLElement[], y: number): number {
  const after = rows.findIndex((row) => {
    const { top, height } = row.getBoundingClientRect();
    return y < top + height / 2;
  });
  return after < 0 ? rows.length : after;
}

/** Begins to move a row; `moved` hears of its new place, counted without it. */
export function moveRow(event: PointerEvent, row: HTMLElement, moved: (place: number) => void): void {
  const list = row.parentElement;
  if (event.button !== 0 || list === null) return;
  event.preventDefault();
  const grip = event.currentTarget as HTMLElement;
  const others = [...list.children].filter((one): one is HTMLElement => one instanceof HTMLElement && one !== row);
  const own = [...list.children].indexOf(row);
  let place = own;
  const show = (at: number | undefined): void => {
    for (const [index, one] of others.entries()) {
      one.toggleAttribute("data-before", index === at);
      one.toggleAttribute("data-behind", at === others.length && index === at - 1);
    }
    row.toggleAttribute("data-moving", at !== undefined);
  };
  const move = ({ clientY }: PointerEvent): void => {
    place = placeAt(others, clientY);
    show(place);
  };
  const end = (): void => {
    show(undefined);
    grip.removeEventListener("pointermove", move);
    grip.removeEventListener("pointerup", drop);
    grip.removeEventListener("pointercancel", end);
    removeEventListener("keydown", key, true);
  };
  const drop = (): void => {
    end();
    if (place !== own) moved(place);
  };
  const key = (pressed: KeyboardEvent): void => {
    if (pressed.key !== "Escape") return;
    pressed.stopPropagation();
    end();
  };
  grip.setPointerCapture(event.pointerId);
  grip.addEventListener("pointermove", move);
  grip.addEventListener("pointerup", drop);
  grip.addEventListener("pointercancel", end);
  addEventListener("keydown", key, true);
}
