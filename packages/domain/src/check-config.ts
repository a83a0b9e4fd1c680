// Refuses a configuration that could not run, and says where: a path into the document and a code with facts.
import { chainProblems } from './check-chains.ts';
import { timeProblems } from './check-times.ts';
import { HallConfig } from './config.ts';
import { shapeFaults, type ShapeFault } from './shape-fault.ts';

export type ConfigProblem =
  | { readonly code: 'malformed'; readonly path: string; readonly fault: ShapeFault }
  | { readonly code: 'duplicate'; readonly path: string; readonly id: string }
  | { readonly code: 'dangling'; readonly path: string; readonly id: string }
  | { readonly code: 'prefix.notFree'; readonly path: string; readonly prefix: string; readonly other: string }
  | { readonly code: 'led.addressTaken'; readonly path: string; readonly bus: string; readonly address: number; readonly other: string }
  /** A stop comes after itself, by way of others or not. */
  | { readonly code: 'chain.circular'; readonly path: string; readonly id: string }
  /** A stop comes after one that is written behind it. */
  | { readonly code: 'chain.disordered'; readonly path: string; readonly id: string }
  /** The items of one stop wait in several queues. */
  | { readonly code: 'chain.severalQueues'; readonly path: string; readonly id: string }
  | { readonly code: 'queue.unserved'; readonly path: string; readonly id: string }
  | { readonly code: 'timeZone.unknown'; readonly path: string; readonly timeZone: string }
  | { readonly code: 'hours.disordered'; readonly path: string }
  | { readonly code: 'hours.never'; readonly path: string }
  /** A queue would give numbers while the hall does not. */
  | { readonly code: 'hours.outsideHall'; readonly path: string };

/** The configuration as a typed document, or every problem found. */
export function checkConfig(
  input: unknown,
): { readonly ok: true; readonly config: HallConfig } | { readonly ok: false; readonly problems: readonly ConfigProblem[] } {
  const parsed = HallConfig.safeParse(input, { reportInput: true });
  if (!parsed.success) return { ok: false, problems: shapeFaults(parsed.error).map((placed) => ({ code: 'malformed', ...placed })) };
  const config = parsed.data;
  const problems = [...duplicates(config), ...dangling(config), ...prefixes(config), ...bars(config), ...chainProblems(config), ...unserved(config), ...timeProblems(config)];
  return problems.length > 0 ? { ok: false, problems } : { ok: true, config };
}

const lists = ['zones', 'ledBuses', 'departments', 'queues', 'items', 'chains', 'windows', 'boards'] as const;

function duplicates(config: HallConfig): ConfigProblem[] {
  return [
    ...lists.flatMap((list) => repeated(config[list].map(({ id }) => id)).map(([index, id]) => twice(`${list}[${index}].id`, id))),
    ...config.windows.flatMap(({ queues, suits }, at) => [
      ...repeated(queues.map(({ queue }) => queue)).map(([index, id]) => twice(`windows[${at}].queues[${index}].queue`, id)),
      ...repeated(suits).map(([index, need]) => twice(`windows[${at}].suits[${index}]`, need)),
    ]),
    ...config.zones.flatMap(({ voice }, at) =>
      (['announcers', 'languages'] as const).flatMap((list) => repeated(voice[list]).map(([index, id]) => twice(`zones[${at}].voice.${list}[${index}]`, id))),
    ),
    ...config.boards.flatMap(({ zones }, at) => repeated(zones).map(([index, id]) => twice(`boards[${at}].zones[${index}]`, id))),
    ...repeated(config.quotas.departments.map(({ department }) => department)).map(([index, id]) => twice(`quotas.departments[${index}].department`, id)),
    ...repeated(config.quotas.items.map(({ item }) => item)).map(([index, id]) => twice(`quotas.items[${index}].item`, id)),
    ...repeated(config.windows.map(({ label }) => label)).map(([index, label]) => twice(`windows[${index}].label`, label)),
  ];
}

const twice = (path: string, id: string): ConfigProblem => ({ code: 'duplicate', path, id });

const repeated = (ids: readonly string[]): [number, string][] =>
  ids.map((id, index): [number, string] => [index, id]).filter(([index, id]) => ids.indexOf(id) !== index);

function dangling(config: HallConfig): ConfigProblem[] {
  const zones = idsOf(config.zones);
  const departments = idsOf(config.departments);
  const queues = idsOf(config.queues);
  const buses = idsOf(config.ledBuses);
  const problems: ConfigProblem[] = [];
  const need = (known: ReadonlySet<string>, id: string, path: string) => {
    if (!known.has(id)) problems.push({ code: 'dangling', path, id });
  };
  config.departments.forEach(({ zone }, i) => need(zones, zone, `departments[${i}].zone`));
  config.queues.forEach(({ zone }, i) => need(zones, zone, `queues[${i}].zone`));
  config.items.forEach(({ department, queue }, i) => {
    need(departments, department, `items[${i}].department`);
    need(queues, queue, `items[${i}].queue`);
  });
  config.windows.forEach((window, i) => {
    need(zones, window.zone, `windows[${i}].zone`);
    if (window.led) need(buses, window.led.bus, `windows[${i}].led.bus`);
    window.queues.forEach(({ queue }, j) => need(queues, queue, `windows[${i}].queues[${j}].queue`));
  });
  config.quotas.departments.forEach(({ department }, i) => need(departments, department, `quotas.departments[${i}].department`));
  const items = idsOf(config.items);
  config.quotas.items.forEach(({ item }, i) => need(items, item, `quotas.items[${i}].item`));
  Object.keys(config.bookings?.perSlot ?? {}).forEach((queue) => need(queues, queue, `bookings.perSlot.${queue}`));
  if (config.payment) need(queues, config.payment.queue, 'payment.queue');
  config.boards.forEach((board, i) => board.zones.forEach((zone, j) => need(zones, zone, `boards[${i}].zones[${j}]`)));
  return problems;
}

const idsOf = (list: readonly { readonly id: string }[]): ReadonlySet<string> => new Set(list.map(({ id }) => id));

/** Queues may share a series, but no series may begin like another: A 12 and AB 12 would be heard alike. */
function prefixes(config: HallConfig): ConfigProblem[] {
  return config.queues.flatMap(({ prefix }, i) => {
    const other = config.queues.find((queue) => queue.prefix !== prefix && prefix.startsWith(queue.prefix));
    return other ? [{ code: 'prefix.notFree' as const, path: `queues[${i}].prefix`, prefix, other: other.prefix }] : [];
  });
}

/** Two bars of one address would both show what either window calls. */
function bars({ windows }: HallConfig): ConfigProblem[] {
  return windows.flatMap(({ led }, i) => {
    const other = windows.slice(0, i).find((window) => led && window.led?.bus === led.bus && window.led.address === led.address);
    return led && other ? [{ code: 'led.addressTaken' as const, path: `windows[${i}].led`, ...led, other: other.id }] : [];
  });
}

function unserved(config: HallConfig): ConfigProblem[] {
  const served = new Set(config.windows.flatMap((window) => window.queues.map(({ queue }) => queue)));
  return config.queues.flatMap(({ id }, i) => (served.has(id) ? [] : [{ code: 'queue.unserved' as const, path: `queues[${i}]`, id }]));
}
