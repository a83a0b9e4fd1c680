// The indicators of the hall, each defined here and nowhere else. Rates are 0 to 1 and null where there is nothing to divide by.
import type { Outcome } from '../command.ts';
import type { CallWhy } from '../person.ts';
import { meanOf, share, spreadOf, type Spread } from './spread.ts';
import type { Tally } from './tally.ts';

/** 等候达标: a wait up to this counts as in time, ms. */
const goodWaitMs = 900_000;
/** 预计准确: what was told is right when the wait differs by no more, ms. */
const goodEstimateMs = 300_000;

/** What happened at windows: of the hall, a queue, a window or an hour. A turn counts in the hour of its call, the end of a stop in its own. */
export type WorkFigures = {
  /** 到号 turns: visitors called to a window (叫号) or called back by it after a hold (回呼). */
  readonly turns: number;
  /** 过号 missed: turns that ended as a no-show; 过号率 missed rate = missed ÷ turns. */
  readonly missed: number;
  readonly missedRate: number | null;
  /** 重呼 recalled: turns in which the visitor was called again, `recalls` times together; 重呼率 recall rate = recalled ÷ turns. */
  readonly recalled: number;
  readonly recalls: number;
  readonly recallRate: number | null;
  /** 等候时间 wait, ms: first call of a stop − when it began to wait (the issue, or the end of the stop before it); who comes back later counts with the first call. */
  readonly wait: Spread & {
    /** 15分钟等候达标: waits of at most 15 minutes; 达标率 = these ÷ all. */
    readonly inTime: number;
    readonly inTimeRate: number | null;
  };
  /** 完成 done: stops finished, also by outcome, with the pieces (件数) that the clerks entered. */
  readonly done: number;
  readonly outcomes: Readonly<Record<Outcome, { readonly stops: number; readonly pieces: number }>>;
  /**
   * 办理时间 service time, ms: done − start − held, which is what the window that finished the stop served it, all turns there together.
   * A stop whose start was inferred (`startsInferred`) has none.
   */
  readonly service: Spread & { readonly startsInferred: number };
  /** 叫号依据: calls by rule, without calling back; 被越过 overtaken: how many visitors those calls overtook. */
  readonly calls: Readonly<Record<CallWhy, number>>;
  readonly overtaken: number;
  /** 转移 transfers: turns that ended by sending the visitor on. */
  readonly transfers: number;
};

/** Where people wait: of the hall, a queue or an hour. */
export type QueueFigures = WorkFigures & {
  /** 取号量 issued: numbers that people held; of a queue those whose journey begins there. In the hour of the issue. */
  readonly issued: number;
  /** 到达 arrived: stops that began to wait, in the queue where they stood last and in the hour in which they began. */
  readonly arrived: number;
  /** 弃号 abandoned: those of them that were given up, by an expired restore or the day's close; 弃号率 = abandoned ÷ arrived. */
  readonly abandoned: number;
  readonly abandonRate: number | null;
  /** 预约 booked: numbers with a slot; 履约 kept: called within the slot, give or take the hall's tolerance; 履约率 = kept ÷ booked. */
  readonly booked: number;
  readonly kept: number;
  readonly keptRate: number | null;
  readonly estimate: EstimateScore;
};

/** 预计等候 what visitors were told with their number, against how long they waited. In the hour of the issue. */
export type EstimateScore = {
  /** Stops of which something was said; of these called at least once, and ended without a call. The others still wait. */
  readonly told: number;
  readonly scored: number;
  readonly neverCalled: number;
  /** 准确率: scored with |wait − told| ≤ 5 minutes; ÷ scored. */
  readonly close: number;
  readonly closeRate: number | null;
  /** 偏差 bias: mean(wait − told), ms; above zero people waited longer than told. 平均误差: mean |wait − told|, ms. */
  readonly biasMs: number | null;
  readonly meanErrorMs: number | null;
};

/**
 * Time at windows, ms: of the hall (all windows together), a window or an hour. On a day that was left open beyond its date it ends with the
 * hours of that date or, when that is later, with the last thing done at the window.
 */
export type DutyFigures = {
  /** 开窗 open: somebody sat there. 暂停 paused: of that, in a break. 在岗 on duty = open − paused; 在岗率 = on duty ÷ open. */
  readonly openMs: number;
  readonly pausedMs: number;
  readonly onDutyMs: number;
  readonly onDutyRate: number | null;
  /** 办理 serving: from the start until the visitor left the window. 忙闲率 load = serving ÷ on duty. */
  readonly servingMs: number;
  readonly load: number | null;
};

/** The whole numbers of the hall besides: tickets of which a stop was given up, and 弃号率 = these ÷ issued. */
export type TicketFigures = { readonly ticketsAbandoned: number; readonly ticketAbandonRate: number | null };

export function workFigures(tally: Tally): WorkFigures {
  const { turns, missed, recalled, recalls, overtaken, transfers, calls, outcomes, startsInferred } = tally;
  const inTime = tally.waits.filter((wait) => wait <= goodWaitMs).length;
  return {
    turns, missed, missedRate: share(missed, turns), recalled, recalls, recallRate: share(recalled, turns), overtaken, transfers, calls, outcomes,
    wait: { ...spreadOf(tally.waits), inTime, inTimeRate: share(inTime, tally.waits.length) },
    done: Object.values(outcomes).reduce((sum, { stops }) => sum + stops, 0),
    service: { ...spreadOf(tally.services), startsInferred },
  };
}

export function queueFigures(tally: Tally): QueueFigures {
  const { issued, arrived, abandoned, booked, kept } = tally;
  return {
    ...workFigures(tally), issued, arrived, abandoned, abandonRate: share(abandoned, arrived), booked, kept, keptRate: share(kept, booked), estimate: estimateScore(tally),
  };
}

function estimateScore({ told, neverCalled, errors }: Tally): EstimateScore {
  const close = errors.filter((error) => Math.abs(error) <= goodEstimateMs).length;
  return { told, scored: errors.length, neverCalled, close, closeRate: share(close, errors.length), biasMs: meanOf(errors), meanErrorMs: meanOf(errors.map(Math.abs)) };
}

export function dutyFigures({ openMs, pausedMs, servingMs }: Tally): DutyFigures {
  const onDutyMs = openMs - pausedMs;
  return { openMs, pausedMs, onDutyMs, onDutyRate: share(onDutyMs, openMs), servingMs, load: share(servingMs, onDutyMs) };
}

export const ticketFigures = ({ ticketsAbandoned, issued }: Tally): TicketFigures => ({ ticketsAbandoned, ticketAbandonRate: share(ticketsAbandoned, issued) });

/**
 * Of one item in one hour, in sums, so that days and months can be added up; durations in ms. A stop for two items counts for each of them,
 * and the way to the bank for none, so items do not add up to the hall.
 */
export type ItemFigures = Pick<QueueFigures, 'issued' | 'arrived' | 'abandoned' | 'turns' | 'missed' | 'done'> & {
  /** 件数: what the clerks entered, of the stop as a whole. */
  readonly pieces: number;
  readonly waits: number;
  readonly waitMs: number;
  readonly inTime: number;
  readonly services: number;
  readonly serviceMs: number;
};

export function itemFigures(tally: Tally): ItemFigures {
  const { issued, arrived, abandoned, turns, missed, done, wait, service, outcomes } = queueFigures(tally);
  return {
    issued, arrived, abandoned, turns, missed, done, pieces: total(Object.values(outcomes).map(({ pieces }) => pieces)),
    waits: wait.count, waitMs: total(tally.waits), inTime: wait.inTime, services: service.count, serviceMs: total(tally.services),
  };
}

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
