// I8: a day has the date of the hall's own time zone and hour of change, by a calendar that is not the product's.
import { finding } from '../findings.ts';
import type { Followed, Watcher } from './follower.ts';

export function watchDays(hall: Followed): Watcher {
  let open: string | null = null;
  let latest = '';
  return {
    before: () => [],
    after({ seq, at, day, event }) {
      if (event.type === 'day.opened') {
        const isOrdered = event.date > latest;
        const expected = dateAt(hall, at);
        [open, latest] = [event.date, event.date];
        return event.date === expected && isOrdered ? [] : [finding('disagreeing', `event ${seq} opens ${event.date} at ${new Date(at).toISOString()}, which is ${expected}`)];
      }
      if (event.type === 'day.reopened') open = event.date;
      const own = 'lateDay' in event && event.lateDay !== undefined ? event.lateDay : event.type === 'day.closed' ? event.date : open;
      if (event.type === 'day.closed') open = null;
      return day === own ? [] : [finding('disagreeing', `event ${seq} is stored under ${String(day)} instead of ${String(own)}`)];
    },
  };
}

function dateAt({ config: { timeZone, day } }: Followed, at: number): string {
  const [hours = 0, minutes = 0] = day.changesAt.split(':').map(Number);
  return new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(at - (hours * 60 + minutes) * 60_000);
}
