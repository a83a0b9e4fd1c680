// Every promise that can be checked while nobody acts.
import type { Finding } from '../findings.ts';
import type { Stage } from '../stage.ts';
import { createFollower, type Follower } from './follower.ts';
import { readLog } from './log-row.ts';
import { isNotice, noticeFindings } from './notice-papers.ts';
import { watchOrder } from './order.ts';
import { calledBlindly, paperFindings } from './paper.ts';
import { watchPlaces } from './places.ts';
import { crowdsIn, doublesIn, gapsIn } from './promises.ts';
import { bookerFindings } from './bookers.ts';
import { bookingFindings } from './bookings.ts';
import { closeFindings } from './closes.ts';
import { enteredFindings } from './entered.ts';
import { personalFindings, personKeys, watchPersons } from './persons.ts';
import { watchQuotas } from './quotas.ts';
import { resendSome } from './resends.ts';
import { watchDays } from './service-day.ts';
import { doublesInTables } from './tables.ts';
import { truthFindings } from './truths.ts';
import { viewFindings } from './views.ts';

export const followHall = (): Follower => createFollower((hall, judged) => [watchOrder(hall, judged), watchPlaces(hall), watchDays(hall), watchQuotas(hall), watchPersons(hall)]);

/** What the log shows comes first; only a hall that is sound by it is asked whether everybody sees the same. */
export async function checkHall(stage: Stage, follower: Follower, seed: number): Promise<readonly Finding[]> {
  await resendSome(stage.hall, stage.account, seed);
  const counted = await countFindings(stage, follower);
  if (counted.length > 0) return counted;
  const views = await viewFindings(stage, follower);
  const closes = await closeFindings(stage);
  const truths = stage.hall.read((db) => {
    follower.advance(db);
    return truthFindings(db, follower.hall().state);
  });
  return [...views, ...closes, ...follower.findings(), ...truths];
}

async function countFindings({ hall, account, book, kiosks, tappers, mistyped }: Stage, follower: Follower): Promise<readonly Finding[]> {
  const trays = (await Promise.all(kiosks.map((kiosk) => kiosk.papers()))).flat();
  const [papers, notices] = [trays.filter((paper) => !isNotice(paper)), trays.filter(isNotice)];
  const seen = new Map(tappers.flatMap(({ printed }) => [...printed]));
  const asked = new Map(tappers.flatMap(({ reprints }) => [...reprints]));
  return hall.read((db) => {
    follower.advance(db);
    const rows = readLog(db, 0);
    const rowBySeq = new Map(rows.map((row) => [row.seq, row]));
    return [
      ...gapsIn(rows), ...doublesIn(rows), ...crowdsIn(rows), ...doublesInTables(db), ...account.check(rowBySeq),
      ...paperFindings(db, { papers, seen, asked, mistyped }), ...noticeFindings(rows, notices), ...calledBlindly(rows), ...book.findings(),
      ...bookingFindings(db, rows, book.all().map(({ bookingId }) => bookingId)), ...bookerFindings(db, book.all().flatMap(({ bookingId, isOfPerson }) => (isOfPerson ? [bookingId] : []))), ...enteredFindings(rows), ...personalFindings(rows, personKeys(db)), ...follower.findings(),
    ];
  });
}
