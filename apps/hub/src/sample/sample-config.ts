// The sample hall: a queue per department of the catalogue, eight windows with a bar each, two boards, open at any hour.
import { HallConfig } from '@hallcall/domain';

/**
 * Windows by zone. Each has a zone of its own and, behind it, one of another window: so every queue is served at two
 * windows, and at one of the first four, which the hall page shows.
 */
const windows = [
  { zone: 'B1', second: 'B2' },
  { zone: 'A1', second: 'C1' },
  { zone: 'A2', second: 'C2' },
  { zone: 'A3', second: 'D1' },
  { zone: 'B2', second: 'B1' },
  { zone: 'C1', second: 'A1' },
  { zone: 'C2', second: 'A2' },
  { zone: 'D1', second: 'A3' },
] as const;

const boards = [
  { id: 'b1', name: { zh: '一号屏', en: 'Board 1' }, zones: ['A1', 'A2', 'A3', 'B1', 'B2', 'C1', 'C2', 'D1'] },
  { id: 'b2', name: { zh: '二号屏', en: 'Board 2' }, zones: ['B1', 'B2', 'C1', 'C2', 'D1'] },
];

export const sampleAgentId = 'kiosk-1';
const sampleLine = 'led-1';

/** Two zones are spoken to by the kiosk's own speaker, the others by the first board; each stands in for the other. */
const voiceOf = (zone: string) =>
  zone === 'A2' || zone === 'A3'
    ? { announcers: [sampleAgentId, 'display-b1'], languages: ['zh'] }
    : { announcers: ['display-b1', sampleAgentId], languages: ['zh', 'en'] };

/** Who asks when somebody crossed the border is asked who they are: 出入境记录查询. */
const asksWhoComes: ReadonlySet<string> = new Set(['D07-09']);

/** What of the sample's catalogue makes its hall. */
export type SampleDepartment = {
  readonly id: string; readonly zh: string; readonly en: string; readonly zone: string; readonly prefix: string;
  readonly items: readonly { readonly id: string; readonly minutes: number }[];
};

export type SampleChain = { readonly id: string; readonly zh: string; readonly en: string; readonly stages: readonly (readonly string[])[] };

/** A stop a queue and stage; each stage comes after the whole one before it. */
function chainOf({ id, zh, en, stages }: SampleChain, departments: readonly SampleDepartment[]) {
  const queueOf = (itemId: string) => departments.find(({ items }) => items.some((item) => item.id === itemId))?.id ?? '';
  const idsIn = (stage: number): string[] => [...new Set((stages[stage] ?? []).map(queueOf))].map((queue) => `${stage + 1}-${queue}`);
  const stops = stages.flatMap((items, stage) =>
    [...new Set(items.map(queueOf))].map((queue) => ({ id: `${stage + 1}-${queue}`, items: items.filter((itemId) => queueOf(itemId) === queue), after: idsIn(stage - 1) })),
  );
  return { id, name: { zh, en }, stops };
}

/** The catalogue that comes with the program makes a hall; chains are its life events. */
export function sampleConfig({ departments, chains }: { readonly departments: readonly SampleDepartment[]; readonly chains: readonly SampleChain[] }): HallConfig {
  const queuesIn = (zone: string, rank: number) =>
    departments.filter((department) => department.zone === zone).map(({ id }) => ({ queue: `q-${id}`, rank, weight: 1 }));
  const bank = departments.find(({ id }) => id === 'bank') ?? null;
  return HallConfig.parse({
    hallId: 'sample',
    name: { zh: '样例政务服务大厅', en: 'Sample service hall' },
    timeZone: 'Asia/Shanghai',
    day: { changesAt: '04:00', guardsClock: false, summaryPrinter: sampleAgentId },
    timetable: { kind: 'always' },
    zones: [...new Set(departments.map(({ zone }) => zone))].toSorted().map((id) => ({ id, name: { zh: id, en: id }, voice: voiceOf(id) })),
    ledBuses: [{ id: sampleLine, agent: sampleAgentId, language: 'zh' }],
    departments: departments.map(({ id, zh, en, zone }) => ({ id, name: { zh, en }, zone })),
    queues: departments.map(({ id, zh, en, zone, prefix }) => ({ id: `q-${id}`, name: { zh, en }, zone, prefix })),
    items: departments.flatMap(({ id, items }) => items.map((item) => ({
      id: item.id, department: id, queue: `q-${id}`, minutes: item.minutes, ...(asksWhoComes.has(item.id) ? { identity: 'required' } : {}),
    }))),
    chains: chains.map((chain) => chainOf(chain, departments)),
    windows: windows.map(({ zone, second }, index) => ({
      id: `w${index + 1}`, label: String(index + 1), zone, printer: sampleAgentId, led: { bus: sampleLine, address: index + 1 }, queues: [...queuesIn(zone, 1), ...queuesIn(second, 2)],
    })),
    boards,
    payment: bank && { queue: `q-${bank.id}`, payee: { zh: '样例市财政专户', en: 'Sample fiscal account' }, expiresAfterDays: 15 },
    bookings: { daysAhead: 5, slotMinutes: 10, perSlot: Object.fromEntries(departments.slice(0, 3).map(({ id }) => [`q-${id}`, 3])), blockAfter: { missed: 3, days: 30 } },
    policy: samplePolicy,
    surge: { waiting: 10, waitMs: 1_800_000 },
  });
}

/** Spacing is short, so that a whole no-show can be watched. */
const samplePolicy = {
  callsBeforeMissed: 3, callSpacingMs: 5_000, missAfterMs: 10_000, restoreBehind: 3, restoresAllowed: 1, restoreWithinMs: 30 * 60_000,
  paperPendingMs: 60_000, failedShownMs: 10 * 60_000, agedAfterMs: 30 * 60_000, recoveryWaitMs: 30_000, slots: 10,
};
