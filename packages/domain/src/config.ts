// The hall as a document: what exists and by which rules it runs. Names of items live in the catalogue.
import { z } from 'zod';
import {
  Bilingual, BoardId, ChainId, DepartmentId, DeviceId, HallId, ItemId, Language, LedBusId, Prefix, QueueId, WindowId, ZoneId,
} from './ids.ts';
import { needs } from './person.ts';
import { Hours, Timetable, WallTime, Week } from './timetable.ts';

export const Policy = z.strictObject({
  /** Calls (first and repeated) before a visitor may be marked missed. */
  callsBeforeMissed: z.int().min(1).max(10),
  /** Least time between two calls of one stop, ms. */
  callSpacingMs: z.int().min(0).max(300_000),
  /** Least time between the last call and a no-show, ms; without a proof of call it then passes as unproven. */
  missAfterMs: z.int().min(0).max(300_000),
  /** A restored stop stands behind this many waiting stops. */
  restoreBehind: z.int().min(0).max(50),
  /** How often one stop may be restored after a proven no-show. */
  restoresAllowed: z.int().min(0).max(10),
  /** Where who missed a call returns to: behind the K-th, to the end, or with a new number only. */
  missedMode: z.enum(['restore', 'tail', 'void']).default('restore'),
  /** How long a window's last action can be taken back, ms. */
  undoWithinMs: z.int().min(0).max(60_000).default(10_000),
  /** A missed stop not restored within this time is abandoned, ms. */
  restoreWithinMs: z.int().min(60_000),
  /** A ticket whose paper is unreported this long after issue counts as unknown, ms. */
  paperPendingMs: z.int().min(1_000),
  /** How long a board asks the holder of a failed ticket to the guide desk, ms. */
  failedShownMs: z.int().min(0),
  /** A first stop waiting longer counts as of the window's best rank, ms. */
  agedAfterMs: z.int().min(0),
  /** After an epoch was raised: longest wait for the agents' reports before numbers go on, ms. */
  recoveryWaitMs: z.int().min(0),
  /** Kiosks that can own a number band; bands are 5000 ÷ slots numbers wide. */
  slots: z.int().min(1).max(50),
  /** Preferred calls in a row in one queue while an ordinary visitor waits there. */
  preferredInRow: z.int().min(1).max(5).default(1),
  /** How early before and how late after a booked slot a visitor is still preferred, ms. */
  bookingToleranceMs: z.int().min(0).max(7_200_000).default(900_000),
  /** Clerks see class and needs at the call, not before. */
  hidesClassBeforeCall: z.boolean().default(true),
  /** Clerks may call a chosen number; managers always may. */
  clerksMayChoose: z.boolean().default(false),
  /** On how many opening days after its own a return pass is good; 0: this hall gives none. */
  returnPassDays: z.int().min(0).max(30).default(5),
  /** The hub calls the next visitor to an idle window by itself. */
  autoAssign: z.boolean().default(false),
  /** What one person may hold, where cards are read: live tickets at a time, tickets a day for one item; null: nothing is limited. */
  perPerson: z.strictObject({ liveTickets: z.int().min(1).max(20), perItemPerDay: z.int().min(1).max(20) }).nullable().default(null),
  /** What becomes of whoever takes a number that will probably not be served today: told so, or refused. */
  lastTicket: z.enum(['warn', 'stop']).default('warn'),
});
export type Policy = z.infer<typeof Policy>;

/** How a zone is spoken to. A zone without announcers is silent. */
export const ZoneVoice = z.strictObject({
  /** Displays and agents that may speak here, the first choice first; one of them does at a time. */
  announcers: z.array(DeviceId).max(20).default([]),
  /** In this order, each once; a visitor's own language comes first. */
  languages: z.array(Language).min(1).max(2).default(['zh']),
  /** How often a call is spoken when nobody else waits to be announced. */
  repeats: z.int().min(1).max(3).default(1),
  /** The digit 1 in numbers: 幺 (yao) or 一 (yi). */
  digitOne: z.enum(['yao', 'yi']).default('yao'),
  /** Adds 办理 and the department's name. */
  namesDepartment: z.boolean().default(false),
  /** A call older than this is not spoken any more, ms. */
  expiresAfterMs: z.int().min(5_000).max(600_000).default(60_000),
  /** Loudness in percent, and stretches of the day with another one; the first that fits decides. */
  volume: z.int().min(0).max(100).default(80),
  volumePlan: z.array(z.strictObject({ ...Hours.shape, volume: z.int().min(0).max(100) })).max(12).default([]),
});
export type ZoneVoice = z.infer<typeof ZoneVoice>;

/** Items for one event in life (一件事): each stop is one visit to a queue and opens when those it comes after are done. */
const Chain = z.strictObject({
  id: ChainId,
  name: Bilingual,
  stops: z.array(z.strictObject({ id: z.string().min(1).max(48), items: z.array(ItemId).min(1).max(20), after: z.array(z.string()).max(20) })).min(1).max(20),
});

