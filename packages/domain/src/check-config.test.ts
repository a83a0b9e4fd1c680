import { testConfig } from '@hallcall/testkit';
import { expect, test } from 'vitest';
import { checkConfig } from './check-config.ts';

/** A configuration as anything at all: the tests write what no editor should. */
type Loose = ReturnType<typeof JSON.parse>;

/** The test hall as loose JSON, changed at will. */
const changed = (change: (document: Loose) => void): unknown => {
  const document = structuredClone(testConfig());
  change(document);
  return document;
};
const problemsOf = (input: unknown) => {
  const result = checkConfig(input);
  return result.ok ? [] : result.problems;
};

test('[F1] a sound configuration passes', () => {
  expect(checkConfig(testConfig())).toEqual({ ok: true, config: testConfig() });
});

const twoBars = (d: Loose, bus: string, address: number): void => {
  d.ledBuses = [{ id: 'bus-1', agent: 'kiosk-1' }];
  d.windows[0].led = { bus: 'bus-1', address: 7 };
  d.windows[1].led = { bus, address };
};

const step = (id: string, items: string[], ...after: string[]) => ({ id, items, after });
const chain = (...stops: unknown[]) => ({ id: 'c', name: { zh: '链', en: 'Chain' }, stops });

const nine = [{ from: '09:00', to: '12:00' }];
const week = (...days: unknown[]) => ({ kind: 'weekly', week: Array.from({ length: 7 }, (_, i) => days[i] ?? []), special: {} });

