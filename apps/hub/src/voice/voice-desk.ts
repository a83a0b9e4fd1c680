// Speech as the hub sees it: one announcer a zone, one claim a call (another after an emergency cut it off), and the calls of an announcer that vanished.
import { awaitsSpeech, type CallId, type DeviceId, type SpeechClaim, type VoicePresence } from '@hallcall/domain';
import type { ClaimAnswer, ClaimSpeech } from '@hallcall/protocol';
import type { Database } from 'better-sqlite3';
import type { Engine } from '../engine/engine.ts';
import { createSpeechClaimTable } from '../store/speech-claim.ts';
import { createAnnouncers } from './announcers.ts';

export type VoiceDesk = {
  readonly report: (deviceId: DeviceId, canSpeak: boolean) => void;
  readonly gone: (deviceId: DeviceId) => void;
  /** Resolves after the claim is on disk. Rejects with `StorageUnavailable`. */
  readonly claim: (deviceId: DeviceId, claim: ClaimSpeech) => Promise<ClaimAnswer>;
  readonly presence: () => VoicePresence;
  /** A second has passed: leases run out, unfinished claims of vanished announcers are given up. */
  readonly tick: () => Promise<void>;
};

export type VoiceDeskDeps = {
  readonly engine: Engine;
  readonly db: Database;
  /** Hub time, epoch ms. */
  readonly now: () => number;
  /** Milliseconds of a clock that never goes back. */
  readonly monotonic: () => number;
  /** Who speaks where, or what is being spoken, has changed. */
  readonly touch: () => void;
};

/** As many as the hall's state keeps calls. */
const claimsKept = 200;
/** After its planned end an announcer has this long to say what came of it, also over a reconnection, ms. */
const reportWithinMs = 5_000;

export function createVoiceDesk({ engine, db, now, monotonic, touch }: VoiceDeskDeps): VoiceDesk {
  const table = createSpeechClaimTable(db);
  const announcers = createAnnouncers({ now: monotonic });
  /** Decided in a group that has not been committed yet. */
  const pending = new Set<CallId>();
  /** Being ended on disk. */
  const ending = new Set<CallId>();
  const claims = new Map<CallId, SpeechClaim>(table.newest(claimsKept).map((claim) => [claim.callId, claim]));

  const chooseAgain = (): void => {
    if (announcers.choose(engine.config().hall)) touch();
  };

  function mayClaim(deviceId: DeviceId, { callId, zone }: ClaimSpeech): boolean {
    const call = engine.state().callById.get(callId);
    if (!call || call.zone !== zone || !awaitsSpeech(call) || pending.has(callId)) return false;
    if (claims.get(callId)?.isOver === false) return false;
    const life = engine.state().ticketById.get(call.ticketId)?.stops[call.stop]?.life;
    const isLive = life?.status === 'called' && life.calls.at(-1)?.callId === callId;
    return isLive && announcers.byZone().get(zone) === deviceId;
  }

  function keep(claim: SpeechClaim): void {
    claims.set(claim.callId, claim);
    for (const callId of claims.keys()) {
      if (claims.size <= claimsKept) break;
      claims.delete(callId);
    }
  }

  /** Something was said about the call since it was claimed: not the interruption by an earlier emergency. */
  const isReported = ({ callId, reportsBefore }: SpeechClaim): boolean => (engine.state().callById.get(callId)?.reports ?? Infinity) > reportsBefore;

  /** What an announcer reported ends its claim. */
  const endReported = (): CallId[] => [...claims.values()].filter((claim) => !claim.isOver && isReported(claim)).map(({ callId }) => callId);

  /** Its time is over, or the clock was set back and nobody knows when it is. */
  const isLost = (claim: SpeechClaim): boolean =>
    !claim.isOver && (now() > claim.endsAt + reportWithinMs || now() < claim.startedAt - reportWithinMs) && !isReported(claim);

  async function settle(): Promise<void> {
    const ended = endReported().filter((callId) => !ending.has(callId));
    if (ended.length === 0) return;
    for (const callId of ended) ending.add(callId);
    try {
      await end(ended);
    } finally {
      for (const callId of ended) ending.delete(callId);
    }
  }

  async function end(ended: readonly CallId[]): Promise<void> {
    await engine.change(() => ended.forEach((callId) => table.end(callId, now())));
    // Over here only when it is over on disk: until then it is tried again, with each group and each tick.
    for (const callId of ended) {
      const claim = claims.get(callId);
      if (claim && isReported(claim)) claims.set(callId, { ...claim, isOver: true });
    }
    touch();
  }

  engine.afterGroup(() => void settle().catch(() => undefined));

  return {
    report(deviceId, canSpeak) {
      announcers.report(deviceId, canSpeak);
      chooseAgain();
    },
    gone(deviceId) {
      announcers.gone(deviceId);
      chooseAgain();
    },
    presence: () => ({ announcerByZone: announcers.byZone(), claimByCall: claims }),
    async claim(deviceId, wanted) {
      const { callId, zone, durationMs } = wanted;
      const granted = await engine.change(() => {
        if (!mayClaim(deviceId, wanted)) return null;
        const claim: SpeechClaim = { callId, zone, deviceId, startedAt: now(), endsAt: now() + durationMs, isOver: false, reportsBefore: engine.state().callById.get(callId)?.reports ?? 0 };
        if (!table.add(claim)) return null;
        pending.add(callId);
        return claim;
      }).catch((error: unknown) => {
        pending.delete(callId);
        throw error;
      });
      if (granted === null) return 'refused';
      pending.delete(callId);
      keep(granted);
      touch();
      return 'granted';
    },
    async tick() {
      chooseAgain();
      await settle().catch(() => undefined);
      const lost = [...claims.values()].filter(isLost).map(({ callId, zone }) => ({ callId, zone }));
      if (lost.length > 0) await engine.tell({ type: 'speech.lose', calls: lost });
    },
  };
}
