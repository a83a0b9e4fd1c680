// Everybody who acts, each behind a line of their own.
import type { Onlooker } from '../../chaos/agreement.ts';
import { createLinePeer } from '../../chaos/line-peer.ts';
import type { Account } from '../account.ts';
import type { TortureHall } from '../hall.ts';
import { createActor, type Actor, type Choose } from './actor.ts';
import { bankAt, clerkAt } from './clerk.ts';
import { guideDeskWith, type DeskDeps } from './guide-desk.ts';
import { manageWith, type ManagerDeps } from './manager.ts';
import { issueBare } from './visitor.ts';

const replyMs = 800;
const bankWindow = 'w8';
const busyWindows = ['w1', 'w2', 'w5', 'w6'];

export type CastDeps = { readonly hall: TortureHall; readonly account: Account; readonly day: ManagerDeps['day'] } & DeskDeps;

export async function openCast({ hall: { sample, agentToken, port }, account, day, ...desk }: CastDeps): Promise<readonly Actor[]> {
  const { book } = desk;
  const tokenAt = (windowId: string): string => sample.windows.find((window) => window.windowId === windowId)?.token ?? '';
  const giving = new Set(['ticket.issue', 'ticket.issueAtDesk']);
  const recent = (): string[] => account.accepted().slice(-60).flatMap(({ message: { command } }) => (giving.has(String(command['type'])) ? [String(command['ticketId'])] : []));
  const clerk = (windowId: string) => ({ onlooker: { role: 'clerk', windowId }, token: tokenAt(windowId), choose: clerkAt(windowId) }) as const;
  const kiosk = { onlooker: { role: 'agent', windowId: '' }, token: agentToken, choose: issueBare(book), paceMs: 250 } as const;
  const parts: readonly { readonly name: string; readonly onlooker: Onlooker; readonly token: string; readonly choose: Choose; readonly paceMs: number }[] = [
    { name: 'kiosk a', ...kiosk },
    { name: 'kiosk b', ...kiosk },
    ...busyWindows.map((windowId) => ({ name: windowId, ...clerk(windowId), paceMs: 150 })),
    { name: bankWindow, onlooker: { role: 'clerk', windowId: bankWindow }, token: tokenAt(bankWindow), choose: bankAt(bankWindow), paceMs: 150 },
    // A second page at the same window: two clicks at once.
    { name: 'w1 again', ...clerk('w1'), paceMs: 300 },
    { name: 'manager', onlooker: { role: 'manager', windowId: '' }, token: sample.manager.token, choose: manageWith({ recent, book, day }), paceMs: 300 },
    // Another page of the same person's.
    { name: 'guide desk', onlooker: { role: 'manager', windowId: '' }, token: sample.manager.token, choose: guideDeskWith(desk), paceMs: 350 },
  ];
  return Promise.all(parts.map(async ({ token, ...part }) => createActor({ ...part, account, peer: await createLinePeer({ token, port, replyMs }) })));
}
