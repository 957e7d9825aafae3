// Lets a person choose a part of the screen, with the pointer or the keys. It takes no picture itself.
import type { ChosenRegion } from "../lib/messages.js";
import { make } from "./make.js";
import type { Overlay } from "./overlay.js";
import { words } from "./words.js";

/** Smallest side: less is a slip of the hand. */
const MIN = 12;
/** How far one press of an arrow goes, in pixels. */
const STEP = 16;
/** How long the background may take to take the picture. */
const TAKEN = 1_500;

/** Resolves with what was chosen, or `null` where the person thought better of it. */
export function chooseRegion(overlay: Overlay): Promise<ChosenRegion | null> {
  const width = Math.min(480, innerWidth * 0.6);
  const height = Math.min(320, innerHeight * 0.5);
  const area = { x: (innerWidth - width) / 2, y: (innerHeight - height) / 2, width, height };
  const size = make("span", { className: "size" });
  const frame = make("div", { className: "frame" }, size);
  const help = make("div", { className: "help" }, words("region_help"));
  const layer = make(
    "div",
    { className: "region", tabIndex: 0, attrs: { role: "application", "aria-label": words("region_label") } },
    frame,
    help,
  );

  const draw = () => {
    area.width = Math.min(Math.max(area.width, MIN), innerWidth);
    area.height = Math.min(Math.max(area.height, MIN), innerHeight);
    area.x = Math.min(Math.max(area.x, 0), innerWidth - area.width);
    area.y = Math.min(Math.max(area.y, 0), innerHeight - area.height);
    frame.style.translate = `${area.x}px ${area.y}px`;
    frame.style.width = `${area.width}px`;
    frame.style.height = `${area.height}px`;
    size.textContent = `${Math.round(area.width)} × ${Math.round(area.height)}`;
  };

  return new Promise((resolve) => {
    const finish = (chosen: boolean) => {
      removeEventListener("resize", draw);
      overlay.restoreFocus();
      layer.remove();
      overlay.only(chosen ? "nothing" : "all");
      if (!chosen) return resolve(null);
      // Two frames: all of ours must be off the screen before its picture is taken.
      requestAnimationFrame(() => requestAnimationFrame(() => resolve({ ...area, scale: devicePixelRatio })));
      setTimeout(() => overlay.only("all"), TAKEN);
    };

    layer.addEventListener("pointerdown", (down) => {
      if (!down.isTrusted || down.button !== 0) return;
      down.preventDefault();
      layer.focus({ preventScroll: true });
      layer.setPointerCapture(down.pointerId);
      const move = (to: PointerEvent) => {
        area.x = Math.min(down.clientX, to.clientX);
        area.y = Math.min(down.clientY, to.clientY);
        area.width = Math.abs(to.clientX - down.clientX);
        area.height = Math.abs(to.clientY - down.clientY);
        draw();
      };
      const up = (to: PointerEvent) => {
        layer.removeEventListener("pointermove", move);
        layer.removeEventListener("pointerup", up);
        const dragged = Math.abs(to.clientX - down.clientX) >= MIN && Math.abs(to.clientY - down.clientY) >= MIN;
        if (dragged) finish(true);
      };
      layer.addEventListener("pointermove", move);
      layer.addEventListener("pointerup", up);
    });

    layer.addEventListener("keydown", (event) => {
      if (!event.isTrusted) return;
      const across = event.key === "ArrowRight" ? STEP : event.key === "ArrowLeft" ? -STEP : 0;
      const down = event.key === "ArrowDown" ? STEP : event.key === "ArrowUp" ? -STEP : 0;
      if (event.key === "Escape") return finish(false);
      if (event.key === "Enter") return finish(true);
      if (across === 0 && down === 0) return;
      event.preventDefault();
      area[event.shiftKey ? "width" : "x"] += across;
      area[event.shiftKey ? "height" : "y"] += down;
      draw();
      overlay.say(words("region_at", [area.x, area.y, area.width, area.height].map((side) => String(Math.round(side)))));
    });

    addEventListener("resize", draw);
    overlay.root().append(layer);
    overlay.only(layer);
    draw();
    overlay.focus(layer);
    overlay.say(words("region_help"));
  });
}
