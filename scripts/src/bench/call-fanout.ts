// From a clerk's click to the last of a hundred displays. Limit: one durable insert and the same message to a room.
import { join } from 'node:path';
import type { Socket } from 'socket.io-client';
import { accepted, connect, connectMany, newId, sampleTokens } from './connect.ts';
import { median, round, type Bench } from './figure.ts';
import { startServer } from './server.ts';

const displays = 100;

export const callFanout: Bench = async ({ isQuick, folder }) => {
  const calls = isQuick ? 20 : 120;
  const data = join(folder, 'call-fanout');
  const hub = await startServer('hub-server.ts', [data]);
  const tokens = sampleTokens(data);
  const hubBoards = await connectMany(hub.url, tokens.board, displays);
  const clerk = await connect(hub.url, tokens.window);
  const view = await prepare(await connect(hub.url, tokens.agent), clerk, hubBoards, calls + 5);
  const bare = await startServer('bare-server.ts', ['fanout', join(folder, 'bare-fanout.db'), view]);
  const bareBoards = await connectMany(bare.url, null, displays);
  const caller = await connect(bare.url, null);
  const values: number[] = [];
  const limits: number[] = [];
  for (let i = 0; i < calls; i += 1) {
    limits.push(await bareCall(caller, bareBoards));
    values.push(await hubCall(clerk, hubBoards));
    await pause(5);
  }
  for (const socket of [...hubBoards, ...bareBoards, clerk, caller]) socket.disconnect();
  await Promise.all([hub.kill(), bare.kill()]);
  const [value, limit] = [median(values), median(limits)];
  const ratio = round(value / limit);
  return [{ name: 'call-fanout', value: round(value), limit: round(limit), ratio, goal: '<= 1.5 times bare, p50 in ms', ok: ratio <= 1.5, n: calls }];
};

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Fills the queue of window 1 and opens it; resolves with the board's view as JSON. */
async function prepare(agent: Socket, clerk: Socket, boards: readonly Socket[], tickets: number): Promise<string> {
  for (let i = 0; i < tickets; i += 1) {
    await accepted(agent, { type: 'ticket.issue', ticketId: newId(), items: [{ itemId: 'D01-01', count: 1 }], language: 'zh', paper: 'none' });
  }
  agent.disconnect();
  let view = '';
  boards[0]?.on('view', (message) => (view = JSON.stringify(message)));
  await accepted(clerk, { type: 'window.open', windowId: 'w1' });
  await hubCall(clerk, boards);
  boards[0]?.off('view');
  return view;
}

/** Milliseconds from the click to the last display that has the call. The visit ends first, outside the measurement. */
async function hubCall(clerk: Socket, boards: readonly Socket[]): Promise<number> {
  if (active !== null) await accepted(clerk, { type: 'stop.finish', windowId: 'w1', ticketId: active, outcome: 'completed', count: 1, caseRef: null });
  await pause(60);
  let called: string | null = null;
  const seen = everyBoard(boards, (message) => {
    const [newest] = message.view.calls;
    return newest?.isLive === true && (called === null || newest.callId === called);
  });
  const began = performance.now();
  const { events } = await accepted(clerk, { type: 'window.callNext', windowId: 'w1', active: null });
  const event = events[0]?.event;
  if (event?.type !== 'ticket.called') throw new Error('nobody was called');
  called = event.callId;
  active = event.ticketId;
  return (await seen) - began;
}
let active: string | null = null;

async function bareCall(caller: Socket, boards: readonly Socket[]): Promise<number> {
  await pause(60);
  const seen = everyBoard(boards, () => true);
  const began = performance.now();
  await caller.emitWithAck('command', { id: newId() });
  return (await seen) - began;
}

type BoardMessage = { readonly view: { readonly calls: readonly { readonly callId: string; readonly isLive: boolean }[] } };

/** When the last board got a view that `has` it. */
async function everyBoard(boards: readonly Socket[], has: (message: BoardMessage) => boolean): Promise<number> {
  const times = await Promise.all(
    boards.map(
      (board) =>
        new Promise<number>((resolve) => {
          const listen = (message: BoardMessage) => {
            if (!has(message)) return;
            board.off('view', listen);
            resolve(performance.now());
          };
          board.on('view', listen);
        }),
    ),
  );
  return Math.max(...times);
}
