// Fifty kiosks issue as fast as the answers come. Limit: the same clients against bare Socket.IO acknowledgements of the same reply.
import { join } from 'node:path';
import type { Reply } from '@hallcall/protocol';
import type { Socket } from 'socket.io-client';
import { accepted, connect, connectMany, envelope, newId, sampleTokens } from './connect.ts';
import { median, round, type Bench } from './figure.ts';
import { startServer, type Server } from './server.ts';

const kiosks = 50;
type Round = { readonly perSecond: number; readonly cpuPerIssue: number };

export const issue50: Bench = async ({ isQuick, folder }) => {
  const ms = isQuick ? 800 : 2_500;
  const rounds = isQuick ? 3 : 7;
  const data = join(folder, 'issue-50');
  const hub = await startServer('hub-server.ts', [data]);
  const first = await connect(hub.url, sampleTokens(data).agent);
  const reply = await accepted(first, issue(0));
  first.disconnect();
  const bare = await startServer('bare-server.ts', ['ack', join(folder, 'bare-ack.db'), JSON.stringify(reply)]);
  const hubSockets = await connectMany(hub.url, sampleTokens(data).agent, kiosks);
  const bareSockets = await connectMany(bare.url, null, kiosks);
  const ratios: number[] = [];
  const cpuRatios: number[] = [];
  const seen: Round[] = [];
  const limits: Round[] = [];
  await load(hub, hubSockets, ms / 2);
  await load(bare, bareSockets, ms / 2);
  for (let i = 0; i < rounds; i += 1) {
    const limit = await load(bare, bareSockets, ms);
    const value = await load(hub, hubSockets, ms);
    seen.push(value);
    limits.push(limit);
    ratios.push(value.perSecond / limit.perSecond);
    cpuRatios.push(value.cpuPerIssue / limit.cpuPerIssue);
  }
  for (const socket of [...hubSockets, ...bareSockets]) socket.disconnect();
  await Promise.all([hub.kill(), bare.kill()]);
  const ratio = round(median(ratios));
  const cpuRatio = round(median(cpuRatios));
  return [
    {
      name: 'issue-50', value: round(median(seen.map((one) => one.perSecond)), 0), limit: round(median(limits.map((one) => one.perSecond)), 0),
      ratio, goal: '>= 0.50 of bare acks per second', ok: ratio >= 0.5, n: rounds,
    },
    {
      name: 'issue-50-cpu', value: round(median(seen.map((one) => one.cpuPerIssue)), 0), limit: round(median(limits.map((one) => one.cpuPerIssue)), 0),
      ratio: cpuRatio, goal: '<= 1.9 times the server CPU of a bare ack (microseconds)', ok: cpuRatio <= 1.9, n: rounds,
    },
  ];
};

/** Items rotate, so that no prefix runs out of numbers. */
const issue = (i: number): object => ({
  type: 'ticket.issue', ticketId: newId(), items: [{ itemId: `D${String(1 + (i % 43)).padStart(2, '0')}-01`, count: 1 }], language: 'zh', paper: 'none',
});

/** Every client keeps one issue under way for `ms`. */
async function load(server: Server, sockets: readonly Socket[], ms: number): Promise<Round> {
  const before = await server.cpu();
  const began = performance.now();
  let answered = 0;
  await Promise.all(
    sockets.map(async (socket, index) => {
      for (let i = index; performance.now() - began < ms; i += 1) {
        const reply = (await socket.emitWithAck('command', envelope(issue(i)))) as Reply;
        if (reply.kind !== 'accepted') throw new Error(JSON.stringify(reply));
        answered += 1;
      }
    }),
  );
  const seconds = (performance.now() - began) / 1000;
  return { perSecond: answered / seconds, cpuPerIssue: ((await server.cpu()) - before) / answered };
}
