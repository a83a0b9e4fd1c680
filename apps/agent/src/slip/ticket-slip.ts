// The ticket as it stands on paper, in the visitor's language. Every word comes from packages/text.
import { identityAsked, stagesOf } from '@hallcall/client';
import type { Bilingual, HallConfig, QueueId } from '@hallcall/domain';
import type { Slip, SlipLine } from '@hallcall/printer';
import { formatCounted, formatDuration, formatNumber, formatStamp, formatTime, texts, waitWords } from '@hallcall/text';
import { boundsOf } from '../bounds.ts';
import { estimatesOf } from '../estimates.ts';
import type { IssuedTicket } from '../core/state.ts';

/** What a slip is made from besides the ticket. `linkBase` is the origin of the live ticket page, without a slash. */
export type SlipSource = {
  readonly hall: HallConfig;
  readonly itemName: (itemId: string) => Bilingual | null;
  readonly linkBase: string;
  /** The hall has said under which address visitors' telephones reach it, so the code is worth scanning. */
  readonly isLinkPublic: boolean;
};

/** `copy` 0 is the ticket itself; every further one says 补打 above all else. */
export function ticketSlip(ticket: IssuedTicket, copy: number, source: SlipSource): Slip {
  const { language } = ticket;
  return {
    language,
    lines: [
      ...heading(ticket, copy, source),
      { kind: 'text', text: formatNumber(ticket.number.prefix, ticket.number.n), align: 'center', size: 3, bold: true },
      ...marks(ticket, copy, source),
      { kind: 'rule' },
      ...(ticket.stops.length > 1 ? route(ticket, source) : destination(ticket, source)),
      { kind: 'rule' },
      ...waiting(ticket, copy, source),
      { kind: 'blank' },
      { kind: 'qr', text: ticketLink(ticket.ticketId, source) },
      { kind: 'text', text: source.isLinkPublic ? texts(language).slip.qrPublic : texts(language).slip.qr, align: 'center' },
      { kind: 'blank' },
      ...rules(ticket, source),
    ],
  };
}

/** What the QR code holds: a capability, not a signature. */
export function ticketLink(ticketId: string, { hall, linkBase }: Pick<SlipSource, 'hall' | 'linkBase'>): string {
  return `${linkBase}/t/${hall.hallId}.${ticketId}`;
}

function heading({ language }: IssuedTicket, copy: number, { hall }: SlipSource): SlipLine[] {
  const words = texts(language).slip;
  const name: SlipLine = { kind: 'text', text: hall.name[language], align: 'center', bold: true };
  if (copy === 0) return [name, { kind: 'blank' }];
  return [
    name,
    { kind: 'text', text: words.reprint, align: 'center', size: 2, bold: true },
    { kind: 'text', text: words.reprintNote({ copy }), align: 'center' },
    { kind: 'blank' },
  ];
}

function marks({ language, offline, isReturn, booked, items }: IssuedTicket, copy: number, { hall }: SlipSource): SlipLine[] {
  if (isReturn) return returning(language);
  if (booked) return bookedFor(language, `${formatTime(booked.from, language, hall.timeZone)}–${formatTime(booked.to, language, hall.timeZone)}`);
  if (!offline) return [{ kind: 'blank' }];
  const words = texts(language).slip;
  const mark: SlipLine = { kind: 'text', text: words.offline, align: 'center', size: copy === 0 ? 2 : 1, bold: true };
  // Without the hub there is no key: nobody's tickets are counted.
  const isUnchecked = identityAsked(hall, items.map(({ itemId }) => itemId)) !== 'no';
  const unchecked: SlipLine[] = isUnchecked ? [{ kind: 'text', text: texts(language).person.slip.unchecked, align: 'center' }] : [];
  return [{ kind: 'blank' }, mark, { kind: 'text', text: words.offlineNote, align: 'center' }, ...unchecked];
}

/** Likewise: only the hub checks a booking in. */
function bookedFor(language: IssuedTicket['language'], time: string): SlipLine[] {
  const words = texts(language).booking.kiosk;
  return [{ kind: 'blank' }, { kind: 'text', text: words.mark({ time }), align: 'center', bold: true }, { kind: 'text', text: words.preferred, align: 'center' }];
}

/** Only the hub takes a return pass: such a ticket is never an offline one. */
function returning(language: IssuedTicket['language']): SlipLine[] {
  const words = texts(language).handed;
  return [
    { kind: 'blank' },
    { kind: 'text', text: words.returning, align: 'center', bold: true },
    { kind: 'text', text: words.returningNote, align: 'center' },
  ];
}

