// How this hub runs: DATA/config.json, over it the environment, over it the command line. Checked before anything starts.
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { shapeFaults } from '@hallcall/domain';
import type { Language } from '@hallcall/text';
import { z } from 'zod';
import type { StartFlags } from './command-line.ts';
import { hubDefaults, type HubOptions } from './options.ts';
import { parseDocument, readDocument } from './read-document.ts';
import { Refusal } from './store/refusal.ts';

const Port = z.coerce.number().int().min(0).max(65_535);
const Level = z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']);

const Settings = z.strictObject({
  port: Port.default(7000),
  /** Of the page behind a paper's code, for visitors' telephones; null: it is only served on `port`. */
  ticketPort: Port.nullable().default(null),
  host: z.string().min(1).default('0.0.0.0'),
  /** Names under which pages are opened, besides addresses and localhost. */
  hosts: z.array(z.string().min(1)).default([]),
  tls: z.strictObject({ cert: z.string().min(1), key: z.string().min(1) }).nullable().default(null),
  dist: z.string().min(1).nullable().default(null),
  sample: z.boolean().default(false),
  agent: z.url().nullable().default(null),
  simulators: z.record(z.string(), z.url()).default({}),
  logLevel: Level.default('info'),
});
export type Settings = z.infer<typeof Settings> & { readonly data: string };

type Environment = Readonly<Record<string, string | undefined>>;

/** Throws `Refusal` naming each faulty setting. */
export function readSettings(flags: StartFlags, environment: Environment): Settings {
  if (flags.port !== null && !Port.safeParse(flags.port).success) throw new Refusal({ code: 'port.invalid', value: flags.port });
  const data = resolve(flags.data ?? environment['HALLCALL_DATA'] ?? 'data');
  const file = join(data, 'config.json');
  const parsed = Settings.safeParse({ ...fromFile(file), ...fromEnvironment(environment), ...fromFlags(flags) }, { reportInput: true });
  if (!parsed.success) throw new Refusal({ code: 'config.invalid', file, problems: shapeFaults(parsed.error) });
  return { ...parsed.data, data };
}

function fromFile(file: string): Record<string, unknown> {
  if (!existsSync(file)) return {};
  const parsed = z.record(z.string(), z.unknown()).safeParse(parseDocument(file, readDocument(file)), { reportInput: true });
  if (!parsed.success) throw new Refusal({ code: 'config.invalid', file, problems: shapeFaults(parsed.error) });
  return parsed.data;
}

const fromEnvironment = (environment: Environment): Record<string, unknown> =>
  given({
    port: environment['HALLCALL_PORT'], ticketPort: environment['HALLCALL_TICKET_PORT'], host: environment['HALLCALL_HOST'], dist: environment['HALLCALL_DIST'], logLevel: environment['HALLCALL_LOG'],
    hosts: environment['HALLCALL_HOSTS']?.split(',').filter((name) => name !== ''),
  });

const fromFlags = ({ port, host, dist, sample, agent, sim, logLevel }: StartFlags): Record<string, unknown> =>
  given({
    port, host, dist, agent, logLevel, sample: sample || null,
    simulators: sim.length > 0 ? Object.fromEntries(sim.map((pair) => splitAt(pair, '='))) : null,
  });

const splitAt = (text: string, mark: string): [string, string] => {
  const at = text.indexOf(mark);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
};

const given = (values: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== null));

/** What of the options follows from the settings. */
export function optionsFrom(settings: Settings, rest: Pick<HubOptions, 'build' | 'log' | 'fatal' | 'dist'> & { readonly language: Language }): HubOptions {
  const { data, port, ticketPort, host, hosts, tls, sample, agent, simulators } = settings;
  return {
    ...hubDefaults, data, port, ticketPort, host, hosts, tls, sample, simulators, ...rest, agentUrl: agent,
  };
}
