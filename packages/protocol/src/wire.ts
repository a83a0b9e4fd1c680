// What goes over the socket, in both directions. PROTOCOL.md tells it to people who write a client in another language.
import { CallId, CommandId, HallId, Instant, WireCommand, ZoneId, type Actor, type HallEvent, type Rejection, type ServiceDate, type ViewName, type Views } from '@hallcall/domain';
import { z } from 'zod';

/** The client makes the id once and sends the same envelope until it is answered or has expired. */
export const Envelope = z.strictObject({
  hallId: HallId,
  commandId: CommandId,
  /** Hub time, epoch ms, at most 15 s ahead; null for facts. */
  expiresAt: Instant.nullable(),
  command: WireCommand,
});
export type Envelope = z.infer<typeof Envelope>;

/** An event as stored: `seq` orders the hall's whole history. */
export type StoredEvent = {
  readonly seq: number;
  readonly epoch: number;
  readonly day: ServiceDate | null;
  readonly at: number;
  readonly actor: string;
  readonly commandId: string | null;
  readonly event: HallEvent;
};

/** Refusals that come from the edge, before the rules are asked. */
export type EdgeRejection =
  | { readonly code: 'command.malformed'; readonly path: string; readonly problem: string }
  | { readonly code: 'command.expired' }
  | { readonly code: 'command.conflict' }
  | { readonly code: 'command.notPermitted'; readonly role: string }
  | { readonly code: 'hall.wrong'; readonly hallId: string }
  | { readonly code: 'message.tooLarge'; readonly limitBytes: number };

/** Outcome unknown or not now: send the same envelope again. `bug` is the exception: an agent parks it after five. */
export type Fault = { readonly code: 'storage.unavailable' } | { readonly code: 'day.notOpen' } | { readonly code: 'hub.stopping' } | { readonly code: 'bug' };

export type Reply =
  | { readonly kind: 'accepted'; readonly events: readonly StoredEvent[] }
  | { readonly kind: 'rejected'; readonly rejection: Rejection | EdgeRejection }
  | { readonly kind: 'fault'; readonly fault: Fault };

/** `id` names whose view it is (window, board or device); empty for views that everybody of a role shares. */
export type ViewMessage = {
  [N in ViewName]: { readonly name: N; readonly id: string; readonly epoch: number; readonly seq: number; readonly config: number; readonly build: string; readonly view: Views[N] };
}[ViewName];

/** Every 500 ms. `now` is hub time: clients keep their offset to it and the silence since the last one. */
export type Beat = { readonly now: number; readonly epoch: number; readonly seq: number };

/** How an agent's or a display's own parts do; presence, not history. */
export const HealthReport = z.strictObject({
  parts: z
    .array(
      z.strictObject({
        part: z.string().min(1).max(32), state: z.enum(['ok', 'warning', 'fault']), code: z.string().min(1).max(48), since: Instant,
        /** For staff, not translated: the system's own reason, an address. */
        detail: z.string().max(200).optional(),
      }),
    )
    .max(20),
});
export type HealthReport = z.infer<typeof HealthReport>;

/** Asks to speak a call now; the answer comes before the first sound. Nobody else is ever allowed the same call. */
export const ClaimSpeech = z.strictObject({ callId: CallId, zone: ZoneId, durationMs: z.int().min(0).max(600_000) });
export type ClaimSpeech = z.infer<typeof ClaimSpeech>;
/** `refused`: spoken or begun already, no longer live, or the zone is another device's by now. */
export type ClaimAnswer = 'granted' | 'refused';

/** Once a second from every device that could speak; three seconds of silence free its zones for another. */
export const AnnouncerReport = z.strictObject({ canSpeak: z.boolean() });
export type AnnouncerReport = z.infer<typeof AnnouncerReport>;

/** What a client says when it connects. */
export const Handshake = z.strictObject({
  token: z.string().min(1).max(200),
  protocol: z.int(),
  /** The highest state this client has ever seen, which tells a hub restored from a backup that it is behind. */
  seen: z.strictObject({ epoch: z.int().min(0), seq: z.int().min(0) }).nullable(),
});
export type Handshake = z.infer<typeof Handshake>;

/** Why a connection is refused; the `message` of Socket.IO's connect_error. */
export type ConnectRefusal = 'handshake.malformed' | 'protocol.unsupported' | 'session.unknown' | 'hub.stopping';

/** Sent once when the session is known: who this connection is. */
export type Welcome = { readonly hallId: string; readonly actor: Actor; readonly epoch: number; readonly seq: number; readonly now: number; readonly build: string };

export type ClientEvents = {
  command(envelope: Envelope, reply: (reply: Reply) => void): void;
  health(report: HealthReport): void;
  announcer(report: AnnouncerReport): void;
  claimSpeech(claim: ClaimSpeech, answer: (answer: ClaimAnswer) => void): void;
};
export type ServerEvents = {
  welcome(welcome: Welcome): void;
  view(message: ViewMessage): void;
  beat(beat: Beat): void;
  /** The hub stops on purpose; it will be back. */
  bye(): void;
};

export const limits = {
  /** A larger command is answered `message.tooLarge`. */
  messageBytes: 64 * 1024,
  /** A larger message closes the connection without an answer; never send it again. */
  closeBytes: 2 * 1024 * 1024,
  expiresAheadMs: 15_000,
  intentMs: 10_000,
  beatMs: 500,
  staleMs: 1_500,
  announcerBeatMs: 1_000,
  announcerLostMs: 3_000,
} as const;
