import { serviceDateAt, type CommandId, type HallConfig, type ItemId, type Prefix, type ServiceDate } from '@hallcall/domain';
import { testConfig } from '@hallcall/testkit';
import { expect, test } from 'vitest';
import { countingIds } from '../model/model-hall.test.helper.ts';
import { apply } from './apply.ts';
import { bandLeft } from './band.ts';
import { isOpenOffline, meetEpoch, noteContact } from './contact.ts';
import type { CoreContext } from './context.ts';
import { answerFact, nextFact, settleTime } from './fact.ts';
import { forgetPast } from './forget.ts';
import { abandonIntent, answerIntent, giveUpWaiting, takeTicket } from './issue.ts';
import { adoptOrders, nextJob, startJob } from './paper.ts';
import { emptyAgent, type AgentState, type Contact, type Fact, type Write } from './state.ts';

const noon = Date.parse('2026-11-23T12:00:00+08:00');
const hour = 3_600_000;

function paired(band = { first: 5000, last: 5499 }): AgentState {
  const state = emptyAgent();
  apply(state, [{ kind: 'pairing', row: { hallId: 'test-hall', deviceId: 'k1', token: 't', band } }]);
  return state;
}

function context(change: Partial<CoreContext> = {}, config: HallConfig = testConfig()): CoreContext {
  const now = change.now ?? noon;
  return { now, own: now, newId: countingIds(`i${Math.random()}`.slice(0, 16)), config, day: serviceDateAt(config, now), isOpen: true, ...change };
}

// The brands stand for shapes that these texts have.
const tap = (requestId: string, itemId = 'market-1') => ({ requestId, items: [{ itemId: itemId as ItemId, count: 1 }], chain: null, language: 'zh' }) as const;
const away = { isThere: false, ahead: null };
const there = { isThere: true, ahead: 4 };

function does(state: AgentState, writes: readonly Write[]): readonly Write[] {
  apply(state, writes);
  return writes;
}

const endOf = (state: AgentState, requestId: string) => state.issueByRequest.get(requestId)?.end;
const numberOf = (state: AgentState, requestId: string): number | null => {
  const end = endOf(state, requestId);
  return end?.kind === 'issued' ? end.ticket.number.n : null;
};

test('each prefix counts through the band by itself, and a used-up band sends the visitor to the guide desk', () => {
  const state = paired({ first: 5000, last: 5001 });
  for (const [id, item] of [['a', 'market-1'], ['b', 'tax-1'], ['c', 'market-2'], ['d', 'market-1']] as const) does(state, takeTicket(state, tap(id, item), context(), away));
  expect(['a', 'b', 'c'].map((id) => numberOf(state, id))).toEqual([5000, 5000, 5001]);
  expect(endOf(state, 'd')).toEqual({ kind: 'refused', refusal: { code: 'numbers.exhausted', prefix: 'A' } });
  expect(bandLeft(state, context().day)).toBe(0);
});

const commandOf = (writes: readonly Write[]) => writes.flatMap((write) => (write.kind === 'fact' ? [write.row.command] : []))[0];

test('class and needs go into the fact of an offline issue, and nothing of the kind for anybody else', () => {
  const state = paired();
  const told = commandOf(does(state, takeTicket(state, { ...tap('a'), personClass: 'elder', needs: ['sign'] }, context(), away)));
  expect(told).toMatchObject({ type: 'ticket.issueOffline', personClass: 'elder', needs: ['sign'] });
  const plain = commandOf(does(state, takeTicket(state, { ...tap('b'), needs: [] }, context(), away)));
  expect(['personClass', 'needs'].filter((part) => Object.hasOwn(plain ?? {}, part))).toEqual([]);
});

test('what stands on the paper about the wait is told again to a hub that has forgotten the number', () => {
  const state = paired();
  does(state, takeTicket(state, tap('a'), context(), there));
  const intent = state.issueByRequest.get('a')?.intent;
  const stops = [{ queueId: 'q-market', items: tap('a').items, after: [], estimateMs: 720_000 }];
  const event = { type: 'ticket.issued', ticketId: intent?.ticketId, number: { prefix: 'A', n: 7 }, stops, issuedAt: noon };
  // Only what the agent reads of the answer.
  const reply = { kind: 'accepted', events: [{ day: '2026-11-23', event }] } as unknown as Parameters<typeof answerIntent>[2];
  expect(commandOf(does(state, answerIntent(state, 'a', reply, context())))).toMatchObject({ type: 'ticket.issueOffline', number: { n: 7 }, stops });
});

