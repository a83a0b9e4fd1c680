// One peer of the fuzz: plays its acts over a line that is spoilt, and sends each envelope until it is answered.
import type { Reply } from '@hallcall/protocol';
import type { DroppableProxy } from '@hallcall/testkit';
import { createLinePeer } from './line-peer.ts';
import type { Message, Peer } from './peer.ts';
import type { Act, Cast } from './plan.ts';
import { pause } from './until.ts';

export type Outcome = { readonly act: Act; readonly message: Message; readonly replies: readonly Reply[] };
export type SeededPeer = { readonly cast: Cast; readonly outcomes: readonly Outcome[]; readonly peer: () => Promise<Peer>; readonly play: (acts: readonly Act[]) => Promise<void>; readonly close: () => Promise<void> };

const replyMs = 150;

/** `port`: where the hub listens. */
export async function createSeededPeer(cast: Cast, token: string, port: number): Promise<SeededPeer> {
  const { line, peer, ask, close } = await createLinePeer({ token, port, replyMs });
  const outcomes: Outcome[] = [];
  return {
    cast, outcomes, peer, close,
    async play(acts) {
      for (const act of acts) {
        const sender = await peer();
        const message = sender.message(commandOf(act, cast, sender), act.commandId);
        const weather = spoil(line, act);
        const replies = [await ask(message)];
        if (act.isDoubled) replies.push(await ask(message));
        await weather;
        outcomes.push({ act, message, replies });
      }
    },
  };
}

/** Spoils the line now, and mends it after a while. */
async function spoil(line: DroppableProxy, { weather: { kind, ms } }: Act): Promise<void> {
  if (kind === 'noAnswer') line.swallow('down');
  if (kind === 'noQuestion') line.swallow('up');
  if (kind === 'slow') line.delay('up', ms);
  if (kind === 'slow') line.delay('down', ms / 2);
  if (kind === 'fair') return;
  await pause(kind === 'cut' ? ms / 8 : ms);
  if (kind === 'cut') line.cut();
  else line.heal();
}

/** The command that the act stands for, apt to what the peer sees just now. */
function commandOf({ type, ticketId, newTicketId, n, itemId, isApt, commandId }: Act, { windowId, role }: Cast, peer: Peer): Record<string, unknown> {
  const items = [{ itemId, count: 1 }];
  const day = '2026-01-01';
  const now = peer.welcome.now;
  const active = role === 'clerk' ? (peer.view('window').active?.ticketId ?? null) : null;
  const today = role === 'agent' ? (peer.view('kiosk').day?.date ?? day) : day;
  const call = role === 'display' ? peer.view('board').calls[isApt ? 0 : 1] : undefined;
  switch (type) {
    case 'ticket.issue':
      return { type, ticketId: newTicketId, items, language: 'zh', paper: isApt ? 'none' : 'pending' };
    case 'ticket.issueOffline':
      return {
        type, ticketId: newTicketId, number: { prefix: 'A', n }, queueId: 'q-market', items: [{ itemId: 'D01-01', count: 1 }], language: 'zh',
        day: today, issuedAt: now, paper: 'none', instead: isApt ? null : { commandId: ticketId, ticketId },
      };
    case 'paper.report':
      return { type, ticketId, day: today, jobId: null, copy: 0, outcome: isApt ? 'printed' : 'failed', at: now };
    case 'reprint.record':
      return { type, ticketId, day: today, jobId: commandId, copy: 1, at: now };
    case 'call.acknowledge':
      return { type, shown: [{ callId: call?.callId ?? ticketId, zone: call?.zone ?? 'B1', at: now }] };
    case 'window.callNext':
      return { type, windowId, active: isApt ? active : null };
    case 'window.pause':
      return { type, windowId, reason: 'away' };
    case 'window.open':
    case 'window.close':
    case 'window.resume':
      return { type, windowId };
    case 'stop.finish':
      return { type, windowId, ticketId: active ?? ticketId, outcome: 'completed', count: 1, caseRef: null };
    case 'stop.start':
    case 'stop.miss':
    case 'ticket.recall':
      return { type, windowId, ticketId: active ?? ticketId };
    case 'ticket.cancel':
      return { type, ticketId, reason: 'visitor' };
    case 'ticket.reprint':
      return { type, ticketId, jobId: commandId, deviceId: 'kiosk-1' };
    default:
      return { type, ticketId };
  }
}
