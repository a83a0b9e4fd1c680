// Every promise that can be checked while nobody acts.
import type { Account } from '../account.ts';
import type { Finding } from '../findings.ts';
import type { TortureHall } from '../hall.ts';
import { readLog } from './log-row.ts';
import { crowdsIn, doublesIn, gapsIn } from './promises.ts';
import { resendSome } from './resends.ts';
import { doublesInTables } from './tables.ts';

export async function checkHall(hall: TortureHall, account: Account, seed: number): Promise<readonly Finding[]> {
  await resendSome(hall, account, seed);
  return hall.read((db) => {
    const rows = readLog(db, 0);
    const rowBySeq = new Map(rows.map((row) => [row.seq, row]));
    return [...gapsIn(rows), ...doublesIn(rows), ...crowdsIn(rows), ...doublesInTables(db), ...account.check(rowBySeq)];
  });
}