const waitingFact = (state: AgentState) => nextFact(state, new Set());

test('the hub’s clock is set while the kiosk is cut off: before it is told, the time of a number goes with it, once', () => {
  for (const step of [-hour, hour]) {
    const state = paired();
    does(state, takeTicket(state, tap('a'), context({ now: noon, own: 1_000 }), away));
    const first = waitingFact(state);
    // Ten minutes later the hub is heard again.
    does(state, settleTime(first as Fact, context({ now: noon + step + 600_000, own: 601_000 })));
    const told = waitingFact(state);
    expect([told?.commandId, told?.command]).toEqual([first?.commandId, { ...first?.command, issuedAt: noon + step }]);
    // What was sent stays as it is: a resend is the same envelope.
    expect(settleTime(told as Fact, context({ now: noon, own: 700_000 }))).toEqual([]);
  }
});

test('clocks that only drift leave the time of a number as it stands on its paper', () => {
  const state = paired();
  does(state, takeTicket(state, tap('a'), context({ now: noon, own: 1_000 }), away));
  does(state, settleTime(waitingFact(state) as Fact, context({ now: noon + 601_900, own: 601_000 })));
  expect(waitingFact(state)?.command).toMatchObject({ issuedAt: noon });
});

test('a kiosk whose own clock was set between two starts leaves the time of a number as it stands on its paper', () => {
  for (const own of [1_000, 90_000_000_000]) {
    const state = paired();
    does(state, takeTicket(state, tap('a'), context({ now: noon, own: 5_000_000 }), away));
    does(state, settleTime(waitingFact(state) as Fact, context({ now: noon + 600_000, own })));
    expect(waitingFact(state)?.command).toMatchObject({ issuedAt: noon });
  }
});

test('a view under a clock that was set back is the newest contact all the same; an old answer is not', () => {
  const state = paired();
  const day = { date: context().day, status: 'open' } as const;
  does(state, noteContact(state, { seq: 1, at: noon, day, emergency: null }));
  does(state, noteContact(state, { seq: 2, at: noon - hour }));
  expect(state.contact.at).toBe(noon);
  does(state, noteContact(state, { seq: 3, at: noon - hour, day, emergency: null }));
  expect(state.contact).toMatchObject({ seq: 3, at: noon - hour });
});

test('a new service day begins the band anew; the same date goes on, whatever the clock did in between', () => {
  const state = paired();
  does(state, takeTicket(state, tap('a'), context(), away));
  does(state, takeTicket(state, tap('b'), context({ now: noon + 24 * hour }), away));
  does(state, takeTicket(state, tap('c'), context(), away));
  expect(['a', 'b', 'c'].map((id) => numberOf(state, id))).toEqual([5000, 5000, 5001]);
});

test('the same tap again changes nothing, decided or not', () => {
  const state = paired();
  does(state, takeTicket(state, tap('a'), context(), there));
  expect(takeTicket(state, tap('a'), context(), away)).toEqual([]);
  does(state, giveUpWaiting(state, 'a', context()));
  expect([takeTicket(state, tap('a'), context(), there), giveUpWaiting(state, 'a', context())]).toEqual([[], []]);
});

test('the decision, its print job, its number and its fact are one write', () => {
  const state = paired();
  expect(takeTicket(state, tap('a'), context(), away).map(({ kind }) => kind)).toEqual(['counter', 'issue', 'job', 'fact']);
});

test('a late answer to a tap that was decided offline changes nothing', () => {
  const state = paired();
  does(state, takeTicket(state, tap('a'), context(), there));
  does(state, giveUpWaiting(state, 'a', context()));
  expect(answerIntent(state, 'a', { kind: 'rejected', rejection: { code: 'day.closed' } }, context())).toEqual([]);
});

test.each([
  [{ kind: 'fault', fault: { code: 'storage.unavailable' } }], [{ kind: 'fault', fault: { code: 'bug' } }],
  [{ kind: 'rejected', rejection: { code: 'numbers.recovering' } }], [{ kind: 'rejected', rejection: { code: 'command.expired' } }],
] as const)('%j is no answer to a visitor: the kiosk gives a number of its own', (reply) => {
  const state = paired();
  does(state, takeTicket(state, tap('a'), context(), there));
  does(state, answerIntent(state, 'a', reply, context()));
  expect(numberOf(state, 'a')).toBe(5000);
});

