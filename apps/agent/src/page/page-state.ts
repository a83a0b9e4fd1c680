// The agent as its page and the hub's console see it. Pure: everything is handed in.
import type { HubStatus } from '@hallcall/client';
import { givingHours, nextStart, type KioskView, type QueueGate, type QueueId, type ServiceDate } from '@hallcall/domain';
import type { PrinterHealth } from '@hallcall/printer';
import type { HealthReport, KioskPageState } from '@hallcall/protocol';
import { bandLeft } from '../core/band.ts';
import { closedOffline, isOpenOffline } from '../core/contact.ts';
import type { Fact, ReadonlyAgent } from '../core/state.ts';
import { printerState } from '../printing.ts';
import type { Published } from '../published.ts';

/** Numbers of a band, of its fullest prefix. */
const lowBand = 50;

export type Seen = {
  readonly build: string;
  readonly state: ReadonlyAgent;
  readonly published: Published | null;
  readonly hub: HubStatus | null;
  readonly view: KioskView | null;
  readonly printer: PrinterHealth;
  readonly identity: KioskPageState['identity'];
  readonly pairingCode: string | null;
  /** Hub time, epoch ms. */
  readonly now: number;
};

/** What a page shows before somebody has a ticket. */
export function pageState({ build, state, published, hub, view, printer, identity, pairingCode, now }: Seen): KioskPageState {
  const hall = published?.hall ?? null;
  const jobs = [...state.jobById.values()].filter((job) => job.state === 'queued' || job.state === 'sending');
  const facts = [...state.factById.values()];
  const isLive = hub?.link === 'live' && view !== null;
  const isOpen = isLive ? view.isIssuing : hall !== null && isOpenOffline(hall, state.contact, now);
  return {
    build, now, view, identity,
    emergency: (view ?? state.contact).emergency,
    hallId: state.pairing?.hallId ?? null,
    config: published?.version ?? null,
    pairing: state.pairing ? null : { code: pairingCode },
    hub: { link: hub?.link ?? 'connecting', heardAt: hub?.heardAt ?? null },
    isOpen,
    isForBooked: isLive && !isOpen && view.expectsBooked === true,
    nextOpeningAt: hall && nextStart(hall, now, (date) => givingHours(hall, date)),
    gates: isLive ? gatesOf(view.queues) : gatesOf(isOpen && hall ? hall.queues.map(({ id }) => ({ queueId: id, gate: closedOffline(hall, id, now) })) : []),
    printer: printerState(printer),
    outbox: { facts: facts.filter((fact) => fact.state === 'waiting').length, aside: facts.filter(isAside).length, jobs: jobs.length },
  };
}

const gatesOf = (queues: readonly { readonly queueId: QueueId; readonly gate: QueueGate | null }[]): KioskPageState['gates'] =>
  queues.flatMap(({ queueId, gate }) => (gate === null ? [] : [{ queueId, gate }]));

/** The parts of this device for the console; codes have their words in packages/text. */
export function healthReport(state: ReadonlyAgent, printer: PrinterHealth, day: ServiceDate | null): HealthReport {
  const isTrouble = [...state.factById.values()].some(isAside);
  return {
    parts: [
      { part: 'printer', ...printerState(printer), since: Math.round(printer.since) },
      bandHealth(state, day),
      { part: 'outbox', state: isTrouble ? 'warning' : 'ok', code: isTrouble ? 'outbox.aside' : 'ok', since: state.contact.at },
    ],
  };
}

/** A band that runs low is seen before the first visitor gets no number. */
function bandHealth(state: ReadonlyAgent, day: ServiceDate | null): HealthReport['parts'][number] {
  const isLow = day !== null && bandLeft(state, day) < lowBand;
  return { part: 'band', state: isLow ? 'warning' : 'ok', code: isLow ? 'band.low' : 'ok', since: state.contact.at };
}

/** For people to look at: the hub will not take it. */
const isAside = (fact: Fact): boolean => fact.state === 'parked' || fact.state === 'refused';
