// The model of design §4 "Offline issue": whatever the link and the two processes do, paper and record agree in the end.
import { hasEnded, type ItemId, type Ticket } from '@hallcall/domain';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Write } from '../core/state.ts';
import { createWorld, type World } from './model-world.test.helper.ts';

type Action = (world: World) => void;

const index = fc.nat(20);
const act = (run: Action, name: string) => fc.constant(Object.assign(run, { toString: () => name }));
const acts = <T>(arb: fc.Arbitrary<T>, run: (value: T) => Action, name: string) =>
  arb.map((value) => Object.assign(run(value), { toString: () => `${name}(${JSON.stringify(value)})` }));

const take = (prefix: 'A' | 'B') => (world: World) =>
  // The configuration of the model knows these two items.
  world.take({ requestId: world.newId(), items: [{ itemId: `I${prefix}` as ItemId, count: 1 }], chain: null, language: 'zh' });

const action: fc.Arbitrary<Action> = fc.oneof(
  { weight: 6, arbitrary: acts(fc.constantFrom('A', 'B'), take, 'take') },
  { weight: 2, arbitrary: acts(index, (at) => (world) => void world.again(at), 'again') },
  { weight: 7, arbitrary: acts(fc.tuple(index, fc.boolean()), ([at, keep]) => (world) => world.reachHub(at, keep && at % 4 === 0), 'reachHub') },
  { weight: 7, arbitrary: acts(fc.tuple(index, fc.boolean()), ([at, keep]) => (world) => world.reachAgent(at, keep && at % 4 === 0), 'reachAgent') },
  { weight: 1, arbitrary: acts(index, (at) => (world) => world.dropToHub(at), 'dropToHub') },
  { weight: 1, arbitrary: acts(index, (at) => (world) => world.dropToAgent(at), 'dropToAgent') },
  { weight: 3, arbitrary: acts(fc.constantFrom(100, 1_000, 3_001, 8_000, 31_000, 61_000), (ms) => (world) => world.advance(ms), 'advance') },
  { weight: 2, arbitrary: act((world) => world.disconnect(), 'disconnect') },
  { weight: 4, arbitrary: act((world) => world.connect(), 'connect') },
  { weight: 2, arbitrary: act((world) => world.resend(), 'resend') },
  { weight: 4, arbitrary: act((world) => world.endPrint('acked', true), 'acked') },
  { weight: 1, arbitrary: act((world) => world.endPrint('sent', true), 'sent') },
  { weight: 1, arbitrary: act((world) => world.endPrint('failed', false), 'failed') },
  { weight: 1, arbitrary: acts(fc.boolean(), (isOut) => (world) => world.endPrint('unknown', isOut), 'unknown') },
  { weight: 1, arbitrary: acts(fc.boolean(), (isOut) => (world) => world.powerCutWhilePrinting(isOut), 'powerCut') },
  { weight: 2, arbitrary: acts(fc.nat(6), (steps) => (world) => world.crashAfter(steps), 'crashAfter') },
  { weight: 1, arbitrary: act((world) => world.die(), 'kill') },
  { weight: 5, arbitrary: act((world) => world.start(), 'start') },
  { weight: 1, arbitrary: act((world) => world.hubCrash(), 'hubCrash') },
  { weight: 1, arbitrary: act((world) => world.saveBackup(), 'backup') },
  { weight: 1, arbitrary: act((world) => world.restore(), 'restore') },
  { weight: 1, arbitrary: acts(index, (at) => (world) => {
    const request = world.requests[at % Math.max(1, world.requests.length)];
    if (request) world.inAgent((desk) => desk.reprint(request.requestId));
  }, 'reprint') },
  { weight: 1, arbitrary: acts(index, (at) => (world) => {
    const request = world.requests[at % Math.max(1, world.requests.length)];
    if (request) world.inAgent((desk) => desk.note(request.requestId));
  }, 'note') },
);

const anySequence = fc.array(action, { minLength: 1, maxLength: 60 });
/** Long ones, in which a missing protection shows soon. */
const longSequence = fc.array(action, { minLength: 80, maxLength: 160 });

function property(sequence: typeof anySequence, keep?: (writes: readonly Write[]) => readonly Write[]) {
  return fc.property(sequence, (actions) => {
    const world = createWorld(keep);
    world.start();
    world.connect();
    for (const run of actions) run(world);
    heal(world);
    expectNoPaperTwice(world);
    expectPaperOnRecord(world);
    expectEveryTicketKnown(world);
    expectOneTicketATap(world);
  });
}