test('a visitor who was refused while the answer was out leaves nothing that would be called', () => {
  const state = paired({ first: 5000, last: 4999 });
  does(state, takeTicket(state, tap('a'), context(), there));
  does(state, giveUpWaiting(state, 'a', context()));
  expect(endOf(state, 'a')).toMatchObject({ kind: 'refused', refusal: { code: 'numbers.exhausted' } });
  does(state, abandonIntent(state, 'a', context()));
  expect([...state.factById.values()].map(({ command }) => command)).toMatchObject([{ type: 'paper.report', outcome: 'failed', jobId: null }]);
  expect(abandonIntent(state, 'a', context())).toEqual([]);
});

test('five answers of bug park a fact; other faults leave it waiting; the rest goes on', () => {
  const state = paired();
  for (const id of ['a', 'b']) does(state, takeTicket(state, tap(id), context(), away));
  const first = nextFact(state, new Set());
  const bug = () => does(state, answerFact(state, first?.commandId as CommandId, { kind: 'fault', fault: { code: 'bug' } }, 1));
  for (let count = 1; count < 5; count += 1) bug();
  does(state, answerFact(state, first?.commandId as CommandId, { kind: 'fault', fault: { code: 'storage.unavailable' } }, 1));
  expect(nextFact(state, new Set())?.commandId).toBe(first?.commandId);
  bug();
  expect(state.factById.get(first?.commandId as CommandId)?.state).toBe('parked');
  expect(nextFact(state, new Set())?.ticketId).not.toBe(first?.ticketId);
});

test('a fact that must rest holds back its own ticket only', () => {
  const state = paired();
  for (const id of ['a', 'b']) does(state, takeTicket(state, tap(id), context(), away));
  const job = nextJob(state, true);
  if (!job) throw new Error('no job');
  does(state, startJob(state, job, context({ now: noon + hour })));
  const first = nextFact(state, new Set());
  const others = [...state.factById.values()].map(({ ticketId }) => ticketId);
  expect(others).toHaveLength(3);
  expect(nextFact(state, new Set(first ? [first.commandId] : []))?.ticketId).not.toBe(first?.ticketId);
});

test('a job that waited too long for its turn is not printed for nobody', () => {
  const state = paired();
  does(state, takeTicket(state, tap('a'), context(), away));
  const job = nextJob(state, true);
  if (!job) throw new Error('no job');
  does(state, startJob(state, job, context({ now: noon + hour })));
  expect(state.jobById.get(job.jobId)?.state).toBe('failed');
});

test('yesterday is forgotten once the hub has it; what waits and what must be looked at stays', () => {
  const state = paired();
  for (const id of ['a', 'b']) does(state, takeTicket(state, tap(id), context(), away));
  const [told] = state.factById.keys();
  if (told === undefined) throw new Error('no fact');
  does(state, answerFact(state, told, { kind: 'accepted', events: [] }, 1));
  for (const job of state.jobById.values()) does(state, startJob(state, job, context({ now: noon + hour })));
  does(state, forgetPast(state, context()));
  expect(state.issueByRequest.size).toBe(2);
  does(state, forgetPast(state, context({ now: noon + 24 * hour })));
  expect([state.issueByRequest.size, state.jobById.size]).toEqual([0, 0]);
  expect([...state.factById.values()].every(({ state: kept }) => kept === 'waiting')).toBe(true);
  expect(state.counterByKey.size).toBe(1);
});

const weekly = testConfig({
  timetable: { kind: 'weekly', special: { '2026-11-24': [] }, week: Array.from({ length: 7 }, () => [{ from: '09:00', to: '12:00' }, { from: '13:30', to: '17:00' }]) },
});
const at = (time: string, day = '2026-11-23') => Date.parse(`${day}T${time}:00+08:00`);
const heard = (time: string, status: 'open' | 'closed' | null, day = '2026-11-23'): Contact => ({
  epoch: 1, seq: 1, at: at(time, day), day: status && { date: day as ServiceDate, status }, emergency: null,
});

test.each<[string, Contact, string, string, boolean]>([
  ['the timetable, when nothing else is known', heard('08:00', null), '2026-11-23', '10:00', true],
  ['not before the opening', heard('08:00', null), '2026-11-23', '08:30', false],
  ['a manager closed it in the middle of its hours', heard('10:00', 'closed'), '2026-11-23', '14:00', false],
  ['a manager closed it in the break', heard('12:30', 'closed'), '2026-11-23', '14:00', false],
  ['a manager opened it early', heard('08:00', 'open'), '2026-11-23', '08:30', true],
  ['a manager opened it on a holiday', heard('10:00', 'open', '2026-11-24'), '2026-11-24', '15:00', true],
  ['overtime is no opening', heard('17:30', 'open'), '2026-11-23', '18:00', false],
  ['nor is the lunch break', heard('12:30', 'open'), '2026-11-23', '13:00', false],
  ['yesterday says nothing about today', heard('10:00', 'closed', '2026-11-22'), '2026-11-23', '10:00', true],
])('cut off from the hub a kiosk is open by its copy of the timetable: %s', (_, contact, day, time, isOpen) => {
  expect(isOpenOffline(weekly, contact, at(time, day))).toBe(isOpen);
});

