// Folds which differences of roots a manager has acknowledged. They outlive the day.
import type { EventOf } from './event.ts';
import type { HallState } from './state.ts';

const remembered = 30;

export function evolveRootAck(state: HallState, { date, kept, told }: EventOf<'root.acknowledged'>): void {
  state.rootAcks = [...state.rootAcks, { date, kept, told }].slice(-remembered);
}
