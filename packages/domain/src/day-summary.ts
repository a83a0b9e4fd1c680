// What the slip of a closed day says besides its root.
import { z } from 'zod';
import { ClerkId, Instant, Prefix } from './ids.ts';

const count = z.int().min(0);
const Sum = z.strictObject({ count, fen: count });
/** Who, where a person did it. Times are epoch ms. */
const turn = { at: Instant, clerkId: ClerkId.nullable() };

/** Figures as `StatisticsReport` has them; payments since the close of the day before, so that each stands on one paper. */
export const DaySummary = z.strictObject({
  opened: z.strictObject({ ...turn, by: z.enum(['timetable', 'manager']) }),
  closed: z.strictObject({ ...turn, by: z.enum(['timetable', 'manager', 'overdue']) }),
  issued: count, done: count, abandoned: count, missed: count,
  /** Null: nobody was called. */
  meanWaitMs: count.nullable(), p90WaitMs: count.nullable(),
  noticesIssued: Sum, noticesPaid: Sum,
  /** Online numbers by prefix, in the order of the alphabet, and how many kiosks gave while the hub was away. */
  numbers: z.array(z.strictObject({ prefix: Prefix, first: z.int().min(1), last: z.int().min(1) })).max(600),
  offline: count,
});
export type DaySummary = z.infer<typeof DaySummary>;
