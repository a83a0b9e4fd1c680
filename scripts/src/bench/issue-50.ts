// Fifty kiosks issue as fast as the answers come. Limits: the same clients against bare Socket.IO acknowledgements of the same
// reply, and against the least that is durable at all: the same acknowledgement behind one row of one table, committed in groups.
import { join } from 'node:path';
import type { Reply } from '@hallcall/protocol';
import { newTicketId } from '@hallcall/client';
import type { Socket } from 'socket.io-client';
import { accepted, connectMany, envelope, newId, sampleTokens } from './connect.ts';
import { median, round, type Bench, type Figure } from './figure.ts';
import { startServer, type Server } from './server.ts';

const kiosks = 50;
const comparison = 'no goal: for comparison';
/** Per second, and µs of the server's CPU an issue. */
type Round = { readonly perSecond: number; readonly cpu: number };
type Measured = { readonly [side in 'hub' | 'ack' | 'durable']: readonly Round[] };

export const issue50: Bench = async ({ isQuick, folder }) => {
  const measured = await measure(folder, isQuick ? { ms: 800, rounds: 3 } : { ms: 2_500, rounds: 7 });
  return [
    figure(measured, { name: 'issue-50', of: 'perSecond', value: 'hub', limit: 'ack', goal: '>= 0.50 of bare acks per second', isOk: (ratio) => ratio >= 0.5 }),
    figure(measured, { name: 'issue-50-cpu', of: 'cpu', value: 'hub', limit: 'ack', goal: '<= 1.9 times the server CPU of a bare ack (microseconds)', isOk: (ratio) => ratio <= 1.9 }),
    figure(measured, { name: 'durable-50', of: 'perSecond', value: 'durable', limit: 'ack', goal: `${comparison}, one durable row a ticket beside bare acks`, isOk: () => true }),
    figure(measured, { name: 'durable-50-cpu', of: 'cpu', value: 'durable', limit: 'ack', goal: `${comparison}, one durable row a ticket beside bare acks (microseconds)`, isOk: () => true }),
    figure(measured, { name: 'issue-50-of-durable', of: 'perSecond', value: 'hub', limit: 'durable', goal: `${comparison}, the hub beside one durable row a ticket`, isOk: () => true }),
    figure(measured, { name: 'issue-50-of-durable-cpu', of: 'cpu', value: 'hub', limit: 'durable', goal: `${comparison}, the hub beside one durable row a ticket (microseconds)`, isOk: () => true }),
  ];
};

/** A hub with fifty kiosks on it; `close` ends both. */
export async function openKiosks(folder: string): Promise<{ readonly hub: Server; readonly sockets: readonly Socket[]; readonly close: () => Promise<void> }> {
  const data = join(folder, 'issue-50');
  const hub = await startServer('hub-server.ts', [data]);
  const sockets = await connectMany(hub.url, sampleTokens(data).agent, kiosks);
  return {
    hub, sockets,
    async close() {
      for (const socket of sockets) socket.disconnect();
      await hub.kill();
    },
  };
}

async function measure(folder: string, { ms, rounds }: { readonly ms: number; readonly rounds: number }): Promise<Measured> {
  const { hub, sockets, close } = await openKiosks(folder);
  const [first] = sockets;
  if (!first) throw new Error('no kiosk is connected');
  const reply = JSON.stringify(await accepted(first, issue(0)));
  const ack = await startServer('bare-server.ts', ['ack', '', reply]);
  const durable = await startServer('bare-server.ts', ['durable', join(folder, 'bare-durable.db'), reply]);
  const sides = [
    { name: 'ack', server: ack, sockets: await connectMany(ack.url, null, kiosks) },
    { name: 'durable', server: durable, sockets: await connectMany(durable.url, null, kiosks) },
    { name: 'hub', server: hub, sockets },
  ] as const;
  const measured = { hub: [] as Round[], ack: [] as Round[], durable: [] as Round[] };
  for (const side of sides) await load(side.server, side.sockets, ms / 2);
  for (let i = 0; i < rounds; i += 1) for (const side of sides) measured[side.name].push(await load(side.server, side.sockets, ms));
  for (const side of sides) for (const socket of side.sockets) socket.disconnect();
  await Promise.all([close(), ack.kill(), durable.kill()]);
  return measured;
}

type Asked = { readonly name: string; readonly of: keyof Round; readonly value: keyof Measured; readonly limit: keyof Measured; readonly goal: string; readonly isOk: (ratio: number) => boolean };

/** The ratio is the median of those of each round: its two sides were measured within seconds. */
function figure(measured: Measured, { name, of, value, limit, goal, isOk }: Asked): Figure {
  const [values, limits] = [measured[value].map((one) => one[of]), measured[limit].map((one) => one[of])];
  const ratio = round(median(values.map((one, index) => one / (limits[index] ?? Number.NaN))));
  return { name, value: round(median(values), 0), limit: round(median(limits), 0), ratio, goal, ok: isOk(ratio), n: values.length };
}

/** Every client keeps one issue under way for `ms`. */
export async function load(server: Server, sockets: readonly Socket[], ms: number): Promise<Round & { readonly issues: number }> {
  const before = await server.cpu();
  const began = performance.now();
  let issues = 0;
  await Promise.all(
    sockets.map(async (socket, index) => {
      for (let i = index; performance.now() - began < ms; i += 1) {
        const reply = (await socket.emitWithAck('command', envelope(issue(i)))) as Reply;
        if (reply.kind !== 'accepted') throw new Error(JSON.stringify(reply));
        issues += 1;
      }
    }),
  );
  const seconds = (performance.now() - began) / 1000;
  return { issues, perSecond: issues / seconds, cpu: ((await server.cpu()) - before) / issues };
}

/** Items rotate, so that no prefix runs out of numbers. */
const issue = (i: number): object => ({
  type: 'ticket.issue', ticketId: newTicketId(newId(), Date.now()), items: [{ itemId: `D${String(1 + (i % 43)).padStart(2, '0')}-01`, count: 1 }], language: 'zh', paper: 'none',
});
