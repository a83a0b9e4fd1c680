// A manager has seen that an agent keeps another root of a close than the hub tells, and says why that is right.
import { z } from 'zod';
import { RootHash } from './day-root.ts';
import { ServiceDate } from './ids.ts';
import { Note } from './person.ts';

/** `kept` is what agents have of a close of that date, `told` the newest root of the date that the hub tells instead. */
const pair = { date: ServiceDate, kept: RootHash, told: RootHash };

/** As `day.opened` takes it along, and as agents hear it. */
export const RootAck = z.strictObject(pair);
export type RootAck = z.infer<typeof RootAck>;

export const rootIntents = [z.strictObject({ type: z.literal('root.acknowledge'), ...pair, reason: Note })] as const;

export const rootEvents = [z.strictObject({ type: z.literal('root.acknowledged'), ...pair, reason: Note })] as const;
