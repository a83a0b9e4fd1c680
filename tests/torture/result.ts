// The last line of output.
import { fields, type Field, type Findings } from './findings.ts';
import type { Stage } from './stage.ts';

export type Result = {
  readonly rounds: number;
  /** Messages answered and taps made. */
  readonly commands: number;
  /** SIGKILLs. */
  readonly kills: number;
  /** Papers that a kiosk printed by itself. */
  readonly offlineIssues: number;
  /** Offline issues that the hub's log has taken in. */
  readonly merges: number;
  /** Whatever else was spoilt: lines, stopped programs, failing disks, clocks. */
  readonly faults: number;
} & Readonly<Record<Field, number>> & { readonly seed: number };

export type Tally = { rounds: number; kills: number; faults: number; traced: number; /** By kind of event, the most that the log has held. */ readonly reached: Map<string, number> };

export async function resultOf({ hall, account, kiosks, tappers }: Stage, { tally, findings, seed }: { tally: Tally; findings: Findings; seed: number }): Promise<Result> {
  const papers = (await Promise.all(kiosks.map((kiosk) => kiosk.papers()))).flat();
  const merges = hall.read((db) => db.prepare<[], number>(`select count(*) from event where type = 'ticket.issued' and body ->> 'offline' and body ->> '$.number.n' >= 5000`).pluck().get() ?? 0);
  // Every field is there, in the order of the list.
  const counts = Object.fromEntries(fields.map((field) => [field, findings.count(field)])) as Record<Field, number>;
  return {
    rounds: tally.rounds, commands: account.answers() + tappers.reduce((sum, { taps }) => sum + taps(), 0), kills: tally.kills,
    offlineIssues: papers.filter(({ isOffline, isReprint }) => isOffline && !isReprint).length, merges, faults: tally.faults, ...counts, seed,
  };
}
