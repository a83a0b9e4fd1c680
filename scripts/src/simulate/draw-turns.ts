// What happens at the window, by lot: who is not there, how long it takes, and how it ends.
import type { HallConfig, ItemCount, QueueId } from '@hallcall/domain';
import type { Dice } from './dice.ts';
import { behaviour, type DayProfile } from './profile.ts';
import type { Ending, Turn } from './visitor.ts';

type Around = {
  readonly profile: Pick<DayProfile, 'serviceScale'>;
  readonly hall: HallConfig;
  readonly minutesOf: ReadonlyMap<string, number>;
  readonly queueIds: readonly QueueId[];
};
type PlannedStop = { readonly queueId: QueueId; readonly items: readonly ItemCount[] };

/** By stop, then by call. Behind the planned stops stand those at the bank, one a notice. */
export function drawTurns(stops: readonly PlannedStop[], around: Around, dice: Dice): readonly (readonly Turn[])[] {
  const turns = stops.map((stop) => drawStop(stop, around, dice));
  const bills = turns.flat().filter(({ ending }) => ending.kind === 'bill');
  return [...turns, ...bills.map(() => [visit(dice, dice.between(...behaviour.paysIn), { kind: 'finish', outcome: 'completed', count: 1 })])];
}

function drawStop(stop: PlannedStop, around: Around, dice: Dice): readonly Turn[] {
  const isAbsent = dice.chance(behaviour.noShow);
  const returnsAfterMs = dice.chance(behaviour.returns) ? dice.between(...behaviour.returnsAfter) : null;
  const visits = drawVisits(stop, around, dice);
  return isAbsent ? [{ ...visits[0], answersAfterMs: null, returnsAfterMs }, ...visits] : visits;
}

/** One visit, or two when the visitor is put aside, sent on or sent to pay in between. */
function drawVisits({ queueId: own, items }: PlannedStop, around: Around, dice: Dice): readonly [Turn, ...Turn[]] {
  const { profile, hall, minutesOf } = around;
  const minutes = items.reduce((sum, { itemId }) => sum + (minutesOf.get(itemId) ?? 10), 0);
  const mean = minutes * profile.serviceScale * 60_000;
  const serves = Math.max(behaviour.shortestServiceMs, Math.round(dice.lognormal(mean, behaviour.serviceVariation)));
  const finish: Ending = { kind: 'finish', outcome: drawOutcome(dice), count: items.reduce((sum, { count }) => sum + count, 0) };
  const unit = dice.unit();
  const half = Math.round(serves / 2);
  if (unit < behaviour.hold) {
    const forMs = dice.between(...behaviour.holdFor);
    return [visit(dice, half, { kind: 'hold', remindMs: forMs, resumesAfterMs: forMs }), visit(dice, half, finish)];
  }
  if (unit < behaviour.hold + behaviour.transfer && around.queueIds.length > 1) {
    return [visit(dice, dice.between(...behaviour.transferAfter), { kind: 'transfer', queueId: dice.pick(around.queueIds.filter((id) => id !== own)) }), visit(dice, serves, finish)];
  }
  if (unit > 1 - behaviour.bill && hall.payment) return [visit(dice, half, drawBill(hall.payment.payee.zh, items, dice)), visit(dice, half, finish)];
  return [visit(dice, serves, finish)];
}

const visit = (dice: Dice, servesMs: number, ending: Ending): Turn => ({ answersAfterMs: dice.between(...behaviour.answersAfter), returnsAfterMs: null, servesMs, ending });

function drawOutcome(dice: Dice): Extract<Ending, { kind: 'finish' }>['outcome'] {
  if (dice.chance(behaviour.materialsMissing)) return 'materialsMissing';
  return dice.chance(behaviour.accepted) ? 'accepted' : 'completed';
}

/** Ten to two hundred yuan by an invented tariff. */
function drawBill(payee: string, items: readonly ItemCount[], dice: Dice): Ending {
  const [item] = items;
  if (!item) throw new Error('a stop without items');
  return { kind: 'bill', lines: [{ itemId: item.itemId, basis: 'simulated tariff', fen: dice.between(1, 20) * 1000, quantity: 1 }], waiver: null, payee, code: null };
}
