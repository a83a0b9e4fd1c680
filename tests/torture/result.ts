// The last line of output.
import { fields, type Field, type Findings } from './findings.ts';
import type { DisasterKind } from './plan.ts';
import type { Stage } from './stage.ts';

export type Result = {
  readonly rounds: number;
  /** Messages answered and taps made. */
  readonly commands: number;
  /** SIGKILLs. */
  readonly kills: number;
  /** Papers that a kiosk printed by itself. */
  readonly offlineIssues: number;
  /** Kiosks' words of numbers of their own bands that the hub's log has taken in: as a ticket, or as one that the desk had entered. */
  readonly merges: number;
  /** What else was really felt: lines spoilt, and disasters that took effect beside the mere kills. */
  readonly faults: number;
} & Readonly<Record<Field, number>> & { readonly seed: number };

export type Tally = {
  rounds: number; kills: number; traced: number;
  /** Lines on which something was really cut, late or lost. */
  spoilt: number;
  /** System calls that failed or waited. */
  failedCalls: number;
  /** Rounds in which each kind took effect. */
  readonly struck: Map<DisasterKind, number>;
  /** By kind of event, the most that the log has held. */
  readonly reached: Map<string, number>;
};

const onlyKills: ReadonlySet<DisasterKind> = new Set(['nothing', 'killHub', 'hubAway', 'killAgent', 'killBoth']);
const faultsOf = ({ spoilt, struck }: Tally): number => [...struck].reduce((sum, [kind, rounds]) => sum + (onlyKills.has(kind) ? 0 : rounds), spoilt);

/** A word may make two events. */
const mergesIn = `
  select count(distinct command_id) from event where actor like 'agent:%'
    and (type in ('ticket.recognized', 'ticket.revived') or (type = 'ticket.issued' and body ->> 'offline' and body ->> '$.number.n' >= 5000))`;

export async function resultOf({ hall, account, kiosks, tappers }: Stage, { tally, findings, seed }: { tally: Tally; findings: Findings; seed: number }): Promise<Result> {
  const papers = (await Promise.all(kiosks.map((kiosk) => kiosk.papers()))).flat();
  const merges = hall.read((db) => db.prepare<[], number>(mergesIn).pluck().get() ?? 0);
  // Every field is there, in the order of the list.
  const counts = Object.fromEntries(fields.map((field) => [field, findings.count(field)])) as Record<Field, number>;
  return {
    rounds: tally.rounds, commands: account.answers() + tappers.reduce((sum, { taps }) => sum + taps(), 0), kills: tally.kills,
    offlineIssues: papers.filter(({ isOffline, isReprint }) => isOffline && !isReprint).length, merges, faults: faultsOf(tally), ...counts, seed,
  };
}
