// What a close leaves behind, once agents and the hub's counting have had their time for it: roots, papers, figures.
import type { Database } from 'better-sqlite3';
import { pause } from '../../chaos/until.ts';
import { finding, type Finding } from '../findings.ts';
import type { Stage } from '../stage.ts';
import { dayFigureFindings } from './day-figures.ts';
import { readLog } from './log-row.ts';
import { closingsOf, dayPaperFindings, missingDayPapers, missingRoots, rootFindings } from './roots.ts';

/** An agent that got no answer asks again after five seconds. */
const withinMs = 15_000;

export async function closeFindings(stage: Stage): Promise<readonly Finding[]> {
  const endsAt = performance.now() + withinMs;
  for (;;) {
    const { late, found } = await look(stage);
    if (found.length > 0 || late.length === 0 || performance.now() > endsAt) return [...found, ...late];
    await pause(200);
  }
}

/** `late`: what may only need more time. */
async function look({ hall, kiosks, forgottenRoots }: Stage): Promise<{ readonly late: readonly Finding[]; readonly found: readonly Finding[] }> {
  const kept = kiosks.map(({ deviceId, roots }) => ({ deviceId, roots: roots() }));
  const papers = (await Promise.all(kiosks.map((kiosk) => kiosk.dayPapers()))).flat();
  return hall.read((db) => {
    const closings = closingsOf(db);
    return {
      late: [...missingRoots(closings, kept), ...missingDayPapers(db, closings, papers), ...unfinished(db)],
      found: [...rootFindings(closings, kept, forgottenRoots), ...dayPaperFindings(closings, papers, forgottenRoots), ...dayFigureFindings(db, readLog(db, 0))],
    };
  });
}

/** While the day is closed its papers come out, and it is counted. */
function unfinished(db: Database): Finding[] {
  const rows = readLog(db, 0);
  const last = rows.findLast(({ event: { type } }) => type === 'day.closed' || type === 'day.opened' || type === 'day.reopened');
  const events = last?.event.type === 'day.closed' ? rows.filter(({ seq }) => seq > last.seq).map(({ event }) => event) : [];
  const told = new Set(events.flatMap((event) => (event.type === 'dayPaper.changed' ? [event.jobId] : [])));
  return [
    ...events.flatMap((event) => (event.type === 'dayPaper.ordered' && !told.has(event.jobId) ? [finding('disagreeing', `nobody says what became of paper ${event.part}/2 of ${event.date}`)] : [])),
    ...db.prepare<[], string>('select date from rollup_day where is_stale = 1').pluck().all().map((date) => finding('disagreeing', `the closed day ${date} is not counted`)),
  ];
}
