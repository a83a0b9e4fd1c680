// One run of the simulator: the plan by lot or from a log, the day on the real hub, the figures, the checks.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { HallConfig, TimedEvent } from '@hallcall/domain';
import { formatCount } from '@hallcall/text';
import { checkRun, exitCodes } from './check-run.ts';
import type { SimulateCommand } from './command.ts';
import { compareDays } from './compare.ts';
import { drawDay } from './draw-day.ts';
import { measure } from './indicators.ts';
import { readLog, refuseTarget, writeLog, type DayLog, type Made } from './log-file.ts';
import { createPace } from './pace.ts';
import { hasHours, playDay } from './play-day.ts';
import { simulatedDate, type DayName, type DayProfile } from './profile.ts';
import { readHall } from './read-hall.ts';
import { recordDay } from './record-day.ts';
import { comparisonLines, figureLines, type Speaker } from './report.ts';
import { simulatedHall } from './simulated-hall.ts';
import { Unusable } from './unusable.ts';
import { openVirtualHub } from './virtual-hub.ts';
import type { DayPlan } from './visitor.ts';

export type SimulationDeps = Speaker & {
  readonly days: Readonly<Record<DayName, DayProfile>>;
  readonly command: SimulateCommand;
  readonly print: (line: string) => void;
  /** Milliseconds that only grow. */
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
};

type Prepared = { readonly plan: DayPlan; readonly hall: HallConfig; readonly made: Made; readonly before: readonly TimedEvent[] | null };

/** The exit code. Throws `Unusable` before anything is written. */
export async function runSimulation(deps: SimulationDeps): Promise<number> {
  const { command, print, say, language } = deps;
  const target = command.log === null ? null : resolve(command.log);
  const prepared = prepare(deps);
  if (!hasHours(prepared.hall, prepared.plan)) throw new Unusable({ code: 'hall.neverOpen', date: simulatedDate });
  if (target !== null) refuseTarget(target);
  const folder = mkdtempSync(join(tmpdir(), 'hallcall-simulate-'));
  try {
    const file = target ?? join(folder, 'day.jsonl');
    const events = await play(prepared, folder, file, deps);
    const { beyond } = tell(events, prepared, deps);
    const checked = await checkRun({ folder, file, print }, { say, language });
    if (checked !== exitCodes.good) return checked;
    if (target !== null) print(say.simulate.logWritten({ file: target }));
    if (beyond > 0) print(say.simulate.boundBroken({ beyond }));
    return beyond > 0 ? exitCodes.boundBroken : exitCodes.good;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function prepare({ days, command: { what, config } }: SimulationDeps): Prepared {
  if (what.kind === 'day') {
    const profile = days[what.day];
    const own = simulatedHall(profile.windows);
    const hall = config === null ? own : readHall(config, own);
    return { plan: drawDay(profile, hall, what.seed), hall, made: { day: what.day, seed: what.seed }, before: null };
  }
  const log = readLog(what.file);
  if (config === null && log.hall === null) throw new Unusable({ code: 'log.needsHall', file: what.file });
  const hall = config === null ? log.hall : readHall(config, log.hall);
  if (!hall) throw new Unusable({ code: 'log.needsHall', file: what.file });
  refuseOtherHall(what.file, log, hall);
  return { plan: recordDay(log.events, hall), hall, made: { day: 'replay', seed: log.seed ?? 1 }, before: log.events };
}

/** The log's own hall has the same name, and everything that was asked for is there. */
function refuseOtherHall(file: string, log: DayLog, hall: HallConfig): void {
  if (log.hall && log.hall.hallId !== hall.hallId) throw new Unusable({ code: 'log.otherHall', file, own: hall.hallId, found: log.hall.hallId });
  const items = new Set<string>(hall.items.map(({ id }) => id));
  const asked = log.events.flatMap(({ event }) => (event.type === 'ticket.issued' ? event.stops.flatMap((stop) => stop.items) : []));
  const unknown = asked.find(({ itemId }) => !items.has(itemId));
  if (unknown) throw new Unusable({ code: 'log.otherHall', file, own: hall.hallId, found: unknown.itemId });
}

async function play({ plan, hall, made }: Prepared, folder: string, file: string, deps: SimulationDeps): Promise<readonly TimedEvent[]> {
  const { command: { speed }, print, now, sleep, say, language } = deps;
  const began = now();
  const hub = await openVirtualHub({ folder, hall, seed: made.seed, startsAt: plan.startsAt });
  try {
    const watch = speed === null ? () => undefined : createPace({ speed, startsAt: plan.startsAt, timeZone: hall.timeZone, print, now, sleep }, { say, language });
    const events = await playDay(hub, { plan, hall, watch });
    const figures = { seconds: ((now() - began) / 1000).toFixed(1), commands: hub.counts.commands, events: events.length, commits: hub.hall.commits() };
    const [seconds, ...counts] = [figures.seconds, ...[figures.commands, figures.events, figures.commits].map((count) => formatCount(count, language))];
    const [commands = '', written = '', commits = ''] = counts;
    print(say.simulate.played({ seconds: seconds ?? '', commands, events: written, commits }));
    for (const [code, count] of hub.counts.refusals) print(say.simulate.refused({ code, count }));
    writeLog(file, hub.hall.rows(), { hall, made });
    return events;
  } finally {
    await hub.hall.close();
  }
}

/** Prints the figures, beside those of the log where there is one. */
function tell(events: readonly TimedEvent[], { hall, before }: Prepared, { print, say, language }: SimulationDeps): { readonly beyond: number } {
  const speaker = { say, language };
  const figures = measure(events, hall);
  const lines = before
    ? comparisonLines({ before: measure(before, hall), after: figures, changes: compareDays(before, events), hall }, speaker)
    : figureLines(figures, hall, speaker);
  for (const line of lines) print(line);
  return figures.overtaken;
}
