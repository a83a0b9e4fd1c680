// A small hall for tests: three queues, four windows, one board. Parsed, so that its ids carry their brands.
import { HallConfig } from '@hallcall/domain';

const both = (text: string) => ({ zh: text, en: text });

const document = {
  hallId: 'test-hall',
  name: { zh: '测试大厅', en: 'Test hall' },
  timeZone: 'Asia/Shanghai',
  day: { changesAt: '04:00', guardsClock: true },
  timetable: { kind: 'always' },
  zones: [
    { id: 'A', name: both('A') },
    { id: 'B', name: both('B') },
  ],
  departments: [
    { id: 'market', name: both('market'), zone: 'A' },
    { id: 'tax', name: both('tax'), zone: 'B' },
    { id: 'bank', name: both('bank'), zone: 'B' },
  ],
  queues: [
    { id: 'q-market', name: both('market'), zone: 'A', prefix: 'A' },
    { id: 'q-tax', name: both('tax'), zone: 'B', prefix: 'F' },
    { id: 'q-bank', name: both('bank'), zone: 'B', prefix: 'ZG' },
  ],
  items: [
    { id: 'market-1', department: 'market', queue: 'q-market', minutes: 10 },
    { id: 'market-2', department: 'market', queue: 'q-market', minutes: 20 },
    { id: 'tax-1', department: 'tax', queue: 'q-tax', minutes: 5 },
    { id: 'bank-1', department: 'bank', queue: 'q-bank', minutes: 5 },
  ],
  windows: [
    { id: 'w1', label: '1', zone: 'A', queues: [{ queue: 'q-market', rank: 1, weight: 1 }], printer: null },
    {
      id: 'w2', label: '2', zone: 'A', printer: 'kiosk-1',
      queues: [{ queue: 'q-market', rank: 1, weight: 1 }, { queue: 'q-tax', rank: 2, weight: 1 }],
    },
    {
      id: 'w3', label: '3', zone: 'B', printer: null,
      queues: [{ queue: 'q-tax', rank: 1, weight: 1 }, { queue: 'q-bank', rank: 1, weight: 2 }],
    },
    { id: 'w4', label: '4', zone: 'B', queues: [{ queue: 'q-bank', rank: 1, weight: 1 }], printer: null },
  ],
  boards: [{ id: 'main', name: both('main'), zones: ['A', 'B'] }, { id: 'hall-b', name: both('B'), zones: ['B'] }],
  payment: { queue: 'q-bank', payee: both('payee'), expiresAfterDays: 15 },
  policy: {
    callsBeforeMissed: 3, callSpacingMs: 15_000, missAfterMs: 10_000, restoreBehind: 3, restoresAllowed: 1,
    restoreWithinMs: 3_600_000, paperPendingMs: 60_000, failedShownMs: 600_000, agedAfterMs: 1_800_000, recoveryWaitMs: 30_000, slots: 10,
  },
};

/** The test hall, with top-level parts replaced. */
export const testConfig = (change: Partial<Record<keyof HallConfig, unknown>> = {}): HallConfig => HallConfig.parse({ ...document, ...change });

/** The test hall with some of its policy replaced. */
export const testConfigWithPolicy = (policy: Partial<HallConfig['policy']>): HallConfig =>
  testConfig({ policy: { ...document.policy, ...policy } });