test('outside its hours a kiosk that is cut off gives no number', () => {
  const state = paired();
  does(state, takeTicket(state, tap('a'), context({ isOpen: false }), away));
  expect(endOf(state, 'a')).toEqual({ kind: 'refused', refusal: { code: 'day.closed' } });
  expect(state.counterByKey.has(`${context().day} ${'A' as Prefix}`)).toBe(false);
});

const mornings = [{ from: '09:30', to: '11:00' }];
const ownHours = testConfig({
  timetable: weekly.timetable, queues: weekly.queues.map((queue) => (queue.id === 'q-tax' ? { ...queue, hours: [mornings, [], [], [], [], [], []] } : queue)),
});

test('cut off from the hub a kiosk keeps the hours of single queues too, and says when they begin', () => {
  const state = paired();
  const cut = (requestId: string, item: string, time: string) => {
    does(state, takeTicket(state, tap(requestId, item), context({ now: at(time) }, ownHours), away));
    return endOf(state, requestId);
  };
  expect(cut('a', 'tax-1', '09:15')).toEqual({ kind: 'refused', refusal: { code: 'queue.closed', at: at('09:30') } });
  expect(cut('b', 'market-1', '09:15')).toMatchObject({ kind: 'issued' });
  expect(cut('c', 'tax-1', '10:00')).toMatchObject({ kind: 'issued' });
  expect(cut('d', 'tax-1', '11:00')).toEqual({ kind: 'refused', refusal: { code: 'queue.closed', at: at('09:30', '2026-11-30') } });
});

test('on a day that a manager opened without hours a kiosk that is cut off gives numbers of every queue', () => {
  const state = paired();
  does(state, takeTicket(state, tap('a', 'tax-1'), context({ now: at('10:00', '2026-11-24') }, ownHours), away));
  expect(endOf(state, 'a')).toMatchObject({ kind: 'issued' });
});

test.each([
  [{ code: 'queue.closed', queueId: 'q-tax', opensAt: 7 }, { code: 'queue.closed', at: 7 }],
  [{ code: 'queue.tooLate', queueId: 'q-tax', closesAt: 9 }, { code: 'queue.tooLate', at: 9 }],
] as const)('the hub’s no stays a no, with its time: %o', (rejection, refusal) => {
  const state = paired();
  does(state, takeTicket(state, tap('a', 'tax-1'), context(), there));
  does(state, answerIntent(state, 'a', { kind: 'rejected', rejection }, context()));
  expect(endOf(state, 'a')).toEqual({ kind: 'refused', refusal });
});

test('a second copy ordered at the desk keeps the promise and the life event of its ticket', () => {
  const state = paired();
  const stops = [{ queueId: 'q-market', items: [{ itemId: 'market-1', count: 1 }], after: [], bound: 3 }];
  const order = { jobId: 'j1', copy: 1, ticketId: 't1', number: { prefix: 'A', n: 1 }, queueId: 'q-market', items: stops[0]?.items, stops, language: 'zh', issuedAt: noon, offline: false, day: '2026-11-23' };
  // The brands stand for shapes that these texts have.
  does(state, adoptOrders(state, [{ ...order, chain: 'build' }, { ...order, jobId: 'j2' }] as never, context()));
  expect([...state.jobById.values()].flatMap((job) => ('ticket' in job ? [[job.ticket.chain, job.ticket.stops]] : []))).toEqual([['build', stops], [null, stops]]);
});

