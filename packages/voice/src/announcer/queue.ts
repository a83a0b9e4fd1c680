// The calls that wait for this device's one voice: as the newest view has them, and why one leaves without being spoken.
import type { CallId, SpeechCall, SpeechReason, VoiceView, VoiceZone, ZoneId, ZoneVoice } from '@hallcall/domain';

export type Queued = {
  readonly call: SpeechCall;
  readonly zone: ZoneId;
  readonly voice: ZoneVoice;
  /** Hub time at which it came here. */
  readonly seenAt: number;
  /** The hub will not have it spoken here: it only stays until a view says why. */
  readonly isRefused: boolean;
};

/** Leaves the queue for good; the hub is told. */
export type Dropped = { readonly queued: Queued; readonly reason: Extract<SpeechReason, 'expired' | 'untrue' | 'merged' | 'muted'> };

/** How a zone is spoken to now. */
export type ZoneFacts = { readonly voice: ZoneVoice; readonly isMuted: boolean };

export type Queue = {
  /** Takes over a view; `facts` is null for a zone that cannot be spoken to yet. */
  readonly reconcile: (view: VoiceView, facts: (zone: VoiceZone) => ZoneFacts | null, now: number) => Dropped[];
  /** Takes out what has become too old; in an emergency nothing does. */
  readonly expire: (now: number) => Dropped[];
  /** Takes out what has been waiting here since `seenBefore`. */
  readonly takeSeen: (seenBefore: number) => readonly Queued[];
  /** Takes out who is next: recalls before first calls, then the oldest; zones where another device still speaks wait. */
  readonly next: (now: number) => Queued | null;
  readonly refuse: (queued: Queued) => void;
  /** It was taken out and may come back with a later view. */
  readonly forget: (queued: Queued) => void;
  /** Takes one in again that was taken out and not settled. */
  readonly putBack: (queued: Queued) => void;
  /** Everybody who may still be spoken. */
  readonly all: () => readonly Queued[];
  /** Everything is forgotten without a word. */
  readonly clear: () => void;
  /** When something here changes by itself, hub time; null: never. */
  readonly wakesAt: (now: number) => number | null;
};

/** Calls settled here are remembered until the hub has certainly heard of them. */
const settledKept = 1_000;

export function createQueue(): Queue {
  let waiting: readonly Queued[] = [];
  let busyUntil: ReadonlyMap<ZoneId, number> = new Map();
  let isEmergency = false;
  const settled = new Set<CallId>();

  const open = (): readonly Queued[] => waiting.filter(({ isRefused }) => !isRefused);

  function take(taken: readonly Queued[]): void {
    for (const { call } of taken) settled.add(call.callId);
    for (const callId of settled) {
      if (settled.size <= settledKept) break;
      settled.delete(callId);
    }
    const gone = new Set(taken);
    waiting = waiting.filter((queued) => !gone.has(queued));
  }

  function drop(dropped: Dropped[]): Dropped[] {
    take(dropped.map(({ queued }) => queued));
    return dropped;
  }

  return {
    reconcile(view, facts, now) {
      const places = placesOf(view, facts);
      isEmergency = view.emergency !== null;
      busyUntil = new Map(view.zones.flatMap(({ zone, busyUntil: until }) => (until === null ? [] : [[zone, until]])));
      const fates = listed(waiting, places, settled, now).map((queued) => ({ queued, fate: fateOf(queued, places.get(queued.zone), isEmergency ? -Infinity : now) }));
      waiting = fates.flatMap(({ queued, fate }) => (fate === 'forgotten' ? [] : [queued]));
      // Refused because the zone was another's: should it come back, it may be asked for again.
      for (const { queued } of fates) if (queued.isRefused && !places.has(queued.zone)) settled.delete(queued.call.callId);
      return drop(fates.flatMap(({ queued, fate }) => (fate === null || fate === 'forgotten' ? [] : [{ queued, reason: fate }])));
    },
    expire: (now) => (isEmergency ? [] : drop(open().filter((queued) => isExpired(queued, now)).map((queued) => ({ queued, reason: 'expired' })))),
    takeSeen(seenBefore) {
      const seen = open().filter(({ seenAt }) => seenAt <= seenBefore);
      take(seen);
      return seen;
    },
    next(now) {
      const ready = open().filter(({ zone }) => (busyUntil.get(zone) ?? 0) <= now);
      const next = ready.find(({ call }) => call.attempt >= 2) ?? ready[0] ?? null;
      if (next) take([next]);
      return next;
    },
    refuse(queued) {
      waiting = [...waiting, { ...queued, isRefused: true }];
    },
    forget({ call }) {
      settled.delete(call.callId);
    },
    putBack(queued) {
      settled.delete(queued.call.callId);
      waiting = [...waiting, queued].toSorted((a, b) => a.call.at - b.call.at);
    },
    all: open,
    clear() {
      waiting = [];
    },
    wakesAt(now) {
      const moments = open().flatMap((queued) => [isEmergency ? 0 : expiresAt(queued), busyUntil.get(queued.zone) ?? 0]).filter((moment) => moment > now);
      return moments.length === 0 ? null : Math.min(...moments);
    },
  };
}

