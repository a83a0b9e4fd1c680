// From the start of the process to an open hall, on the log of a full day after a SIGKILL. Limit: reading and parsing the same rows.
import { join } from 'node:path';
import { median, round, type Bench } from './figure.ts';
import { startServer } from './server.ts';

const goalMs = 1_500;

export const recover: Bench = async ({ isQuick, folder }) => {
  const data = join(folder, 'recover');
  const first = await startServer('hub-server.ts', [data]);
  const events = await first.fill(isQuick ? 500 : 5_000);
  await first.kill();
  const values: number[] = [];
  const limits: number[] = [];
  for (let i = 0; i < (isQuick ? 3 : 7); i += 1) {
    const hub = await startServer('hub-server.ts', [data]);
    values.push(hub.startMs);
    await hub.kill();
    const bare = await startServer('bare-server.ts', ['replay', join(data, 'hall.db')]);
    limits.push(bare.startMs);
    await bare.kill();
  }
  const [value, limit] = [median(values), median(limits)];
  return [{ name: 'recover', value: round(value, 0), limit: round(limit, 0), ratio: round(value / limit), goal: `<= ${goalMs} ms to an open hall`, ok: value <= goalMs, n: events }];
};
