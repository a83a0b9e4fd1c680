// The days that can be played, as data. Every figure here is invented to give a plausible hall, except where a source stands
// beside it; nothing was measured in a real one.

export const dayNames = ['quiet', 'busy', 'overload'] as const;
export type DayName = (typeof dayNames)[number];

/** From and to in minutes after the opening. */
export type Span = { readonly from: number; readonly to: number };

export type DayProfile = {
  /** Visitors who take a number. */
  readonly tickets: number;
  /** Relative arrivals a half-hour, from the opening on. */
  readonly arrivals: readonly number[];
  readonly windows: number;
  /** Windows take turns at these breaks. */
  readonly lunches: readonly Span[];
  readonly kiosks: number;
  /** Time a visitor takes at the window, as a share of the item's minutes in the catalogue. */
  readonly serviceScale: number;
  /** Share of windows that open an hour late and close an hour early (潮汐窗口). */
  readonly shortShift: number;
  /** Kiosk `kiosk` (from 0) has no paper, or no way to the hub, in these spans. */
  readonly paperOut: readonly (Span & { readonly kiosk: number })[];
  readonly away: readonly (Span & { readonly kiosk: number })[];
};

/** Monday to Friday alike; a Monday. */
export const simulatedDate = '2026-03-02';

/** Opening hours: 午间不间断, windows take turns at noon. The hours of common practice, the break left out. */
export const hours = { from: '08:30', to: '17:30' } as const;

/** A manager sends home who still waits then, minutes after the opening. */
export const latestMinutes = 13 * 60;

/** A high morning, a low noon, a lower afternoon; nobody in the last minutes. */
const usual = [7, 8.5, 9, 8.5, 7.5, 6.5, 5.5, 3.5, 2.5, 2.5, 3.5, 6, 7.5, 7.5, 6, 4.5, 3, 1] as const;

/** Half of the windows in each. */
const noon: readonly Span[] = [{ from: 210, to: 250 }, { from: 250, to: 290 }];

export const days = {
  quiet: {
    tickets: 2_000, arrivals: usual, windows: 60, lunches: noon, kiosks: 4, serviceScale: 0.6, shortShift: 0.1,
    paperOut: [{ kiosk: 1, from: 95, to: 110 }], away: [{ kiosk: 0, from: 200, to: 215 }],
  },
  busy: {
    tickets: 10_000, arrivals: usual, windows: 100, lunches: noon, kiosks: 8, serviceScale: 0.25, shortShift: 0.1,
    paperOut: [{ kiosk: 1, from: 60, to: 75 }, { kiosk: 5, from: 310, to: 322 }], away: [{ kiosk: 0, from: 100, to: 120 }, { kiosk: 3, from: 340, to: 355 }],
  },
  overload: {
    tickets: 13_000, arrivals: usual, windows: 100, lunches: noon, kiosks: 8, serviceScale: 0.27, shortShift: 0,
    paperOut: [{ kiosk: 1, from: 40, to: 70 }, { kiosk: 6, from: 330, to: 350 }], away: [{ kiosk: 0, from: 90, to: 150 }, { kiosk: 2, from: 100, to: 130 }],
  },
} as const satisfies Record<DayName, DayProfile>;

/** Relative demand by department of the sample catalogue; 1 for every other one. */
export const demandByDepartment: Readonly<Record<string, number>> = {
  hrss: 12, medins: 10, household: 10, realestate: 9, tax: 9, market: 8, vehicle: 8, exitentry: 7, fund: 6, civil: 3, bank: 2.5, veterans: 1.5, education: 1.5,
};

/** How visitors and clerks behave. Shares are probabilities; times in ms. */
export const behaviour = {
  /** Two things on one ticket; a life event with all its items. */
  secondItem: 0.08, chain: 0.02,
  elder: 0.08, disabled: 0.01, pregnant: 0.01, military: 0.01, need: 0.01, booked: 0.06, english: 0.01, urgent: 0.001,
  /** Not there when called, and back before long. */
  noShow: 0.04, returns: 0.6, returnsAfter: [120_000, 900_000],
  /** Leaves when it takes too long: mean patience, and the share of them who say so. */
  patienceMs: 100 * 60_000, saysGoodbye: 0.25,
  answersAfter: [10_000, 25_000],
  /** Variation of service times: log-normal fits those of call centres (Brown et al. 2005, J. Am. Stat. Assoc. 100); the width is invented. */
  serviceVariation: 0.5, shortestServiceMs: 20_000,
  hold: 0.02, holdFor: [180_000, 900_000],
  transfer: 0.015, transferAfter: [30_000, 120_000],
  /** In the sample catalogue 49 of 399 items are paid at the bank window; half of their visitors pay on the day. */
  bill: 0.06, paysIn: [40_000, 120_000],
  materialsMissing: 0.07, accepted: 0.5,
  /** Until the paper's outcome is known; who fetches a number that did not print. */
  printsIn: [10_000, 12_000], claims: 0.8, claimsAfter: [30_000, 240_000],
} as const;
