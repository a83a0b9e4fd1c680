// A clerk who does what the window's page offers, and now and then what it does not.
import type { WindowView } from '@hallcall/domain';
import type { Seeded } from '@hallcall/testkit';
import type { Peer } from '../../chaos/peer.ts';
import type { Command } from './actor.ts';

type Choose = (peer: Peer, seeded: Seeded) => Command | null;

export const clerkAt = (windowId: string): Choose => (peer, seeded) => {
  const view = peer.view('window');
  const command = commandFor(view, seeded);
  // A notice is of no window.
  return command && (String(command['type']).startsWith('notice.') && 'noticeId' in command ? command : { ...command, windowId });
};

/** At the bank: whoever has come to pay mostly pays; now and then somebody else of the list has paid by phone. */
export const bankAt = (windowId: string): Choose => (peer, seeded) => {
  const { active, openNotices } = peer.view('window');
  const due = active?.notices.find(({ status }) => status === 'open');
  if (due && seeded.below(3) > 0) return confirm(due.noticeId, seeded.pick(['cash', 'card']));
  const elsewhere = openNotices?.[0];
  if (elsewhere && seeded.below(10) === 0) return confirm(elsewhere.noticeId, 'phone');
  return clerkAt(windowId)(peer, seeded);
};

const confirm = (noticeId: string, paidBy: string): Command => ({ type: 'notice.confirm', noticeId, receipt: `R${noticeId.slice(0, 8)}`, paidBy });

function commandFor(view: WindowView, seeded: Seeded): Command | null {
  if (view.day?.status !== 'open') return null;
  switch (view.status) {
    case 'closed': return { type: 'window.open' };
    case 'paused': return seeded.below(4) > 0 ? { type: 'window.resume' } : { type: 'window.callNext', active: null };
    case 'idle': return idle(view, seeded);
    case 'calling': return stays(view) ? withVisitor(view, seeded, ['recall', 'miss', 'miss']) : withVisitor(view, seeded, ['start', 'start', 'start', 'start', 'finish', 'finish', 'recall', 'miss', 'hold', 'transfer', 'undo', 'callNext', 'callNext', 'callNext']);
    case 'serving': return withVisitor(view, seeded, ['callNext', 'callNext', 'callNext', 'finish', 'finish', 'finish', 'hold', 'transfer', 'addItem', 'bill', 'bill', 'void', 'undo', 'start']);
  }
}

/** Some do not come, however often they are called. */
const stays = ({ active }: WindowView): boolean => (active?.ticketId.charCodeAt(0) ?? 0) % 6 === 1;

function idle({ held, undo }: WindowView, seeded: Seeded): Command {
  const dice = seeded.below(20);
  const first = held[0]?.ticketId;
  if (dice < 4 && first !== undefined) return { type: 'stop.resume', ticketId: first };
  if (dice === 4) return { type: 'window.pause', reason: 'away' };
  if (dice === 5) return { type: 'window.close' };
  if (dice === 6 && undo) return { type: 'action.undo', ticketId: undo.ticketId, what: undo.what };
  return { type: 'window.callNext', active: null };
}

function withVisitor({ active, undo, ownNotices }: WindowView, seeded: Seeded, verbs: readonly string[]): Command | null {
  if (!active) return null;
  const { ticketId } = active;
  const verb = seeded.pick(verbs);
  switch (verb) {
    case 'callNext': return { type: 'window.callNext', active: seeded.below(10) === 0 ? null : ticketId };
    case 'finish': return { type: 'stop.finish', ticketId, outcome: seeded.pick(['completed', 'accepted', 'materialsMissing']), count: 1, caseRef: null };
    case 'recall': return { type: 'ticket.recall', ticketId };
    case 'hold': return { type: 'stop.hold', ticketId, reason: 'copies', forMs: null };
    case 'transfer': return { type: 'stop.transfer', ticketId, to: seeded.pick([{ queueId: 'q-market' }, { queueId: 'q-tax' }, { windowId: 'w1' }, { windowId: 'w5' }]), reason: 'other' };
    case 'addItem': return { type: 'stop.addItem', ticketId, itemId: seeded.pick(['D01-02', 'D06-02', 'D02-02']), count: 1 };
    case 'bill': return { type: 'notice.issue', ticketId, lines: [{ itemId: active.items[0]?.itemId ?? '', basis: 'R1', fen: 1_500, quantity: 1 }], waiver: null, payee: 'P1', code: null };
    case 'void': return voided(ownNotices[0]?.noticeId);
    case 'undo': return undo && { type: 'action.undo', ticketId: undo.ticketId, what: undo.what };
    default: return { type: `stop.${verb}`, ticketId };
  }
}

const voided = (noticeId: string | undefined): Command | null => (noticeId === undefined ? null : { type: 'notice.void', noticeId, reason: 'R2' });
