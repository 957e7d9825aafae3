// Words for what is handed over: how far it has come, and why it stopped.

import type { DeliveryState, Problem, Receipt } from "../../../pkg/pinfold.js";
import { text, textOr } from "../i18n.js";
import type { IconName } from "./icons.js";
import { counted } from "./words.js";

/** What is to be done about a problem. */
export function deliveryProblem(code: string, detail?: string | null): string {
  const said = textOr(`delivery_problem_${code}`, code);
  return detail == null || detail === "" ? said : `${said} (${detail})`;
}

/** What somebody should know of a note that stands at its destination. */
export function remarks({ dropped = [], differs = false, twins = 0 }: Receipt): string[] {
  return [
    ...(dropped.length === 0 ? [] : [text("delivery_dropped", dropped.map(droppedText).join(", "))]),
    ...(differs ? [text("delivery_differs")] : []),
    ...(twins === 0 ? [] : [counted("delivery_twins", twins)]),
  ];
}

/** What a destination did not keep, in words. */
function droppedText(dropped: string): string {
  const [what = dropped, ...name] = dropped.split(":");
  return textOr(`delivery_dropped_${what}`, dropped, name.join(":"));
}

/** The stable code of a problem. */
export function codeOf(problem: Problem): string {
  return typeof problem === "string" ? problem : (Object.keys(problem)[0] ?? "internal");
}

/** How a state looks: its name in `_locales`, its icon, and whether it asks for a person. */
export interface Face {
  name: "queued" | "sending" | "sent" | "unknown" | "failed" | "retrying" | "cancelled";
  icon: IconName;
  tone: "quiet" | "good" | "warn" | "bad";
}

/** The face of a state. */
export function faceOf(state: DeliveryState): Face {
  if (state === "queued") return { name: "queued", icon: "time", tone: "quiet" };
  if (state === "cancelled") return { name: "cancelled", icon: "close", tone: "quiet" };
  if ("sending" in state) return { name: "sending", icon: "send", tone: "quiet" };
  if ("sent" in state) return { name: "sent", icon: "check", tone: "good" };
  if ("unknown" in state) return { name: "unknown", icon: "help", tone: "warn" };
  return state.failed.retry_at == null ? { name: "failed", icon: "warning", tone: "bad" } : { name: "retrying", icon: "refresh", tone: "warn" };
}

/** What a state says in one line. */
export function stateText(state: DeliveryState): string {
  const face = text(`delivery_${faceOf(state).name}`);
  return typeof state !== "string" && "failed" in state ? `${face}: ${deliveryProblem(state.failed.code, state.failed.detail)}` : face;
}
