// What an agent and a window see of papers handed over at windows, and of visitors who came back with a return pass.
import type { JobId, Language, ServiceDate, TicketId, TicketNumber, WindowId } from '../ids.ts';
import type { CameBack, Slip, SlipContent, SlipOutcome } from '../slip-schema.ts';

/** A paper that an agent is to print, with all that stands on it. */
export type SlipOrder = {
  readonly jobId: JobId;
  /** 0 is the paper itself; every further one says 补打. */
  readonly copy: number;
  readonly day: ServiceDate;
  readonly windowId: WindowId;
  readonly number: TicketNumber;
  readonly language: Language;
  /** Epoch ms. */
  readonly at: number;
  readonly content: SlipContent;
};

/** A paper of a window, with its newest copy. */
export type SlipView = {
  readonly slip: Slip;
  readonly ticketId: TicketId;
  readonly number: TicketNumber;
  readonly at: number;
  /** Of the return pass on it; null: there is none. */
  readonly code: string | null;
  /** Null where nothing was printed: the window has no printer. `outcome` null: it is on its way. */
  readonly job: { readonly copy: number; readonly outcome: SlipOutcome | null } | null;
};

/** What was missing, which window asked for it, and on which day. */
export type CameBackView = Pick<CameBack, 'windowId' | 'date' | 'materials' | 'other' | 'note'>;
