// A whole agent whose card reader is a simulator, beside a hub and a printer that are simulated too.
import type { IdReaderSimulator } from '@hallcall/id-reader';
import type { PrinterSimulator } from '@hallcall/printer';
import { noDevices } from '../device/device-file.ts';
import { openDevices } from '../device/open-devices.ts';
import type { Agent } from '../start-agent.ts';
import { isLive, pageState, runAgent, until } from '../testing/run-agent.test.helper.ts';

type Note = (fields: object, message: string) => void;
type Beside = { readonly hub: string; readonly printer: PrinterSimulator; readonly reader: IdReaderSimulator; readonly data: string; readonly log: { readonly info: Note; readonly warn: Note } };

/** Resolves when the hub is heard and the reader is ready for a card. */
export async function startWithReader({ hub, printer, reader, data, log }: Beside): Promise<Agent> {
  const idReader = { kind: 'tcp', host: '127.0.0.1', port: reader.port ?? 0 } as const;
  const agent = await runAgent(hub, printer, { data, log, devices: openDevices({ ...noDevices, idReader }, { now: () => Date.now(), log }) });
  await isLive(agent);
  await until(() => pageState(agent), ({ identity }) => identity?.reader === 'ready');
  return agent;
}
