// Addresses of the sample's other programs: some are given at the start, the rest when the parent has heard of them.
import type { SampleHall } from '@hallcall/protocol';
import type { SampleSide } from '../http/context.ts';
import type { SampleCredentials } from './sample-hall.ts';

export type SampleAddresses = {
  readonly agentUrl: string | null;
  /** Control addresses of the simulators by name. */
  readonly simulators: Readonly<Record<string, string>>;
};

export type MutableSampleSide = SampleSide & {
  readonly setAgentUrl: (url: string) => void;
  readonly setSimulator: (name: string, url: string) => void;
};

export function createSampleSide(credentials: SampleCredentials, { agentUrl, simulators }: SampleAddresses): MutableSampleSide {
  let agent = agentUrl;
  const byName = new Map(Object.entries(simulators));
  return {
    hall: (): SampleHall | null => (agent === null ? null : { ...credentials, agentUrl: agent, printerUrl: '/sim/printer/' }),
    agentUrl: () => agent,
    simulator: (name) => byName.get(name) ?? null,
    setAgentUrl: (url) => void (agent = url),
    setSimulator: (name, url) => void byName.set(name, url),
  };
}
