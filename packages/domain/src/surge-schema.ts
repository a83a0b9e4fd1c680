// A window helps a queue that is not its own while more people wait than its windows can serve, on the wire and in the log.
import { z } from 'zod';
import { ClerkId, QueueId, WindowId } from './ids.ts';

export const surgeIntents = [
  /** `first`: like the window's best queues; `behind`: after all of its own. */
  z.strictObject({ type: z.literal('window.help'), windowId: WindowId, queueId: QueueId, place: z.enum(['first', 'behind']) }),
  z.strictObject({ type: z.literal('window.endHelp'), windowId: WindowId }),
] as const;

export const surgeEvents = [
  z.strictObject({
    type: z.literal('window.helping'), windowId: WindowId, queueId: QueueId, rank: z.int().min(1).max(10), clerkId: ClerkId,
    /** Calls that the queue counts as having had here: as many as the window's own of that rank, so that it does not catch up at their cost. */
    calls: z.int().min(0),
    /** It ends by itself when the surge is over. */
    untilCalm: z.boolean(),
  }),
  z.strictObject({ type: z.literal('window.helped'), windowId: WindowId, queueId: QueueId, by: z.enum(['manager', 'over']) }),
] as const;
