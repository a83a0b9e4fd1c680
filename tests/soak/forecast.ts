// What thirty days come to, from what some hundred visits have left behind.

/** All in bytes but the counts of the page; page and agent are measured behind a forced collection of their garbage. */
export type Sample = { readonly visits: number; readonly heap: number; readonly nodes: number; readonly listeners: number; readonly agent: number; readonly outbox: number };
type Measure = Exclude<keyof Sample, 'visits'>;

/** At 400 visits on each of thirty days; the outbox is emptied of closed days, so that it has one day to hold. */
const thirtyDays = 30 * 400;
const visitsFor: Readonly<Record<Measure, number>> = { heap: thirtyDays, nodes: thirtyDays, listeners: thirtyDays, agent: thirtyDays, outbox: 400 };
/** What a kiosk with 4 GB can bear beside Chromium itself. */
export const ceilings: Readonly<Record<Measure, number>> = { heap: 400e6, nodes: 100_000, listeners: 100_000, agent: 400e6, outbox: 50e6 };

export type Forecast = { readonly visits: number; readonly perVisit: Readonly<Record<Measure, number>>; readonly thirtyDays: Readonly<Record<Measure, number>> };

const measures = Object.keys(ceilings) as readonly Measure[];

/** Each measure has its number. */
const of = (take: (measure: Measure) => number): Readonly<Record<Measure, number>> =>
  ({ heap: take('heap'), nodes: take('nodes'), listeners: take('listeners'), agent: take('agent'), outbox: take('outbox') });

/** The first third is warming up and does not count; behind it the slope is that of least squares. */
export function forecast(samples: readonly Sample[]): Forecast {
  const warm = samples.slice(Math.floor(samples.length / 3));
  const perVisit = of((measure) => slope(warm.map((sample) => [sample.visits, sample[measure]])));
  const last = samples.at(-1);
  return {
    visits: last?.visits ?? 0,
    perVisit: of((measure) => Math.round(perVisit[measure] * 100) / 100),
    thirtyDays: of((measure) => Math.round((last?.[measure] ?? 0) + Math.max(0, perVisit[measure]) * visitsFor[measure])),
  };
}

export const isBelow = ({ thirtyDays: expected }: Forecast): boolean => measures.every((measure) => expected[measure] < ceilings[measure]);

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

function slope(points: readonly (readonly [number, number])[]): number {
  const [x, y] = [mean(points.map(([at]) => at)), mean(points.map(([, value]) => value))];
  const spread = points.reduce((sum, [at]) => sum + (at - x) ** 2, 0);
  return spread === 0 ? 0 : points.reduce((sum, [at, value]) => sum + (at - x) * (value - y), 0) / spread;
}
