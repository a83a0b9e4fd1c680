import { newCommandId as commandIdAt, newTicketId as ticketIdAt } from '@hallcall/client';
import type { CommandId, HallConfig, JobId, ServiceDate, TicketId } from '@hallcall/domain';

/** Everything impure or foreign that the agent's core needs, handed in. */
export type CoreContext = {
  /** Hub time as well as the agent knows it, epoch ms; never before the last contact. */
  readonly now: number;
  /** The agent's own clock, ms: no step of the hub's moves it. */
  readonly own: number;
  /** 128 random bits as base64url. */
  newId(): string;
  readonly config: HallConfig;
  /** Service day of `now` by the agent's copy of the timetable. */
  readonly day: ServiceDate;
  /** Whether tickets may be issued without asking the hub. */
  readonly isOpen: boolean;
};

// The brand is given here and nowhere else: `newId` makes exactly the shape that the schemas ask for.
export const newTicketId = (context: CoreContext): TicketId => ticketIdAt(context.newId(), context.now) as TicketId;
export const newCommandId = (context: CoreContext): CommandId => commandIdAt(context.newId(), context.now) as CommandId;
export const newJobId = (context: CoreContext): JobId => context.newId() as JobId;
