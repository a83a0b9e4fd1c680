// A whole day of the simulator on the hub's engine, as fast as it goes: the busy one, or with --quick a quiet one. Limit: the same
// number of rows in the same number of durable commits by SQLite alone.
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { drawDay } from '../simulate/draw-day.ts';
import { playDay } from '../simulate/play-day.ts';
import { days } from '../simulate/profile.ts';
import { simulatedHall } from '../simulate/simulated-hall.ts';
import { openVirtualHub } from '../simulate/virtual-hub.ts';
import { round, type Bench } from './figure.ts';

const goalSeconds = 60;
const seed = 1;
const body = JSON.stringify({ type: 'ticket.called', text: 'x'.repeat(250) });

export const simulateDay: Bench = async ({ isQuick, folder }) => {
  const profile = isQuick ? days.quiet : days.busy;
  const hall = simulatedHall(profile.windows);
  const plan = drawDay(profile, hall, seed);
  const began = performance.now();
  const hub = await openVirtualHub({ folder: join(folder, 'simulate-day'), hall, seed, startsAt: plan.startsAt });
  const events = await playDay(hub, { plan, hall, watch: () => undefined });
  const value = (performance.now() - began) / 1000;
  const commits = hub.hall.commits();
  await hub.hall.close();
  const limit = bare(join(folder, 'simulate-day-bare.db'), events.length, commits) / 1000;
  return [{
    name: 'simulate-day', value: round(value, 1), limit: round(limit, 1), ratio: round(value / limit),
    goal: `<= ${goalSeconds} s for ${profile.tickets} tickets at ${hall.windows.length} windows`, ok: value <= goalSeconds, n: events.length,
  }];
};

function bare(file: string, rows: number, commits: number): number {
  const db = new Database(file);
  db.pragma('journal_mode = wal');
  db.pragma('synchronous = full');
  db.exec('create table event (seq integer primary key, body text not null) strict');
  const insert = db.prepare('insert into event (body) values (?)');
  const write = db.transaction((count: number) => {
    for (let i = 0; i < count; i += 1) insert.run(body);
  });
  const began = performance.now();
  for (let commit = 0; commit < commits; commit += 1) write(Math.floor(((commit + 1) * rows) / commits) - Math.floor((commit * rows) / commits));
  const ms = performance.now() - began;
  db.close();
  return ms;
}
