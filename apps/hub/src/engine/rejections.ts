// Refusals of the last seconds: a late duplicate must not be accepted after the clerk was told no.
import type { CommandId } from '@hallcall/domain';
import type { Reply } from '@hallcall/protocol';

export type Remembered = { readonly actor: string; readonly bodyHash: Buffer; readonly reply: Reply; readonly until: number };

export type Rejections = {
  readonly find: (id: CommandId) => Remembered | null;
  /** Holds until the group is kept or taken back. */
  readonly remember: (id: CommandId, rejection: Remembered) => void;
  /** The group is committed: what it refused was refused. */
  readonly keep: () => void;
  /** The group was rolled back: its refusals rested on what never happened. */
  readonly takeBack: () => void;
  /** Drops what has expired at `now` (epoch ms). */
  readonly forget: (now: number) => void;
};

export function createRejections(): Rejections {
  const byId = new Map<CommandId, Remembered>();
  let ofGroup: CommandId[] = [];
  return {
    find: (id) => byId.get(id) ?? null,
    remember(id, rejection) {
      byId.set(id, rejection);
      ofGroup.push(id);
    },
    keep() {
      ofGroup = [];
    },
    takeBack() {
      for (const id of ofGroup.splice(0)) byId.delete(id);
    },
    forget(now) {
      for (const [id, { until }] of byId) if (until < now) byId.delete(id);
    },
  };
}