for (const [fault, change, problem] of [
  ['a missing part', (d: Loose) => delete d['hallId'], { code: 'malformed', path: 'hallId' }],
  ['an unknown key', (d: Loose) => (d['colour'] = 'red'), { code: 'malformed', path: '' }],
  ['a wrong weight', (d: Loose) => (d.windows[1].queues[0].weight = -1), { code: 'malformed', path: 'windows[1].queues[0].weight' }],
  ['no preferred call at all', (d: Loose) => (d.policy.preferredInRow = 0), { code: 'malformed', path: 'policy.preferredInRow' }],
  ['a row without end', (d: Loose) => (d.policy.preferredInRow = 6), { code: 'malformed', path: 'policy.preferredInRow' }],
  ['a pass for ever', (d: Loose) => (d.policy.returnPassDays = 31), { code: 'malformed', path: 'policy.returnPassDays' }],
  ['a pass for less than a day', (d: Loose) => (d.policy.returnPassDays = -1), { code: 'malformed', path: 'policy.returnPassDays' }],
  ['half a day of passes', (d: Loose) => (d.policy.returnPassDays = 0.5), { code: 'malformed', path: 'policy.returnPassDays' }],
  ['a tolerance of half a day', (d: Loose) => (d.policy.bookingToleranceMs = 43_200_000), { code: 'malformed', path: 'policy.bookingToleranceMs' }],
  ['a need that nobody knows', (d: Loose) => (d.windows[0].suits = ['juggling']), { code: 'malformed', path: 'windows[0].suits[0]' }],
  ['a surge of nobody', (d: Loose) => (d.surge = { waiting: 0, waitMs: 60_000 }), { code: 'malformed', path: 'surge.waiting' }],
  ['a surge after no wait', (d: Loose) => (d.queues[0].surge = { waiting: 5, waitMs: 0 }), { code: 'malformed', path: 'queues[0].surge.waitMs' }],
  ['a slot of 25 minutes', (d: Loose) => (d.quotas = { slotMinutes: 25 }), { code: 'malformed', path: 'quotas.slotMinutes' }],
  ['a limit that limits nothing', (d: Loose) => (d.quotas = { items: [{ item: 'tax-1', perDay: null, perSlot: null }] }), { code: 'malformed', path: 'quotas.items[0]' }],
  ['less than no number', (d: Loose) => (d.quotas = { items: [{ item: 'tax-1', perDay: -1, perSlot: null }] }), { code: 'malformed', path: 'quotas.items[0].perDay' }],
  ['a limited item that is unknown', (d: Loose) => (d.quotas = { items: [{ item: 'X', perDay: 1, perSlot: null }] }), { code: 'dangling', path: 'quotas.items[0].item', id: 'X' }],
  ['a limited department that is unknown', (d: Loose) => (d.quotas = { departments: [{ department: 'X', perDay: 1, perSlot: null }] }), { code: 'dangling', path: 'quotas.departments[0].department', id: 'X' }],
  ['an item limited twice', (d: Loose) => (d.quotas = { items: [1, 2].map((perDay) => ({ item: 'tax-1', perDay, perSlot: null })) }), { code: 'duplicate', path: 'quotas.items[1].item', id: 'tax-1' }],
  ['a department limited twice', (d: Loose) => (d.quotas = { departments: [1, 2].map((perDay) => ({ department: 'tax', perDay, perSlot: null })) }), { code: 'duplicate', path: 'quotas.departments[1].department', id: 'tax' }],
  ['a window twice', (d: Loose) => (d.windows[1].id = 'w1'), { code: 'duplicate', path: 'windows[1].id', id: 'w1' }],
  ['a label twice', (d: Loose) => (d.windows[1].label = '1'), { code: 'duplicate', path: 'windows[1].label', id: '1' }],
  ['a queue twice at a window', (d: Loose) => d.windows[0].queues.push(d.windows[0].queues[0]), { code: 'duplicate', path: 'windows[0].queues[1].queue', id: 'q-market' }],
  ['a language that would be spoken twice', (d: Loose) => (d.zones[0].voice.languages = ['zh', 'zh']), { code: 'duplicate', path: 'zones[0].voice.languages[1]', id: 'zh' }],
  ['an announcer twice', (d: Loose) => (d.zones[0].voice.announcers = ['a', 'b', 'a']), { code: 'duplicate', path: 'zones[0].voice.announcers[2]', id: 'a' }],
  ['a need twice at a window', (d: Loose) => (d.windows[1].suits = ['wheelchair', 'wheelchair']), { code: 'duplicate', path: 'windows[1].suits[1]', id: 'wheelchair' }],
  ['a zone twice on a board', (d: Loose) => (d.boards[0].zones = ['A', 'A']), { code: 'duplicate', path: 'boards[0].zones[1]', id: 'A' }],
  ['an unknown zone', (d: Loose) => (d.departments[0].zone = 'X'), { code: 'dangling', path: 'departments[0].zone', id: 'X' }],
  ['a queue in an unknown zone', (d: Loose) => (d.queues[0].zone = 'X'), { code: 'dangling', path: 'queues[0].zone', id: 'X' }],
  ['an unknown department', (d: Loose) => (d.items[0].department = 'X'), { code: 'dangling', path: 'items[0].department', id: 'X' }],
  ['an unknown queue of an item', (d: Loose) => (d.items[0].queue = 'X'), { code: 'dangling', path: 'items[0].queue', id: 'X' }],
  ['an unknown queue of a window', (d: Loose) => (d.windows[3].queues[0].queue = 'X'), { code: 'dangling', path: 'windows[3].queues[0].queue', id: 'X' }],
  ['a window in an unknown zone', (d: Loose) => (d.windows[0].zone = 'X'), { code: 'dangling', path: 'windows[0].zone', id: 'X' }],
  ['a board of an unknown zone', (d: Loose) => (d.boards[0].zones[1] = 'X'), { code: 'dangling', path: 'boards[0].zones[1]', id: 'X' }],
  ['prefixes that begin alike', (d: Loose) => (d.queues[1].prefix = 'AB'), { code: 'prefix.notFree', path: 'queues[1].prefix', prefix: 'AB', other: 'A' }],
  ['two bars of one address', (d: Loose) => twoBars(d, 'bus-1', 7), { code: 'led.addressTaken', path: 'windows[1].led', bus: 'bus-1', address: 7, other: 'w1' }],
  ['a bar on an unknown line', (d: Loose) => twoBars(d, 'bus-9', 8), { code: 'dangling', path: 'windows[1].led.bus', id: 'bus-9' }],
  ['a line twice', (d: Loose) => (d.ledBuses = [{ id: 'b', agent: 'k' }, { id: 'b', agent: 'k' }]), { code: 'duplicate', path: 'ledBuses[1].id', id: 'b' }],
  ['a queue nobody serves', (d: Loose) => (d.windows = d.windows.slice(0, 1)), { code: 'queue.unserved', path: 'queues[1]', id: 'q-tax' }],
  ['a chain of an unknown item', (d: Loose) => (d.chains = [chain(step('a', ['X']))]), { code: 'dangling', path: 'chains[0].stops[0].items[0]', id: 'X' }],
  ['an item twice in a chain', (d: Loose) => (d.chains = [chain(step('a', ['tax-1']), step('b', ['tax-1'], 'a'))]), { code: 'duplicate', path: 'chains[0].stops[1].items[0]', id: 'tax-1' }],
  ['a step twice in a chain', (d: Loose) => (d.chains = [chain(step('a', ['tax-1']), step('a', ['bank-1']))]), { code: 'duplicate', path: 'chains[0].stops[1].id', id: 'a' }],
  ['a step after an unknown one', (d: Loose) => (d.chains = [chain(step('a', ['tax-1'], 'X'))]), { code: 'dangling', path: 'chains[0].stops[0].after[0]', id: 'X' }],
  ['a step after itself', (d: Loose) => (d.chains = [chain(step('a', ['tax-1'], 'a'))]), { code: 'chain.circular', path: 'chains[0].stops[0].after[0]', id: 'a' }],
  [
    'a circular journey', (d: Loose) => (d.chains = [chain(step('a', ['market-1'], 'c'), step('b', ['tax-1'], 'a'), step('c', ['bank-1'], 'b'))]),
    { code: 'chain.circular', path: 'chains[0].stops[0].after[0]', id: 'c' },
  ],
  ['a step written before the one it comes after', (d: Loose) => (d.chains = [chain(step('a', ['tax-1'], 'b'), step('b', ['bank-1']))]), { code: 'chain.disordered', path: 'chains[0].stops[0].after[0]', id: 'b' }],
  ['a step in two queues', (d: Loose) => (d.chains = [chain(step('a', ['tax-1', 'bank-1']))]), { code: 'chain.severalQueues', path: 'chains[0].stops[0]', id: 'a' }],
  ['a chain twice', (d: Loose) => (d.chains = [chain(step('a', ['tax-1'])), chain(step('a', ['tax-1']))]), { code: 'duplicate', path: 'chains[1].id', id: 'c' }],
  ...['Mars/Olympus', 'Asia/Beijing', 'UTC+8', '+08:00', '2026-01-01T00:00+08:00', '2026-01-01T00:00[Asia/Shanghai]', ' Asia/Shanghai', '北京'].map((timeZone) =>
    [`the time zone ${timeZone}`, (d: Loose) => (d.timeZone = timeZone), { code: 'timeZone.unknown', path: 'timeZone', timeZone }] as const),
  ['hours that overlap', (d: Loose) => (d.timetable = week([{ from: '08:00', to: '12:00' }, { from: '11:00', to: '13:00' }])), { code: 'hours.disordered', path: 'timetable.week[0]' }],
  ['hours of no length', (d: Loose) => (d.timetable = week([{ from: '08:30', to: '08:30' }])), { code: 'hours.disordered', path: 'timetable.week[0]' }],
  ['hours before the day begins', (d: Loose) => (d.timetable = week([{ from: '00:30', to: '02:00' }])), { code: 'hours.disordered', path: 'timetable.week[0]' }],
  ['hours beyond the end of the day', (d: Loose) => (d.timetable = week([{ from: '22:00', to: '08:00' }])), { code: 'hours.disordered', path: 'timetable.week[0]' }],
  ['hours behind those past midnight', (d: Loose) => (d.timetable = week([{ from: '22:00', to: '01:00' }, { from: '23:00', to: '23:30' }])), { code: 'hours.disordered', path: 'timetable.week[0]' }],
  ['a holiday that does not exist', (d: Loose) => (d.timetable = { ...week(nine), special: { '2026-02-30': [] } }), { code: 'malformed', path: 'timetable.special.2026-02-30' }],
  ['holidays of an unknown country', (d: Loose) => (d.timetable = { ...week(nine), holidays: 'XX' }), { code: 'malformed', path: 'timetable.holidays' }],
  ['a make-up day like no weekday', (d: Loose) => (d.timetable = { ...week(nine), makeUpWeekday: 8 }), { code: 'malformed', path: 'timetable.makeUpWeekday' }],
  ['hours of a queue out of order', (d: Loose) => (d.queues[1].hours = week([{ from: '10:00', to: '11:00' }, { from: '09:00', to: '10:00' }]).week), { code: 'hours.disordered', path: 'queues[1].hours[0]' }],
  ['hours of a queue beyond the end of the day', (d: Loose) => (d.queues[1].hours = week([{ from: '22:00', to: '08:00' }]).week), { code: 'hours.disordered', path: 'queues[1].hours[0]' }],
  ['a queue that never opens', (d: Loose) => (d.queues[1].hours = week().week), { code: 'hours.never', path: 'queues[1].hours' }],
  ['hours of six days', (d: Loose) => (d.queues[1].hours = week().week.slice(1)), { code: 'malformed', path: 'queues[1].hours' }],
  ['a policy that nobody knows', (d: Loose) => (d.policy.lastTicket = 'beg'), { code: 'malformed', path: 'policy.lastTicket' }],
  ['hours that never open', (d: Loose) => (d.timetable = week()), { code: 'hours.never', path: 'timetable' }],
] as const) {
  test(`[F1] refuses ${fault}`, () => {
    expect(problemsOf(changed(change))).toContainEqual(expect.objectContaining(problem));
  });
}

