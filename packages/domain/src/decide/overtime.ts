// Whom a day behind its last hours still waits for.
import type { HallConfig } from '../config.ts';
import { ticketsOf } from '../evolve-parts.ts';
import { mayReturn } from '../may-return.ts';
import type { ReadonlyHall } from '../state.ts';

export type StillHere = { readonly waiting: number; readonly atWindows: number; readonly held: number; readonly missed: number };

/**
 * D5, D15: stops of people who are in the hall or may come back into it. A failed paper that nobody claimed is nobody,
 * nor is who only waits for money, or missed a proven call and may not return.
 */
export function stillHere(state: ReadonlyHall, config: HallConfig): StillHere {
  const { called, serving, held } = state.totals;
  const waiting = [...state.waiting.values()].flat().filter(({ ticketId }) => state.ticketById.get(ticketId)?.paper !== 'failed').length;
  return { waiting, atWindows: called + serving, held, missed: returning(state, config) };
}

export const isAnybodyHere = (state: ReadonlyHall, config: HallConfig): boolean => Object.values(stillHere(state, config)).some((count) => count > 0);

const returning = (state: ReadonlyHall, { policy }: HallConfig): number =>
  ticketsOf(state, state.missed).flatMap(({ stops }) => stops.filter((stop) => mayReturn(stop, policy))).length;
