// Speaks the calls of the zones that this device announces, one at a time, each at most once in the whole hall: the hub
// is asked before the first sound. What a call came to is reported once. Only an emergency interrupts.
import type { EmergencyKind, Language, SpeechOutcome, SpeechReason, VoiceView, VoiceZone } from '@hallcall/domain';
import { chime } from '../mix/chime.ts';
import type { Sink } from '../types.ts';
import type { Announcer, AnnouncerDeps, AnnouncerStatus, Cancel } from './announcer-deps.ts';
import { askToSpeak, type ClaimOutcome } from './ask-to-speak.ts';
import { createChannel } from './channel.ts';
import { createEmergencyLoop } from './emergency-loop.ts';
import { ladder, stepFor, type Step } from './ladder.ts';
import { planCall, type Plan, type Sounds } from './plan.ts';
import { createQueue, type Queued, type ZoneFacts } from './queue.ts';
import { createRest } from './rest.ts';
import { createSpeech, type SpeechEnd } from './speech.ts';
import { doubtAbout, type Turn } from './turn.ts';
import { gainAt } from './volume.ts';

/** Without a sound device the hub gives the zones to another within a second or two; after this nobody had one, ms. */
const noSoundAfterMs = 3_000;
/** After a failure its owner has this long to take the sink away, so that not every waiting call is lost to it, ms. */
const restAfterFailureMs = 500;
/** The hub is asked again after this, ms: should it have granted what nobody heard, it refuses. */
const askAgainAfterMs = 1_000;

