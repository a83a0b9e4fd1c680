// What a board could not show because it was not there: written down when it comes back, so that no call is simply missing.
import type { DeviceId, HallConfig, ReadonlyHall } from '@hallcall/domain';
import type { CallProof, CallProofTable } from './store/call-proof.ts';

export type Returning = {
  readonly deviceId: DeviceId; readonly boardId: string;
  /** When it was paired: earlier calls were none of its own. */
  readonly pairedAt: number;
  readonly now: number;
};

/** Calls of the board's zones that came and went without a word of the device. A live call is still to be shown. */
export function missedCalls(state: ReadonlyHall, config: HallConfig, proofs: CallProofTable, board: Returning): CallProof[] {
  const { deviceId, now } = board;
  const zones = new Set(config.boards.find(({ id }) => id === board.boardId)?.zones);
  return state.calls
    .filter((call) => zones.has(call.zone) && call.at >= board.pairedAt && !isLive(state, call) && !proofs.has(call.callId, deviceId))
    .map(({ callId, zone }): CallProof => ({ callId, deviceId, zone, at: now, kind: 'away' }));
}

function isLive(state: ReadonlyHall, call: ReadonlyHall['calls'][number]): boolean {
  const life = state.ticketById.get(call.ticketId)?.stops[call.stop]?.life;
  return life?.status === 'called' && life.calls.at(-1)?.callId === call.callId;
}
