// Everything a hub can be told at its start.
import { pinCost } from '@hallcall/pin';
import type { Language } from '@hallcall/text';
import { pino, type Logger } from 'pino';
import { systemClock, type ClockSource } from './clock.ts';
import type { Tls } from './http/context.ts';
import { newId } from './registry/secret.ts';

export type HubOptions = {
  /** Folder of the database, the configuration and the keys; made when missing. */
  readonly data: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** Of a listener that has the page behind a paper's code and nothing else; null: there is none. */
  readonly ticketPort: number | null;
  /** Address to listen on. The sample hall listens on loopback only, whatever stands here. */
  readonly host: string;
  /** Host names, besides addresses and localhost, under which pages may be opened. */
  readonly hosts: readonly string[];
  readonly tls: Tls | null;
  /** Folder of the built pages. */
  readonly dist: string | null;
  /** The hall that comes with the program instead of DATA/hall.json. */
  readonly sample: boolean;
  /** Address of the sample's agent when it is known already. */
  readonly agentUrl: string | null;
  /** Control addresses of the sample's simulators by name. */
  readonly simulators: Readonly<Record<string, string>>;
  /** Names this build; pages of another one reload. */
  readonly build: string;
  readonly language: Language;
  readonly log: Logger;
  readonly clock: ClockSource;
  readonly newId: () => string;
  /** Between two ticks, ms; null: only `hub.tick()`. */
  readonly tickMs: number | null;
  /** Look through the whole database after the start. */
  readonly quickCheck: boolean;
  readonly pinCost: number;
  /** A broken invariant or a damaged file: the process must end. */
  readonly fatal: (error: unknown) => void;
};

/** What is right unless somebody knows better. `fatal` throws into the event loop, which ends the process. */
export const hubDefaults = {
  ticketPort: null, host: '127.0.0.1', hosts: [], tls: null, dist: null, sample: false, agentUrl: null, simulators: {}, build: 'dev', language: 'en',
  log: pino({ level: 'silent' }), clock: systemClock, newId, tickMs: 1_000, quickCheck: true, pinCost,
  fatal(error: unknown) {
    queueMicrotask(() => {
      throw error;
    });
  },
} as const satisfies Omit<HubOptions, 'data' | 'port'>;