/** Numbers booked ahead (预约), for one person each. */
export const Bookings = z.strictObject({
  /** On how many opening days after today slots are given; 0: today's only. */
  daysAhead: z.int().min(0).max(31),
  /** Length of a slot, minutes. */
  slotMinutes: z.literal([10, 15, 20, 30, 60]),
  /** How many may book each slot, by queue; a queue that is not named takes no bookings. */
  perSlot: z.record(QueueId, z.int().min(1).max(999)),
  /** Whoever missed so many bookings in so many days cannot book until they are over; null: nobody is blocked. */
  blockAfter: z.strictObject({ missed: z.int().min(1).max(20), days: z.int().min(1).max(30) }).nullable(),
});
export type Bookings = z.infer<typeof Bookings>;

/** More people waiting, or a longer wait for who comes now (ms), is a surge: one more window is proposed. */
const Surge = z.strictObject({ waiting: z.int().min(1).max(1_000), waitMs: z.int().min(60_000).max(86_400_000) });

/** How many numbers are given; null: as many as are asked for. */
const quotaLimits = { perDay: z.int().min(0).max(100_000).nullable(), perSlot: z.int().min(0).max(100_000).nullable() };
const limitsSomething = ({ perDay, perSlot }: { perDay: number | null; perSlot: number | null }): boolean => perDay !== null || perSlot !== null;

/** Numbers a day and a slot; slots are stretches of the hall's hours. What is not named has no limit. */
const Quotas = z.strictObject({
  slotMinutes: z.union([z.literal(10), z.literal(15), z.literal(20), z.literal(30), z.literal(60)]).default(30),
  departments: z.array(z.strictObject({ department: DepartmentId, ...quotaLimits }).refine(limitsSomething, 'nothing is limited')).max(200).default([]),
  items: z.array(z.strictObject({ item: ItemId, ...quotaLimits }).refine(limitsSomething, 'nothing is limited')).max(5000).default([]),
});

export const HallConfig = z.strictObject({
  hallId: HallId,
  name: Bilingual,
  timeZone: z.string().min(1).max(64),
  day: z.strictObject({
    changesAt: WallTime, guardsClock: z.boolean(),
    /** The device whose printer prints each close's paper; null: none does. */
    summaryPrinter: DeviceId.nullable().default(null),
  }),
  timetable: Timetable,
  zones: z.array(z.strictObject({ id: ZoneId, name: Bilingual, voice: ZoneVoice.prefault({}) })).min(1).max(50),
  /** Lines with LED bars, and the agent that drives each; port and kind of bar stand in that agent's own file. */
  ledBuses: z.array(z.strictObject({ id: LedBusId, agent: DeviceId, language: Language.default('zh') })).max(50).default([]),
  departments: z.array(z.strictObject({ id: DepartmentId, name: Bilingual, zone: ZoneId })).min(1).max(200),
  queues: z.array(z.strictObject({
    id: QueueId, name: Bilingual, zone: ZoneId, prefix: Prefix,
    /** Its own hours, within the hall's; null: it gives numbers whenever the hall does. */
    hours: Week.nullable().default(null),
    /** Absent: the hall's; null: this queue has none. */
    surge: Surge.nullable().optional(),
  })).min(1).max(200),
  items: z
    .array(z.strictObject({
      id: ItemId, department: DepartmentId, queue: QueueId, minutes: z.number().min(0.5).max(480),
      /** Whether a kiosk asks for an ID card; absent: optional. Without one the guide desk is the way. */
      identity: z.enum(['optional', 'required']).optional(),
    }))
    .min(1)
    .max(5000),
  chains: z.array(Chain).max(200).default([]),
  windows: z
    .array(
      z.strictObject({
        id: WindowId,
        /** What is painted above the window: 3 or 3A. */
        label: z.string().min(1).max(8),
        zone: ZoneId,
        /** Lower rank is served first; a weight of 2 gives a queue twice the calls of a weight of 1. */
        queues: z.array(z.strictObject({ queue: QueueId, rank: z.int().min(1).max(9), weight: z.number().min(0.1).max(100) })).min(1),
        /** Needs that this window can serve. */
        suits: needs.default([]),
        /** The device whose printer prints slips asked for at this window. */
        printer: DeviceId.nullable(),
        /** The bar above the window: its bus and its address there. */
        led: z.strictObject({ bus: LedBusId, address: z.int().min(0).max(65_535) }).nullable().default(null),
      }),
    )
    .min(1)
    .max(300),
  boards: z.array(z.strictObject({ id: BoardId, name: Bilingual, zones: z.array(ZoneId).min(1) })).max(100),
  policy: Policy,
  quotas: Quotas.prefault({}),
  /** Of every queue that has none of its own; null: nothing is proposed. */
  surge: Surge.nullable().default(null),
  /** The bank's queue, and whom notices are paid to; null: this hall has no bank window. */
  payment: z.strictObject({ queue: QueueId, payee: Bilingual, expiresAfterDays: z.int().min(1).max(365) }).nullable().default(null),
  /** Null: this hall takes no bookings. */
  bookings: Bookings.nullable().default(null),
});
export type HallConfig = z.infer<typeof HallConfig>;
