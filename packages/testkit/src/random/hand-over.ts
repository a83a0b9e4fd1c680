// What windows hand over on paper, and who comes back with it.
import fc from 'fast-check';
import { clerkAt, issue, kiosk, testId, ticket } from '../scenario.ts';
import { attempt, guess, pick } from './attempt.ts';
import { atVisitor } from './at-window.ts';
import { newTicket } from './in-lobby.ts';

const lacking = { materials: ['licence'], other: null, note: null };
/** Somebody is sent away for want of materials. */
export const lack = atVisitor('stop.finish', ['called', 'serving', 'serving'], { outcome: 'materialsMissing', count: 1, caseRef: null, missing: lacking });

/** Some pass of today or earlier, mostly for its own items. */
export const comeBack = guess.map((at) =>
  attempt('come back', (hall) => {
    const pass = pick([...hall.state.passByCode.values(), ...[...hall.pastPasses].map(([code, { items }]) => ({ code, items }))], at.nth);
    const items = at.isWild || !pass ? [{ itemId: 'market-1', count: 1 }] : pass.items;
    return [kiosk(), { ...issue(1), ticketId: newTicket(hall, at), items, pass: pass?.code ?? '00000000' }];
  }),
);

/** A paper of the window printed again, whoever's it is. */
export const orderSlip = guess.map((at) =>
  attempt('slip.order', (hall) => {
    const job = pick([...hall.state.slipByJob.values()], at.nth);
    const { windowId, ticketId, slip } = job ?? { windowId: at.windowId, ticketId: ticket(at.n), slip: { kind: 'materials', stop: 0 } };
    const by = at.isWild ? at.windowId : windowId;
    return [clerkAt(by), { type: 'slip.order', windowId: by, jobId: testId('slip', at.n), ticketId, slip }];
  }),
);

export const reportSlip = fc.tuple(guess, fc.constantFrom('printed', 'printed', 'sent', 'failed', 'unknown'), fc.constantFrom(1, 1, 1, 2)).map(([at, outcome, device]) =>
  attempt(`slip ${outcome}`, (hall) => [
    kiosk(device),
    { type: 'slip.report', jobId: pick([...hall.state.slipByJob.keys(), ...hall.state.dayPaperByJob.keys()], at.nth) ?? testId('none'), day: hall.state.day?.date ?? '2026-01-05', outcome, at: hall.now },
  ]),
);