const expiresAt = ({ call, voice }: Queued): number => call.agesFrom + voice.expiresAfterMs;
export const isExpired = (queued: Queued, now: number): boolean => now >= expiresAt(queued);

/** Why a call is not true any more by this view of its zone; null while it is. */
export function untruth(call: SpeechCall, zone: VoiceZone): 'untrue' | 'merged' | null {
  if (zone.begun.includes(call.callId) || zone.calls.some(({ callId }) => callId === call.callId)) return null;
  return zone.calls.some((other) => isSameVisit(other, call)) ? 'merged' : 'untrue';
}

const isSameVisit = (a: SpeechCall, b: SpeechCall): boolean =>
  a.number.prefix === b.number.prefix && a.number.n === b.number.n && a.windowId === b.windowId;

type Place = ZoneFacts & { readonly view: VoiceZone };
type Places = ReadonlyMap<ZoneId, Place>;

function placesOf(view: VoiceView, facts: (zone: VoiceZone) => ZoneFacts | null): Places {
  const places = new Map<ZoneId, Place>();
  for (const zone of view.zones) {
    const fact = facts(zone);
    if (fact) places.set(zone.zone, { ...fact, view: zone });
  }
  return places;
}

/** Those who waited and those who came, the oldest call first. */
function listed(waiting: readonly Queued[], places: Places, settled: ReadonlySet<CallId>, now: number): Queued[] {
  const known = new Set(waiting.map(({ call }) => call.callId));
  const came = [...places].flatMap(([zone, { view, voice }]) =>
    view.calls.filter(({ callId }) => !known.has(callId) && !settled.has(callId)).map((call): Queued => ({ call, zone, voice, seenAt: now, isRefused: false })),
  );
  const stayed = waiting.map((queued) => renewed(queued, places.get(queued.zone)));
  return [...stayed, ...came].toSorted((a, b) => a.call.at - b.call.at);
}

/** As the newest view has it: an emergency moves the moment from which it grows old. */
function renewed(queued: Queued, place: Place | undefined): Queued {
  const call = place?.view.calls.find(({ callId }) => callId === queued.call.callId);
  return { ...queued, call: call ?? queued.call, voice: place?.voice ?? queued.voice };
}

/** `forgotten`: it is another device's now, or may be: while one still speaks here, a call that is gone may be its own. */
function fateOf(queued: Queued, place: Place | undefined, now: number): Dropped['reason'] | 'forgotten' | null {
  if (!place) return 'forgotten';
  const gone = untruth(queued.call, place.view);
  if (gone !== null) return place.view.busyUntil === null ? gone : 'forgotten';
  if (queued.isRefused) return isExpired(queued, now) ? 'forgotten' : null;
  if (place.isMuted) return 'muted';
  return isExpired(queued, now) ? 'expired' : null;
}
