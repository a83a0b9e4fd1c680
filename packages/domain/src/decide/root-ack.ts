// D36: a difference between a kept and a told root is acknowledged for these two roots, and for no other.
import type { CommandOf } from '../command.ts';
import { accept, type Decision } from '../context.ts';
import type { ReadonlyHall } from '../state.ts';

/** Said twice, it stands once. */
export function acknowledgeRoot({ rootAcks }: ReadonlyHall, { date, kept, told, reason }: CommandOf<'root.acknowledge'>): Decision {
  const isKnown = rootAcks.some((ack) => ack.date === date && ack.kept === kept && ack.told === told);
  return isKnown ? accept() : accept({ type: 'root.acknowledged', date, kept, told, reason });
}