test('[F1] every fault of a document is named at once, each with its place', () => {
  const problems = problemsOf(changed((d: Loose) => {
    d.chains = [chain(step('a', ['market-1', 'X'], 'b'), step('b', ['tax-1'], 'a'))];
    d.queues.push({ ...d.queues[0], id: 'q-none', prefix: 'ZZ' });
    d.timeZone = 'Mars/Olympus';
    d.timetable = week();
    twoBars(d, 'bus-1', 7);
  }));
  expect(problems.map(({ code, path }) => `${code} ${path}`)).toEqual([
    'led.addressTaken windows[1].led', 'dangling chains[0].stops[0].items[1]', 'chain.circular chains[0].stops[0].after[0]', 'chain.circular chains[0].stops[1].after[0]',
    'queue.unserved queues[3]', 'timeZone.unknown timeZone', 'hours.never timetable',
  ]);
});

test('[F1] bars of one address on two lines are sound, and so are hours that meet', () => {
  expect(problemsOf(changed((d: Loose) => {
    twoBars(d, 'bus-2', 7);
    d.ledBuses.push({ id: 'bus-2', agent: 'kiosk-1' });
    d.timetable = week([{ from: '08:00', to: '12:00' }, { from: '12:00', to: '13:00' }]);
  }))).toEqual([]);
});

