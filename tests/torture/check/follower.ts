// Folds the log as it grows, one command's events at a time, while watchers look at the hall before and after.
// A log that became shorter or another (a backup was put back) is followed again from its first event.
import { emptyHall, evolve, HallConfig, type HallEvent, type HallState } from '@hallcall/domain';
import type { ReferenceHall } from '@hallcall/testkit';
import type { Database } from 'better-sqlite3';
import { isDeepStrictEqual } from 'node:util';
import type { Finding } from '../findings.ts';
import { readLog, type LogRow } from './log-row.ts';

/** The hall as folded so far; `now` is the time of the group looked at. */
export type Followed = ReferenceHall;

export type Watcher = {
  /** Before the events of a group are folded. */
  readonly before: (group: readonly LogRow[]) => readonly Finding[];
  /** After each of them. */
  readonly after: (row: LogRow) => readonly Finding[];
};

export type Follower = {
  /** Takes in what is new. */
  readonly advance: (db: Database) => void;
  readonly hall: () => Followed;
  /** What the watchers found in the log as it is now. */
  readonly findings: () => readonly Finding[];
  /** Calls by order of this log that were put beside the reference. */
  readonly judged: () => number;
};

type WatchersOf = (hall: Followed, judged: (calls: number) => void) => readonly Watcher[];

export function createFollower(watchersOf: WatchersOf): Follower {
  let course = begin(watchersOf);
  return {
    hall: () => course.hall,
    findings: () => course.found,
    judged: () => course.judged,
    advance(db) {
      const { last } = course;
      const [same] = last ? readLog(db, last.seq - 1) : [];
      if (last && !isDeepStrictEqual(same, last)) course = begin(watchersOf);
      for (const group of groupsOf(readLog(db, course.last?.seq ?? 0))) take(course, group, db);
    },
  };
}

type Course = { readonly hall: Followed & { readonly state: HallState }; readonly watchers: readonly Watcher[]; readonly found: Finding[]; last: LogRow | null; judged: number };

function begin(watchersOf: WatchersOf): Course {
  // The first event adopts a configuration; nothing asks for one before.
  const hall = { state: emptyHall(), log: [] as { at: number; event: HallEvent }[], config: {} as HallConfig, now: 0 };
  const course: Course = { hall, watchers: watchersOf(hall, (calls) => (course.judged += calls)), found: [], last: null, judged: 0 };
  return course;
}

function take(course: Course, group: readonly LogRow[], db: Database): void {
  const { hall, watchers, found } = course;
  hall.now = group[0]?.at ?? 0;
  found.push(...watchers.flatMap((watcher) => watcher.before(group)));
  for (const row of group) {
    const version = hall.state.config;
    evolve(hall.state, row);
    hall.log.push({ at: row.at, event: row.event });
    if (hall.state.config !== version) hall.config = configOf(db, hall.state.config);
    found.push(...watchers.flatMap((watcher) => watcher.after(row)));
    course.last = row;
  }
}

/** Events of one command, or of one thing that the hub did by itself. */
function groupsOf(rows: readonly LogRow[]): LogRow[][] {
  const groups: LogRow[][] = [];
  for (const row of rows) {
    const last = groups.at(-1);
    if (last && row.ordinal > 0) last.push(row);
    else groups.push([row]);
  }
  return groups;
}

const configOf = (db: Database, version: number): HallConfig =>
  HallConfig.parse(JSON.parse(db.prepare<[number], string>('select hall from config where version = ?').pluck().get(version) ?? 'null'));
