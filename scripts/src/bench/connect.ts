// Raw clients for the benchmarks: Socket.IO and an envelope, nothing else.
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Reply } from '@hallcall/protocol';
import { PROTOCOL_VERSION } from '@hallcall/protocol/version';
import { newCommandId } from '@hallcall/client';
import { io, type Socket } from 'socket.io-client';

export const newId = (): string => randomBytes(16).toString('base64url');

/** Tokens that the sample hall made in its folder. */
export function sampleTokens(data: string): { readonly agent: string; readonly board: string; readonly window: string } {
  const { agent, boards, windows } = JSON.parse(readFileSync(join(data, 'sample.json'), 'utf8')) as {
    agent: { token: string }; boards: { token: string }[]; windows: { token: string }[];
  };
  return { agent: agent.token, board: boards[0]?.token ?? '', window: windows[0]?.token ?? '' };
}

/** A connection that is ready to be used. */
export function connect(url: string, token: string | null): Promise<Socket> {
  const socket = io(url, { transports: ['websocket'], forceNew: true, reconnection: false, ...(token === null ? {} : { auth: { token, protocol: PROTOCOL_VERSION, seen: null } }) });
  return new Promise((resolve, reject) => {
    socket.once('connect_error', reject);
    socket.once(token === null ? 'connect' : 'welcome', () => resolve(socket));
  });
}

export const connectMany = (url: string, token: string | null, count: number): Promise<Socket[]> =>
  Promise.all(Array.from({ length: count }, () => connect(url, token)));

export const envelope = (command: object): object => ({ hallId: 'sample', commandId: newCommandId(newId(), Date.now()), expiresAt: Date.now() + 10_000, command });

/** Sends one envelope and waits for its reply; throws unless it was accepted. */
export async function accepted(socket: Socket, command: object): Promise<Extract<Reply, { kind: 'accepted' }>> {
  const reply = (await socket.emitWithAck('command', envelope(command))) as Reply;
  if (reply.kind !== 'accepted') throw new Error(`${JSON.stringify(command)} was answered ${JSON.stringify(reply)}`);
  return reply;
}