test('a number printed for the guide desk is told again to a hub that was restored without it, a second copy is not', () => {
  const state = paired();
  const stops = [{ queueId: 'q-market', items: [{ itemId: 'market-1', count: 1 }], after: [], bound: 3 }];
  const order = { jobId: 'j1', copy: 0, ticketId: 't1', number: { prefix: 'A', n: 1 }, queueId: 'q-market', items: stops[0]?.items, stops, language: 'zh', issuedAt: noon, offline: false, day: '2026-11-23' };
  does(state, meetEpoch(state, 1, context()));
  for (const fact of state.factById.values()) does(state, answerFact(state, fact.commandId, { kind: 'accepted', events: [] }, 1));
  // The brands stand for shapes that these texts have.
  does(state, adoptOrders(state, [order, { ...order, jobId: 'j2', ticketId: 't2', number: { prefix: 'A', n: 2 } }, { ...order, jobId: 'j3', copy: 1, ticketId: 't3' }] as never, context()));
  expect(waitingFact(state)).toBeNull();
  does(state, meetEpoch(state, 2, context()));
  const told = [...state.factById.values()].filter((fact) => fact.state === 'waiting').map(({ command }) => command);
  expect(told).toMatchObject([
    { type: 'ticket.issueOffline', ticketId: 't1', number: { n: 1 }, stops, instead: null }, { type: 'ticket.issueOffline', ticketId: 't2', number: { n: 2 } },
    { type: 'agent.report', highest: { A: 2 } },
  ]);
});

const needsHub = { kind: 'refused', refusal: { code: 'kiosk.passNeedsHub' } };
const withPass = (requestId: string) => ({ ...tap(requestId), pass: '04817263' });

test('a return pass is the hub’s alone: without it the visitor gets no ordinary number unasked', () => {
  const state = paired();
  does(state, takeTicket(state, withPass('a'), context(), away));
  does(state, takeTicket(state, withPass('b'), context(), there));
  does(state, giveUpWaiting(state, 'b', context()));
  expect(['a', 'b'].map((id) => endOf(state, id))).toEqual([needsHub, needsHub]);
  does(state, takeTicket(state, withPass('c'), context(), there));
  does(state, answerIntent(state, 'c', { kind: 'rejected', rejection: { code: 'pass.used' } }, context()));
  expect(endOf(state, 'c')).toEqual({ kind: 'refused', refusal: { code: 'pass.used' } });
});

const withBooking = (requestId: string) => ({ ...tap(requestId), booking: '04817263' });

test('so is a booking; the number taken with it keeps slot and code, for the paper and for a hub that is restored', () => {
  const state = paired();
  does(state, takeTicket(state, withBooking('a'), context(), away));
  does(state, takeTicket(state, withBooking('b'), context(), { ...there, ahead: 3 }));
  expect([endOf(state, 'a'), state.issueByRequest.get('b')?.ahead]).toEqual([needsHub, null]);
  const booked = { from: noon, to: noon + 600_000 };
  const event = { type: 'ticket.issued', ticketId: state.issueByRequest.get('b')?.intent?.ticketId, number: { prefix: 'A', n: 7 }, stops: state.issueByRequest.get('b')?.stops, issuedAt: noon, booked };
  // The parts of a stored event that the agent reads.
  does(state, answerIntent(state, 'b', { kind: 'accepted', events: [{ seq: 9, epoch: 1, day: '2026-11-23', at: noon, event }] } as never, context()));
  expect(endOf(state, 'b')).toMatchObject({ kind: 'issued', ticket: { booking: '04817263', booked } });
  expect([...state.factById.values()].map(({ command }) => command)).toMatchObject([{ type: 'ticket.issueOffline', booking: '04817263' }]);
});

test('a pass that has expired in the meantime is refused with its last day', () => {
  const state = paired();
  does(state, takeTicket(state, withPass('a'), context(), there));
  does(state, answerIntent(state, 'a', { kind: 'rejected', rejection: { code: 'pass.expired', validUntil: '2026-11-20' as never } }, context()));
  expect(endOf(state, 'a')).toEqual({ kind: 'refused', refusal: { code: 'pass.expired', validUntil: '2026-11-20' } });
});

test('a number refused for want of room keeps when there is some, and a kiosk that is cut off gives it', () => {
  const state = paired();
  const full = { scope: 'item', id: 'market-1' as ItemId, per: 'slot', nextFree: { from: noon + hour, to: noon + 2 * hour } } as const;
  does(state, takeTicket(state, tap('a'), context(), there));
  does(state, answerIntent(state, 'a', { kind: 'rejected', rejection: { code: 'quota.full', ...full } }, context()));
  expect(endOf(state, 'a')).toEqual({ kind: 'refused', refusal: { code: 'quota.full', full } });
  const quotas = { items: [{ item: 'market-1', perDay: 0, perSlot: null }] };
  does(state, takeTicket(state, tap('b'), context({}, testConfig({ quotas })), away));
  expect(endOf(state, 'b')).toMatchObject({ kind: 'issued', ticket: { offline: true } });
});
