// What the routes share.
import type { SampleHall } from '@hallcall/protocol';
import type { Engine } from '../engine/engine.ts';
import type { BookingDesk } from '../person/booking-desk.ts';
import type { Metrics } from '../metrics.ts';
import type { Reports } from '../report/reports.ts';
import type { RootTable } from '../store/closings.ts';
import type { RegistryTables } from '../registry/registry-tables.ts';
import type { Guard } from './guard.ts';

/** Files of a certificate and its key. */
export type Tls = { readonly cert: string; readonly key: string };

export type HttpDeps = {
  readonly engine: Engine;
  readonly tables: RegistryTables;
  readonly metrics: Metrics;
  readonly reports: Reports;
  readonly bookings: BookingDesk;
  readonly roots: RootTable;
  readonly guard: Guard;
  readonly now: () => number;
  readonly build: string;
  readonly tls: Tls | null;
  /** Built pages, or null when there are none. */
  readonly dist: string | null;
  /** Folder of the voice's clips, a pack a language. */
  readonly voice: string;
  readonly pinCost: number;
  /** The one-time code while nobody has used it. */
  readonly setupCode: () => string | null;
  readonly setUpDone: () => void;
  /** Under which agents make tags today; null while no day is open. */
  readonly dayKey: () => Buffer | null;
  /** Null in the open sample; otherwise what `/metrics` asks for. */
  readonly metricsToken: string | null;
  /** Null outside the sample hall. */
  readonly sample: SampleSide | null;
  /** A session or a pairing has ended: connections that rest on it must go. */
  readonly recheck: () => void;
  /** Registry or presence changed: the console shows it. */
  readonly touch: () => void;
};

export type SampleSide = {
  /** Null until the agent has been named. */
  readonly hall: () => SampleHall | null;
  readonly agentUrl: () => string | null;
  readonly simulator: (name: string) => string | null;
};