test('whatever is lost, doubled, late or killed: one paper a number, and every ticket can be called or is listed', () => {
  fc.assert(property(anySequence), { numRuns: Number(process.env['MODEL_RUNS'] ?? 600) });
});

const without = (isLost: (write: Write) => boolean) => (writes: readonly Write[]) => writes.filter((write) => !isLost(write));

test.each([
  ['the counter of the band', without(({ kind }) => kind === 'counter')],
  ['the sending state of a job', without((write) => write.kind === 'job' && write.row.state === 'sending')],
  ['the outcome of a job', without((write) => write.kind === 'fact' && write.row.command.type === 'paper.report')],
  ['the fact of an offline issue', without((write) => write.kind === 'fact' && write.row.command.type === 'ticket.issueOffline' && write.row.state === 'waiting')],
  ['the online issues of the day', without((write) => write.kind === 'fact' && write.row.command.type === 'ticket.issueOffline' && write.row.state === 'acknowledged')],
  ['the intent before it is sent', without((write) => write.kind === 'issue' && write.row.end === null)],
])('the model notices when the disk loses %s', (_, keep) => {
  expect(fc.check(property(longSequence, keep), { numRuns: 4_000, endOnFailure: true }).failed).toBe(true);
});

/** The link and the printer work from now on, until nothing is left to do; then the hub's waits run out. */
function heal(world: World): void {
  world.crashAfter(1_000_000);
  for (let round = 0; round < 200 && !(round > 2 && isSettled(world)); round += 1) {
    world.start();
    world.connect();
    if (round % 5 === 0) world.resend();
    for (let at = 0; at < 8; at += 1) {
      world.reachHub(0, false);
      world.reachAgent(0, false);
    }
    world.endPrint('acked', true);
    world.advance(1_000);
  }
  world.advance(61_000);
  expect(isSettled(world)).toBe(true);
}

function isSettled({ isIdle, disk }: World): boolean {
  return (
    isIdle() &&
    [...disk.factById.values()].every((fact) => fact.state !== 'waiting') &&
    [...disk.jobById.values()].every((job) => job.state !== 'queued' && job.state !== 'sending') &&
    [...disk.issueByRequest.values()].every(({ end, intent }) => end !== null && !intent?.isOpen)
  );
}

function expectNoPaperTwice({ papers }: World): void {
  const copies = papers.map(({ job }) => `${job.ticket.ticketId} ${job.copy}`);
  expect(new Set(copies).size).toBe(copies.length);
  const originals = papers.filter(({ job }) => job.copy === 0).map(({ job, number }) => `${job.ticket.day} ${number.prefix}${number.n}`);
  expect(new Set(originals).size).toBe(originals.length);
}

function expectPaperOnRecord({ papers, hub, disk }: World): void {
  for (const { job, number } of papers) {
    const ticket = hub.state.ticketById.get(job.ticket.ticketId);
    expect(ticket?.number).toEqual(number);
    expect(ticket && isLive(ticket)).toBe(true);
    if (disk.jobById.get(job.jobId)?.state === 'acked') expect(ticket?.paper).toBe('printed');
  }
}

function expectEveryTicketKnown({ hub, disk }: World): void {
  const byNumber = new Set<string>();
  const given = new Set([...disk.issueByRequest.values()].map(({ end }) => (end?.kind === 'issued' ? end.ticket.ticketId : null)));
  for (const ticket of hub.state.ticketById.values()) {
    if (!isLive(ticket)) continue;
    expect(ticket.paper).not.toBe('pending');
    const key = `${ticket.number.prefix}${ticket.number.n}`;
    expect(byNumber.has(key)).toBe(false);
    byNumber.add(key);
    // Nobody holds it, so nobody may be called with it.
    if (!given.has(ticket.ticketId)) expect(ticket.paper).toBe('failed');
  }
  expect([...disk.factById.values()].filter((fact) => fact.state !== 'acknowledged')).toEqual([]);
}

/** A tap that ended with a number has exactly this one live ticket; what else the hub made of it is listed or cancelled. */
function expectOneTicketATap({ hub, disk }: World): void {
  for (const { end, intent } of disk.issueByRequest.values()) {
    expect(end).not.toBeNull();
    expect(intent?.isOpen ?? false).toBe(false);
    const own = end?.kind === 'issued' ? end.ticket.ticketId : null;
    if (own) expect(hub.state.ticketById.has(own)).toBe(true);
    const asked = intent && hub.state.ticketById.get(intent.ticketId);
    if (asked && asked.ticketId !== own && isLive(asked)) expect(own === null && asked.paper === 'failed').toBe(true);
  }
}

const isLive = (ticket: Ticket): boolean => !ticket.stops.every(hasEnded);
