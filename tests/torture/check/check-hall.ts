// Every promise that can be checked while nobody acts.
import type { Finding } from '../findings.ts';
import type { Stage } from '../stage.ts';
import { readLog } from './log-row.ts';
import { calledBlindly, paperFindings } from './paper.ts';
import { crowdsIn, doublesIn, gapsIn } from './promises.ts';
import { resendSome } from './resends.ts';
import { doublesInTables } from './tables.ts';

export async function checkHall({ hall, account, kiosks, tappers }: Stage, seed: number): Promise<readonly Finding[]> {
  await resendSome(hall, account, seed);
  const papers = (await Promise.all(kiosks.map((kiosk) => kiosk.papers()))).flat();
  const seen = tappers.flatMap(({ printed }) => [...printed]);
  return hall.read((db) => {
    const rows = readLog(db, 0);
    const rowBySeq = new Map(rows.map((row) => [row.seq, row]));
    return [
      ...gapsIn(rows), ...doublesIn(rows), ...crowdsIn(rows), ...doublesInTables(db), ...account.check(rowBySeq),
      ...paperFindings(db, { papers, seen }), ...calledBlindly(rows),
    ];
  });
}
