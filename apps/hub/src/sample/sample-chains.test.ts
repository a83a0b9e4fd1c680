// Every life event of the sample's catalogue, walked to its end in the sample's hall by the catalogue's own stages, with a payment on the way.
import { importCatalogueText } from '@hallcall/catalogue';
import { bankClerkAt, createSeeded, issue, kiosk, manager, openHall, ticket } from '@hallcall/testkit';
import { expect, test } from 'vitest';
import { sampleSource } from './sample-hall.ts';

const source = sampleSource();
const imported = importCatalogueText(source.catalogueText);
const chains = imported.ok ? imported.catalogue.chains : [];

function walk(chainId: string, stages: readonly (readonly string[])[], seed: number) {
  const random = createSeeded(seed);
  const hall = openHall({ config: source.hall });
  for (const { id } of source.hall.windows) hall.run(bankClerkAt(id), { type: 'window.open', windowId: id });
  const items = stages.flat().map((itemId, index) => ({ itemId, count: 1 + (index % 3) }));
  hall.run(kiosk(), issue(1, '', { items, chain: chainId }));
  const stops = () => hall.state.ticketById.get(ticket(1))?.stops ?? [];
  const walked: string[][] = [];
  const counted = new Map<string, number>();
  for (let step = 0; stops().some(({ life }) => life.status === 'waiting'); step += 1) {
    const open = stops().filter(({ life }) => life.status === 'waiting');
    const stop = random.pick(open);
    const serving = source.hall.windows.filter(({ id, queues }) => (stop.onlyAt === null || stop.onlyAt === id) && queues.some(({ queue }) => queue === stop.queueId));
    const windowId = random.pick(serving).id;
    const at = { windowId, ticketId: ticket(1) };
    hall.run(manager, { ...at, type: 'window.callNumber', active: null, reason: 'returned', note: null });
    const here = stops().find(({ life }) => life.status === 'called');
    hall.run(bankClerkAt(windowId), { ...at, type: 'stop.start' });
    const bill = { ...at, type: 'notice.issue', lines: [{ itemId: items[0]?.itemId, basis: 'x', fen: 100, quantity: 2 }], waiver: null, payee: 'x', code: null };
    if (step === 1) hall.run(bankClerkAt(windowId), bill);
    const [noticeId] = hall.state.noticeById.keys();
    if (step === 1) hall.run(bankClerkAt('w8'), { type: 'notice.confirm', noticeId, receipt: 'R', paidBy: 'phone' });
    if (step === 1) continue;
    hall.run(bankClerkAt(windowId), { ...at, type: 'stop.finish', outcome: 'accepted', count: 1, caseRef: null });
    walked.push((here?.items ?? []).map(({ itemId }) => itemId));
    for (const { itemId, count } of here?.items ?? []) counted.set(itemId, count);
  }
  return { walked, counted, items, stops: stops(), totals: hall.state.totals };
}

test.each(chains.map(({ id, stages }) => [id, stages] as const))('%s is one number from its first stage to its last, each stage whole before the next', (id, stages) => {
  for (const seed of [1, 2, 3]) {
    const { walked, counted, items, stops, totals } = walk(id, stages, seed);
    const order = walked.flat();
    expect(order.toSorted()).toEqual(stages.flat().toSorted());
    const stageOf = (itemId: string): number => stages.findIndex((stage) => stage.some((one) => one === itemId));
    expect(order.map(stageOf)).toEqual(order.map(stageOf).toSorted((a, b) => a - b));
    expect(items.map(({ itemId }) => counted.get(itemId))).toEqual(items.map(({ count }) => count));
    expect([stops.filter(({ life }) => life.status !== 'done').map(({ life }) => life.status), totals.blocked]).toEqual([['cancelled'], 0]);
  }
});

test('the sample has its seven life events', () => {
  expect(chains.map(({ id }) => id)).toEqual(['start-company', 'open-restaurant', 'newborn', 'second-hand-home', 'retire', 'project-permit', 'after-death']);
});
