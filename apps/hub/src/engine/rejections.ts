// Refusals of the last seconds: a late duplicate must not be accepted after the clerk was told no.
import type { CommandId } from '@hallcall/domain';
import type { Reply } from '@hallcall/protocol';

export type Remembered = { readonly actor: string; readonly bodyHash: Buffer; readonly reply: Reply; readonly until: number };

export type Rejections = {
  readonly find: (id: CommandId) => Remembered | null;
  readonly remember: (id: CommandId, rejection: Remembered) => void;
  /** Drops what has expired at `now` (epoch ms). */
  readonly forget: (now: number) => void;
};

export function createRejections(): Rejections {
  const byId = new Map<CommandId, Remembered>();
  return {
    find: (id) => byId.get(id) ?? null,
    remember: (id, rejection) => void byId.set(id, rejection),
    forget(now) {
      for (const [id, { until }] of byId) if (until < now) byId.delete(id);
    },
  };
}
