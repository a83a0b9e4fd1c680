// A hall of two queues for the model, open at any hour.
import { checkConfig, type HallConfig } from '@hallcall/domain';

const zone = { id: 'Z1', name: { zh: 'B1', en: 'B1' } };

/** `change` replaces top-level parts. */
export function modelConfig(change: Readonly<Record<string, unknown>> = {}): HallConfig {
  const checked = checkConfig({
    hallId: 'model', name: { zh: '大厅', en: 'Hall' }, timeZone: 'Asia/Shanghai', day: { changesAt: '04:00', guardsClock: false },
    timetable: { kind: 'always' }, zones: [zone],
    departments: [{ id: 'D1', name: { zh: '部门', en: 'Department' }, zone: 'Z1' }],
    queues: ['A', 'B'].map((prefix) => ({ id: `Q${prefix}`, name: { zh: prefix, en: prefix }, zone: 'Z1', prefix })),
    items: ['A', 'B'].map((prefix) => ({ id: `I${prefix}`, department: 'D1', queue: `Q${prefix}`, minutes: 10 })),
    windows: [{ id: 'W1', label: '1', zone: 'Z1', queues: ['A', 'B'].map((prefix) => ({ queue: `Q${prefix}`, rank: 1, weight: 1 })), printer: null }],
    boards: [],
    policy: {
      callsBeforeMissed: 2, callSpacingMs: 10_000, missAfterMs: 10_000, restoreBehind: 3, restoresAllowed: 1, restoreWithinMs: 3_600_000,
      paperPendingMs: 60_000, failedShownMs: 600_000, agedAfterMs: 1_800_000, recoveryWaitMs: 30_000, slots: 10,
    },
    ...change,
  });
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems));
  return checked.config;
}

/** Ids of the right shape, the same in every run. */
export function countingIds(tag: string): () => string {
  let count = 0;
  return () => {
    count += 1;
    return tag.padEnd(16, '_') + String(count).padStart(6, '0');
  };
}
