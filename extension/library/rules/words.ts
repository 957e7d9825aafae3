// What rules give and why they are not followed, in words. It changes nothing.

import type { RailBoard, RuleProblem, Saying, Severity } from "../../../pkg/pinfold.js";
import { tagWords } from "../../lib/elements/value.js";
import { text } from "../../lib/i18n.js";

/** How bad something may be, the least first. */
export const SEVERITIES: readonly Severity[] = ["low", "normal", "high", "critical"];

/** The name of a severity. */
export const severityName = (severity: Severity): string => text(`rules_severity_${severity}`);

/** A board with its section, as it is called. */
export function placeName({ board, section }: Pick<Saying, "board" | "section">, boards: readonly RailBoard[]): string | undefined {
  const own = boards.find(({ id }) => id === board);
  const part = own?.sections.find(({ id }) => id === section);
  return own === undefined ? undefined : [own.name, part?.name].filter(Boolean).join(" / ");
}

/** One thing that a rule gives. */
export interface Gift {
  readonly icon: "tag" | "board" | "warning" | "person";
  readonly words: string;
}

/** All that a rule gives. A board that is gone is said elsewhere. */
export function gifts(says: Saying, boards: readonly RailBoard[]): Gift[] {
  const board = placeName(says, boards);
  return [
    ...(says.tags ?? []).map((path): Gift => ({ icon: "tag", words: tagWords(path) })),
    ...(board === undefined ? [] : [{ icon: "board", words: board } as const]),
    ...(says.severity === undefined ? [] : [{ icon: "warning", words: severityName(says.severity) } as const]),
    ...(says.owner === undefined ? [] : [{ icon: "person", words: says.owner } as const]),
  ];
}

/** Why a rule is not followed. */
export function problemText(problem: RuleProblem): string {
  if (problem === "no_board") return text("rules_no_board");
  if ("no_tag" in problem) return text("rules_no_tag", tagWords(problem.no_tag));
  if ("board_archived" in problem) return text("rules_board_archived", problem.board_archived);
  if ("no_section" in problem) return text("rules_no_section", problem.no_section);
  const { ignored } = problem.query;
  return ignored.length === 0 ? text("rules_query_empty") : text("rules_query_unread", ignored.join(", "));
}
