// One visitor at a time is asked for a card. Of the number only the tag is left, in memory, until it has gone to the hub; the page
// hears that a card was read, and no digit of it.
import type { PersonTag } from '@hallcall/domain';
import type { CardReading, IdReader } from '@hallcall/id-reader';
import type { Cancel, Timers } from '@hallcall/link';
import type { KioskPageState } from '@hallcall/protocol';
import { tagOf } from './tag.ts';

type Identity = NonNullable<KioskPageState['identity']>;

export type IdentityDeskDeps = {
  /** Null: this kiosk has none. */
  readonly reader: Pick<IdReader, 'want' | 'onCard' | 'health'> | null;
  /** The key of the day; null while there is none to be had. Overwritten here after use. */
  readonly dayKey: () => Promise<Uint8Array | null>;
  readonly timers: Timers;
  readonly changed: () => void;
  /** A broken invariant. */
  readonly onBug: (error: unknown) => void;
};

export type IdentityDesk = {
  /** A page asks for a card for this tap, or asks no more. Whoever asks last is the one. */
  readonly ask: (requestId: string, isWanted: boolean) => void;
  readonly hasTag: (requestId: string) => boolean;
  /** Gives the tag of a tap once, and forgets it. */
  readonly takeTag: (requestId: string) => PersonTag | null;
  /** For the page; null: there is no reader. */
  readonly state: () => Identity | null;
  readonly close: () => void;
};

/** A page that vanished in between leaves nothing behind for longer, ms. */
const forgottenAfterMs = 90_000;

export function createIdentityDesk({ reader, dayKey, timers, changed, onBug }: IdentityDeskDeps): IdentityDesk {
  let asked: Identity['asked'] = null;
  let held: { readonly requestId: string; readonly tag: PersonTag } | null = null;
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
    const key = await dayKey();
    const tag = key && tagOf(key, reading.number);
    key?.fill(0);
    if (asked?.requestId !== requestId) return;
    if (tag) held = { requestId, tag };
    say(requestId, tag ? 'read' : 'notChecked');
  }

  const stop = reader?.onCard((reading) => void take(reading).catch(onBug));
  return {
    ask(requestId, isWanted) {
      if (!isWanted) {
        // After a reading the tap itself comes, or nobody: the tag waits for it.
        if (asked?.requestId === requestId && asked.status !== 'read') forget();
        return;
      }
      cancelForgetting?.();
      held = null;
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
    state: () => reader && { reader: reader.health().state === 'ok' ? 'ready' : 'away', asked },
    close() {
      stop?.();
      forget();
    },
  };
}