test('[F1] a hall without a bank is sound; a bank in an unknown queue is not', () => {
  expect(problemsOf(changed((d: Loose) => (d.payment = null)))).toEqual([]);
  expect(problemsOf(changed((d: Loose) => (d.payment.queue = 'X')))).toEqual([{ code: 'dangling', path: 'payment.queue', id: 'X' }]);
});

test('[F1] a chain with steps side by side and a join is sound', () => {
  const sound = chain(step('a', ['market-1']), step('b', ['tax-1'], 'a'), step('c', ['bank-1'], 'a'), step('d', ['market-2'], 'b', 'c'));
  expect(problemsOf(changed((d: Loose) => (d.chains = [sound])))).toEqual([]);
});

test('[F1] hours past midnight and round the clock are sound', () => {
  for (const to of ['02:00', testConfig().day.changesAt]) {
    expect(problemsOf(changed((d: Loose) => (d.timetable = week([{ from: testConfig().day.changesAt, to }]))))).toEqual([]);
  }
});

test('[F1] two queues may share a series, and a special date is checked too', () => {
  expect(problemsOf(changed((d: Loose) => (d.queues[1].prefix = 'A')))).toEqual([]);
  const special = { ...week([{ from: '08:00', to: '12:00' }]), special: { '2026-10-01': [{ from: '12:00', to: '13:00' }, { from: '09:00', to: '10:00' }] } };
  expect(problemsOf(changed((d: Loose) => (d.timetable = special)))).toEqual([{ code: 'hours.disordered', path: 'timetable.special.2026-10-01' }]);
});

const queueOpen = (own: unknown[], hall: unknown[], more: Record<string, unknown> = {}) =>
  problemsOf(changed((d: Loose) => {
    d.timetable = { ...week(hall, hall), ...more };
    d.queues[1].hours = week(own, own).week;
  }));
const outside = [0, 1].map((day) => ({ code: 'hours.outsideHall', path: `queues[1].hours[${day}]` }));
const noon = [{ from: '09:00', to: '12:00' }, { from: '14:00', to: '17:00' }];

test('[F1] a queue’s own hours lie within the hall’s, over the breaks only where the hall gives numbers there', () => {
  expect(queueOpen([{ from: '10:00', to: '12:00' }, { from: '14:00', to: '15:00' }], noon)).toEqual([]);
  expect(queueOpen([{ from: '11:00', to: '15:00' }], noon)).toEqual(outside);
  expect(queueOpen([{ from: '11:00', to: '15:00' }], noon, { issuesInBreaks: true })).toEqual([]);
  expect(queueOpen([{ from: '16:00', to: '17:01' }], noon, { issuesInBreaks: true })).toEqual(outside);
  expect(queueOpen([{ from: '23:00', to: '01:30' }], [{ from: '22:00', to: '02:00' }])).toEqual([]);
  expect(queueOpen([{ from: '23:00', to: '04:00' }], [{ from: '22:00', to: '04:00' }])).toEqual([]);
  expect(queueOpen([{ from: '23:00', to: '04:00' }], [{ from: '22:00', to: '03:59' }])).toEqual(outside);
  expect(queueOpen([{ from: '10:00', to: '11:00' }], [], { issuesInBreaks: true })[0]).toEqual({ code: 'hours.never', path: 'timetable' });
  expect(problemsOf(changed((d: Loose) => (d.queues[1].hours = week([{ from: '10:00', to: '11:00' }]).week)))).toEqual([]);
});