/** Everything that this number is for, each with how many of it. */
function destination({ language, queueId, items }: IssuedTicket, { hall, itemName }: SlipSource): SlipLine[] {
  const words = texts(language).slip;
  const first = items[0]?.itemId ?? '';
  const departmentId = hall.items.find((item) => item.id === first)?.department;
  const department = hall.departments.find((candidate) => candidate.id === departmentId)?.name[language];
  const zone = zoneOf(queueId, hall)?.[language];
  return [
    ...(department === undefined ? [] : [{ kind: 'pair', left: words.department, right: department } as const]),
    ...items.map(({ itemId, count }, index): SlipLine => ({ kind: 'pair', left: index === 0 ? words.item : '', right: formatCounted(itemName(itemId)?.[language] ?? itemId, count) })),
    ...(zone === undefined ? [] : [{ kind: 'blank' } as const, { kind: 'text', text: words.goTo({ zone }), align: 'center', size: 2, bold: true } as const]),
  ];
}

/** The steps by stage, each with its zone and its items; those of one stage may be done in any order. */
function route({ language, stops, chain }: IssuedTicket, { hall, itemName }: SlipSource): SlipLine[] {
  const { slip: words, kiosk: { department } } = texts(language);
  const stages = stagesOf(stops);
  const placeOf = (queueId: QueueId): string => {
    const zone = zoneOf(queueId, hall)?.[language];
    return zone === undefined ? '' : department.zone({ zone });
  };
  const name = hall.chains.find(({ id }) => id === chain)?.name[language];
  const zones = stops.filter((_, index) => stages[index] === 1).flatMap(({ queueId }) => zoneOf(queueId, hall)?.[language] ?? []);
  return [
    { kind: 'text', text: name ?? words.route, align: 'center', bold: true },
    ...stops.flatMap(({ queueId, items }, index): SlipLine[] => [
      { kind: 'pair', left: `${stages[index] ?? 1}  ${hall.queues.find(({ id }) => id === queueId)?.name[language] ?? queueId}`, right: placeOf(queueId) },
      ...items.map(({ itemId, count }): SlipLine => ({ kind: 'text', text: `    ${formatCounted(itemName(itemId)?.[language] ?? itemId, count)}` })),
    ]),
    { kind: 'text', text: words.routeRule },
    { kind: 'blank' },
    { kind: 'text', text: words.goTo({ zone: [...new Set(zones)].join(' · ') }), align: 'center', size: 2, bold: true },
  ];
}

function waiting(ticket: IssuedTicket, copy: number, { hall }: SlipSource): SlipLine[] {
  const { language, ahead, stops, issuedAt } = ticket;
  const { slip: words, wait } = texts(language);
  // The calendar's date, not the service day's: people read it after midnight, too.
  const time = formatStamp(issuedAt, hall.timeZone);
  const estimates = estimatesOf(ticket);
  // Nobody in front in this queue is not yet the next one: the windows serve others, too.
  const isNext = estimates.every(({ minutes }) => minutes === 0);
  // A ticket that waits in several queues has a promise and an estimate for each.
  const isNamed = stops.filter(({ after }) => after.length === 0).length > 1;
  const perQueue = <T extends { readonly queueId: QueueId }>(said: readonly T[], say: (one: T) => string, bold: boolean): SlipLine[] =>
    said.map((one): SlipLine => {
      const queue = isNamed ? `${hall.queues.find(({ id }) => id === one.queueId)?.name[language] ?? one.queueId}: ` : '';
      return { kind: 'text', text: queue + say(one), align: 'center', bold };
    });
  // Who is in front is said of the first queue alone; where there are several, by its name.
  const first = { queueId: ticket.queueId, count: ahead ?? 0 };
  const front = ({ count }: typeof first): string => (count > 0 ? words.ahead({ count }) : isNext ? words.noneAhead : wait.nobodyAhead);
  const inFront = perQueue(ahead === null ? [] : [first], front, true);
  // Nobody could tell how old the estimate on a second copy is.
  const told = perQueue(copy === 0 ? estimates : [], ({ minutes }) => (minutes === null ? wait.noWindow : wait.told({ wait: waitWords({ wait }, minutes) })), true);
  const promises = perQueue(boundsOf(stops), words.bound, false);
  return [...inFront, ...told, ...promises, { kind: 'text', text: words.issuedAt({ time }), align: 'center' }];
}

function rules({ language }: IssuedTicket, { hall: { policy } }: SlipSource): SlipLine[] {
  const words = texts(language).slip;
  const { callsBeforeMissed: calls, restoreBehind: behind, restoresAllowed: restores, restoreWithinMs, missedMode } = policy;
  const within = formatDuration(restoreWithinMs, language);
  const missed = {
    restore: () => words.missedRule({ calls, behind, restores, within }), tail: () => words.missedTail({ calls, restores, within }), void: () => words.missedVoid({ calls }),
  };
  return [
    { kind: 'text', text: words.keep },
    { kind: 'text', text: missed[missedMode]() },
  ];
}

function zoneOf(queueId: string, hall: HallConfig): Bilingual | undefined {
  const zoneId = hall.queues.find((queue) => queue.id === queueId)?.zone;
  return hall.zones.find((zone) => zone.id === zoneId)?.name;
}
