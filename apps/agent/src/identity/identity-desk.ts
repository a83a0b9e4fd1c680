// One visitor at a time is asked for a card. Of the number only tags are left, in memory, until they have gone to the hub; the page
// hears that a card was read, and no digit of it.
import type { PersonTag } from '@hallcall/domain';
import type { CardReading, IdReader } from '@hallcall/id-reader';
import type { Cancel, Timers } from '@hallcall/link';
import type { AskIdentity, KioskPageState } from '@hallcall/protocol';
import type { PeriodKey } from './fetch-key.ts';
import type { PeriodTag } from './find-bookings.ts';
import { tagOf } from './tag.ts';

type Identity = NonNullable<KioskPageState['identity']>;

/** What is left of a card. */
type Held = { readonly requestId: string; readonly tag: PersonTag; readonly periodTags: readonly PeriodTag[] };

export type IdentityDeskDeps = {
  /** Null: this kiosk has none. */
  readonly reader: Pick<IdReader, 'want' | 'onCard' | 'health'> | null;
  /** The key of the day; null while there is none to be had. Overwritten here after use. */
  readonly dayKey: () => Promise<Uint8Array | null>;
  /** Those of who booked for today; null while there are none to be had. As above. */
  readonly periodKeys: () => Promise<readonly PeriodKey[] | null>;
  readonly timers: Timers;
  readonly changed: () => void;
  /** A broken invariant. */
  readonly onBug: (error: unknown) => void;
};

export type IdentityDesk = {
  /** A page asks for a card for this tap, or asks no more. Whoever asks last is the one. */
  readonly ask: (asked: AskIdentity) => void;
  readonly hasTag: (requestId: string) => boolean;
  /** Gives the tag of a tap once, and forgets it. */
  readonly takeTag: (requestId: string) => PersonTag | null;
  /** As `takeTag`, of a card that was asked for to find a booking. */
  readonly takePeriodTags: (requestId: string) => readonly PeriodTag[] | null;
  /** For the page; null: there is no reader. */
  readonly state: () => Identity | null;
  readonly close: () => void;
};

/** A page that vanished in between leaves nothing behind for longer, ms. */
const forgottenAfterMs = 90_000;

export function createIdentityDesk({ reader, dayKey, periodKeys, timers, changed, onBug }: IdentityDeskDeps): IdentityDesk {
  let asked: Identity['asked'] = null;
  let isForBooking = false;
  let held: Held | null = null;
  let cancelForgetting: Cancel | null = null;

  function forget(): void {
    cancelForgetting?.();
    [asked, held] = [null, null];
    reader?.want(false);
    changed();
  }

  function say(requestId: string, status: NonNullable<Identity['asked']>['status']): void {
    asked = { requestId, status };
    reader?.want(status !== 'read');
    changed();
  }

  async function take(reading: CardReading): Promise<void> {
    const requestId = asked?.requestId;
    if (requestId === undefined) return;
    if (reading.kind === 'unreadable') return say(requestId, 'unreadable');
    const [day, periods] = await Promise.all([dayKey(), isForBooking ? periodKeys() : []]);
    const tags = day && periods && { tag: tagOf(day, reading.number), periodTags: periods.map(({ keyId, key }) => ({ keyId, tag: tagOf(key, reading.number) })) };
    for (const key of [day, ...(periods ?? []).map((period) => period.key)]) key?.fill(0);
    if (asked?.requestId !== requestId) return;
    if (tags) held = { requestId, ...tags };
    say(requestId, tags ? 'read' : 'notChecked');
  }

  const stop = reader?.onCard((reading) => void take(reading).catch(onBug));
  return {
    ask(wish) {
      const { requestId } = wish;
      if (!wish.isWanted) {
        // After a reading the tap itself comes, or nobody: the tag waits for it.
        if (asked?.requestId === requestId && asked.status !== 'read') forget();
        return;
      }
      cancelForgetting?.();
      [held, isForBooking] = [null, wish.isForBooking === true];
      cancelForgetting = timers.after(forgottenAfterMs, forget);
      say(requestId, 'waiting');
    },
    hasTag: (requestId) => held?.requestId === requestId,
    takeTag(requestId) {
      if (held?.requestId !== requestId) return null;
      const { tag } = held;
      forget();
      return tag;
    },
    takePeriodTags(requestId) {
      if (held?.requestId !== requestId || held.periodTags.length === 0) return null;
      const { periodTags } = held;
      held = { ...held, periodTags: [] };
      return periodTags;
    },
    state: () => reader && { reader: reader.health().state === 'ok' ? 'ready' : 'away', asked },
    close() {
      stop?.();
      forget();
    },
  };
}
