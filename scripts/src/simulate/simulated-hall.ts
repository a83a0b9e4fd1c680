// A hall for a simulated day: departments, items and chains of the sample catalogue, and as many windows as the day needs.
import { HallConfig } from '@hallcall/domain';
import { sampleSource } from '@hallcall/hub/hall';
import { itemDemands, minutesByQueue } from './demand.ts';
import { hours } from './profile.ts';

export const simulatedHallId = 'simulated';

/** Each zone gets windows by its demand; a window takes its own queues first, then any other of its zone. */
export function simulatedHall(windowCount: number): HallConfig {
  const { hall } = sampleSource();
  const minutes = withPayments(minutesByQueue(itemDemands(hall)), hall);
  const zones = hall.zones.map(({ id, name }) => {
    const queues = hall.queues.filter(({ zone }) => zone === id).map((queue) => ({ id: queue.id, minutes: minutes.get(queue.id) ?? 0 }));
    return { id, name, queues, minutes: queues.reduce((sum, queue) => sum + queue.minutes, 0) };
  });
  const counts = share(windowCount, zones.map((zone) => zone.minutes));
  const windows = zones.flatMap(({ id, queues }, index) => cut(queues, counts[index] ?? 1).map((own) => ({ zone: id, own, queues })));
  const open = { from: hours.from, to: hours.to };
  return HallConfig.parse({
    ...hall, hallId: simulatedHallId, name: { zh: '模拟政务服务大厅', en: 'Simulated service hall' }, ledBuses: [], policy,
    // Nobody here has a card.
    items: hall.items.map(({ identity: _identity, ...item }) => item),
    zones: zones.map(({ id, name }) => ({ id, name })),
    timetable: { kind: 'weekly', week: Array.from({ length: 7 }, () => [open]), special: {} },
    day: { changesAt: '04:00', guardsClock: true },
    windows: windows.map(({ zone, own, queues }, index) => ({
      id: `w${index + 1}`, label: String(index + 1), zone, printer: null, suits: index % 3 === 0 ? ['wheelchair', 'sign', 'slowRepeat'] : [],
      queues: queues.map((queue) => ({ queue: queue.id, rank: own.has(queue.id) ? 1 : 2, weight: 1 })),
    })),
    boards: [{ id: 'b1', name: { zh: '综合屏', en: 'Main board' }, zones: zones.map(({ id }) => id) }],
  });
}

/** The bank also serves who was sent to pay. */
function withPayments(minutes: ReadonlyMap<string, number>, { payment }: Pick<HallConfig, 'payment'>): ReadonlyMap<string, number> {
  if (!payment) return minutes;
  const all = [...minutes.values()].reduce((sum, own) => sum + own, 0);
  return new Map(minutes).set(payment.queue, (minutes.get(payment.queue) ?? 0) + all * paymentShare);
}

/** Of the minutes of all other windows: six in a hundred visitors, for a quarter to a half of a usual visit. */
const paymentShare = 0.03;

/** Common practice: three calls at least 15 s apart; everything else as the program has it by default. */
const policy = {
  callsBeforeMissed: 3, callSpacingMs: 15_000, missAfterMs: 15_000, restoreBehind: 3, restoresAllowed: 1, restoreWithinMs: 60 * 60_000,
  paperPendingMs: 60_000, failedShownMs: 10 * 60_000, agedAfterMs: 30 * 60_000, recoveryWaitMs: 30_000, slots: 10,
};

/** `total` in whole parts by weight, at least two each; the largest remainders get what is left. */
function share(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((all, weight) => all + weight, 0);
  const exact = weights.map((weight) => Math.max(2, (total * weight) / sum));
  const counts = exact.map(Math.floor);
  const byRemainder = exact.map((value, index) => ({ index, rest: value - Math.floor(value) })).toSorted((a, b) => b.rest - a.rest || a.index - b.index);
  let left = total - counts.reduce((all, count) => all + count, 0);
  for (const { index } of byRemainder) {
    if (left <= 0) break;
    counts[index] = (counts[index] ?? 0) + 1;
    left -= 1;
  }
  return counts;
}

/** Lays the queues' minutes on a line, cuts it into `count` equal pieces, and says which queues touch each piece. */
function cut(queues: readonly { readonly id: string; readonly minutes: number }[], count: number): ReadonlySet<string>[] {
  const sum = queues.reduce((all, queue) => all + queue.minutes, 0);
  const pieces = Array.from({ length: count }, () => new Set<string>());
  let at = 0;
  for (const { id, minutes } of queues) {
    const first = Math.min(count - 1, Math.floor((at / sum) * count));
    at += minutes;
    const last = Math.min(count - 1, Math.max(first, Math.ceil((at / sum) * count - 1e-9) - 1));
    for (let piece = first; piece <= last; piece += 1) pieces[piece]?.add(id);
  }
  return pieces;
}
