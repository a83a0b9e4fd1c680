import { globSync, readFileSync } from 'node:fs';
import { emptyHall, evolve, HallEvent, type HallState, type TicketId } from '@hallcall/domain';
import { expect, test } from 'vitest';

// A log of every release: its events stay readable for ever, and mean what they meant.

const folder = new URL('.', import.meta.url);
const logs = globSync('*.jsonl', { cwd: folder }).toSorted();

function replay(file: string): { state: HallState; types: Set<string> } {
  const state = emptyHall();
  const types = new Set<string>();
  for (const line of readFileSync(new URL(file, folder), 'utf8').trim().split('\n')) {
    const { at, event } = JSON.parse(line) as { at: number; event: unknown };
    const parsed = HallEvent.parse(event);
    types.add(parsed.type);
    evolve(state, { at, event: parsed });
  }
  return { state, types };
}

const first = {
  highest: { A: 207, F: 1100, ZG: 200 },
  lives: {
    A1: ['waiting'], A2: ['abandoned'], A3: ['done'], A4: ['done'], A5: ['cancelled'], A6: ['cancelled'], F1: ['done'],
    A5001: ['waiting'], F900: ['done', 'waiting'], A207: ['waiting'],
  },
  papers: { A4: 'printed', A6: 'printed' },
  order: ['A1', 'A5001', 'A207'],
  heard: {} as Record<string, string>,
  muted: [] as string[],
  overtaken: {} as Record<string, number>,
  rows: {} as Record<string, number>,
  urgent: [] as string[],
  slips: [] as string[],
  passes: {} as Record<string, string>,
  bookings: {} as Record<string, string>,
};
const meaning: Record<string, Omit<typeof first, 'lives'> & { readonly lives: Readonly<Record<string, readonly string[]>> }> = {
  'v1.jsonl': first,
  // The same day with a zone muted, a call announced, and an emergency that came and went.
  'v2.jsonl': { ...first, heard: { x000000000000000000001: 'shortened' }, muted: ['B'] },
  // And the first visitor given more items, held, called back by mistake, released, sent on, and sent home for papers;
  // then an elder called before two others, one of them made urgent, one called out of order;
  // one sent to pay three times: paid by phone, voided, expired; and one sent home for materials, with a notice on paper, who came back with its pass;
  // then a number from the guide desk above a quota, one entered there that its kiosk told of later, one taken back there as a mistake that a kiosk had given after all, a window that helped for a while, and whom a kiosk turned away;
  // and four numbers booked ahead; a window taken over, and a root of a backup acknowledged.
  'v3.jsonl': {
    ...first, heard: { x000000000000000000001: 'shortened' }, muted: ['B'], highest: { ...first.highest, A: 213 }, slips: ['A210 printed'], passes: { '04817263': 'A211' },
    bookings: { 57618945: 'kept', 10203040: 'cancelled', 50607080: 'missed', 90100110: 'open' },
    lives: { ...first.lives, A1: ['done', 'cancelled'], A5001: ['done'], A208: ['done'], A209: ['blocked', 'cancelled', 'cancelled', 'waiting'], A210: ['done'], A211: ['waiting'], A213: ['waiting'], A5013: ['waiting'], A5014: ['waiting'] }, order: ['A207', 'A211', 'A213', 'A5013', 'A5014'],
    overtaken: { A5001: 1, A207: 1 }, rows: { 'q-market': 1 }, urgent: ['A207'],
  },
};

test('there is a log of every release, and each has its meaning written down', () => {
  expect(logs).toEqual(Object.keys(meaning));
});

for (const file of logs) {
  test(`${file} replays to the same hall`, () => {
    const { state } = replay(file);
    const tickets = [...state.ticketById.values()];
    const name = (ticket: (typeof tickets)[number]) => `${ticket.number.prefix}${ticket.number.n}`;
    const byId = new Map(tickets.map((ticket) => [ticket.ticketId, name(ticket)]));
    const nameOf = (ticketId: TicketId | undefined) => (ticketId === undefined ? '' : byId.get(ticketId));
    expect({
      highest: Object.fromEntries(state.highest),
      lives: Object.fromEntries(tickets.map((ticket) => [name(ticket), ticket.stops.map((stop) => stop.life.status)])),
      papers: Object.fromEntries(tickets.filter((ticket) => ['A4', 'A6'].includes(name(ticket))).map((ticket) => [name(ticket), ticket.paper])),
      heard: Object.fromEntries(state.calls.flatMap(({ callId, speech }) => (speech ? [[callId, speech.outcome]] : []))),
      muted: [...state.mutedZones],
      overtaken: Object.fromEntries(tickets.flatMap((ticket) => (ticket.stops[0]?.overtaken ? [[name(ticket), ticket.stops[0].overtaken]] : []))),
      rows: Object.fromEntries(state.preferredRow),
      slips: [...state.slipByJob.values()].map(({ ticketId, outcome }) => `${byId.get(ticketId)} ${outcome}`),
      passes: Object.fromEntries([...state.passByCode.values()].map(({ code, passId }) => [code, nameOf(state.passUse.get(passId))])),
      bookings: Object.fromEntries([...state.bookingById.values()].map(({ code, status }) => [code, status])),
      urgent: [...state.urgent].map((ticketId) => byId.get(ticketId)),
      order: [...state.waiting].find(([queueId]) => queueId === 'q-market')?.[1].map((ref) => byId.get(ref.ticketId)),
    }).toEqual(meaning[file]);
  });
}

test('the newest log holds every type of event', () => {
  const { types } = replay(logs.at(-1) ?? '');
  expect([...types].toSorted()).toEqual(HallEvent.options.map((option) => option.shape.type.value).toSorted());
});