/** Begins with the first `update`. Nothing here throws because of a sink, a clip or the hub. */
export function createAnnouncer(deps: AnnouncerDeps): Announcer {
  const { now, timers, onSpeaking } = deps;
  const queue = createQueue();
  const channel = createChannel(timers);
  const bell = chime();
  let sink: Sink | null = deps.sink;
  let deafSince = now();
  const rest = createRest(timers, go);
  let view: VoiceView | null = null;
  let emergency: { readonly kind: EmergencyKind; readonly languages: readonly Language[] } | null = null;
  let isAsking = false;
  let cancelWake: Cancel | null = null;
  let isClosed = false;

  const sounds = (): Sounds => ({ bank: deps.bank(), chime: bell });
  const speech = createSpeech({ channel, now, onSpeaking, onEnd: ended });
  const loop = createEmergencyLoop({ channel, timers, sounds, sink: () => sink, onSpeaking, onIdle: go });

  function report({ call, zone }: Queued, outcome: SpeechOutcome, reason: SpeechReason | null): void {
    deps.report({ callId: call.callId, zone, outcome, reason, at: now() });
  }

  /** Everything that may happen now, happens; then sleeps until something changes by itself. */
  function go(): void {
    if (isClosed) return;
    for (const { queued, reason } of queue.expire(now())) report(queued, 'dropped', reason);
    if (sink === null && emergency === null) giveUpUnheard();
    if (emergency) loop.go(emergency.kind, emergency.languages);
    else if (sink !== null && !channel.isBusy() && !isAsking && !rest.isOn()) speakNext();
    sleep();
  }

  function speakNext(): void {
    const queued = queue.next(now());
    if (queued === null) return;
    const plan = planAt(queued, stepFor(waitMs));
    isAsking = true;
    askToSpeak(deps, { queued, durationMs: plan.durationMs }, (outcome) => answered({ queued, plan }, outcome));
  }

  function planAt({ call, voice }: Queued, step: Step): Plan {
    return planCall(sounds(), { call: deps.names(call), language: call.language, voice }, step);
  }

  /** How long those in the queue need at a step of the ladder. */
  function waitMs(step: Step): number {
    return queue.all().reduce((sum, queued) => sum + planAt(queued, step).durationMs, 0);
  }

  function answered(turn: Turn, outcome: ClaimOutcome): void {
    if (outcome === 'late') return report(turn.queued, 'dropped', 'expired');
    isAsking = false;
    if (outcome === 'granted') granted(turn);
    if (outcome === 'refused') refused(turn);
    if (outcome === 'unanswered') unanswered(turn);
    go();
  }

  function unanswered({ queued }: Turn): void {
    queue.putBack(queued);
    if (view) reconcile(view);
    else queue.clear();
    rest.begin(askAgainAfterMs);
  }

  function granted(turn: Turn): void {
    if (isClosed) return report(turn.queued, 'failed', 'announcerLost');
    if (emergency) return cutOff(turn);
    const why = doubt(turn);
    if (why !== null) report(turn.queued, 'dropped', why);
    else if (sink === null) report(turn.queued, 'failed', 'noSound');
    else begin(sink, turn);
  }

  /** Mostly because the visitor has just come; the view that says so may be here already. */
  function refused({ queued }: Turn): void {
    queue.refuse(queued);
    if (view) reconcile(view);
  }

  function begin(out: Sink, turn: Turn): void {
    speech.begin(out, turn, gainAt(turn.queued.voice, deps.wallMinutes()));
  }

  /** The hub offers it again when the emergency is over, should it still be true. */
  function cutOff({ queued }: Turn): void {
    queue.forget(queued);
    report(queued, 'failed', 'interrupted');
  }

  function ended(turn: Turn, end: SpeechEnd): void {
    const { queued, plan } = turn;
    if (end === 'whole') report(queued, plan.outcome, plan.reason);
    else if (end === 'emergency') cutOff(turn);
    else if (end !== 'failed') report(queued, 'dropped', end);
    else {
      rest.begin(restAfterFailureMs);
      report(queued, 'failed', 'sinkFailed');
    }
    go();
  }

  function reconcile(newest: VoiceView): void {
    for (const { queued, reason } of queue.reconcile(newest, factsOf, now())) report(queued, 'dropped', reason);
  }

  function doubt({ queued }: Turn): SpeechReason | null {
    return doubtAbout(queued, zoneOf(queued), factsOf, now());
  }

  /** Null while the hub is out of reach or the zone is another's: then only its own claim is known of a call. */
  function zoneOf({ zone }: Queued): VoiceZone | null {
    return view?.zones.find((each) => each.zone === zone) ?? null;
  }

  function factsOf({ zone, isMuted }: VoiceZone): ZoneFacts | null {
    const voice = deps.zoneVoice(zone);
    return voice && { voice, isMuted: isMuted || gainAt(voice, deps.wallMinutes()) === 0 };
  }

  /** A device without zones leaves an emergency to those that have them. */
  function followEmergency({ emergency: next, zones }: VoiceView): void {
    if (next === null || zones.length === 0) {
      // Until now nothing could be said: without a device the time to find another begins here.
      if (emergency) deafSince = now();
      emergency = null;
      loop.end();
    } else {
      emergency = { kind: next.kind, languages: zones.flatMap(({ zone }) => deps.zoneVoice(zone)?.languages ?? []) };
      speech.interrupt();
    }
  }

  function giveUpUnheard(): void {
    if (now() < deafSince + noSoundAfterMs) return;
    for (const queued of queue.takeSeen(now() - noSoundAfterMs)) report(queued, 'failed', 'noSound');
  }

  function sleep(): void {
    cancelWake?.();
    const unheard = sink === null && emergency === null ? queue.all().map(({ seenAt }) => Math.max(seenAt, deafSince) + noSoundAfterMs) : [];
    const moments = [queue.wakesAt(now()) ?? Infinity, ...unheard];
    const next = Math.min(...moments);
    cancelWake = next === Infinity ? null : timers.after(Math.max(1, Math.ceil(next - now())), go);
  }

  function status(): AnnouncerStatus {
    const step = stepFor(waitMs);
    return {
      canSpeak: sink !== null && !isClosed, isSpeaking: channel.isBusy(), isEmergency: emergency !== null,
      queued: queue.all().length, waitMs: speech.restMs() + waitMs(step), step: ladder[step - 1]?.reason ?? null,
    };
  }

  return {
    update(next) {
      if (isClosed) return;
      view = next;
      if (next === null) return queue.clear();
      reconcile(next);
      speech.stopWrong(zoneOf);
      followEmergency(next);
      go();
    },
    setSink(next) {
      if (sink !== null && next === null) deafSince = now();
      sink = next;
      go();
    },
    status,
    close() {
      if (isClosed) return;
      isClosed = true;
      cancelWake?.();
      rest.end();
      queue.clear();
      loop.end();
      const left = speech.abandon();
      if (left) report(left.queued, 'failed', 'announcerLost');
    },
  };
}
