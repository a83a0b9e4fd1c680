// The whole sample hall on this machine: hub, kiosk's agent and simulated printer, each a process of its own. Only the hub
// has a port that somebody chose; the others take a free one and say so. Tests stop, kill and start each of them.
import { join } from 'node:path';
import { startChild, type Child } from './child.ts';

const root = new URL('../../../', import.meta.url).pathname;
const readyMs = 30_000;

export type HallOptions = {
  /** 0 takes a free port; it is kept when the hub is started again. */
  readonly port: number;
  readonly data: string;
  /** Folder of the built pages. */
  readonly dist: string;
  /** More arguments for the hub, the agent or the printer. */
  readonly hubArgs?: readonly string[];
  readonly agentArgs?: readonly string[];
  readonly printerArgs?: readonly string[];
};

export type Hall = {
  /** `http://127.0.0.1:PORT/` */
  readonly url: string;
  readonly hub: Child;
  readonly agent: Child;
  readonly printer: Child;
  readonly agentUrl: string;
  /** Where the simulated printer is controlled and its tickets are read. */
  readonly printerUrl: string;
  /** Starts a part again that was stopped or killed, at its address. */
  restart(part: 'hub' | 'agent'): Promise<void>;
  /** Stops agent, hub and printer, in this order; resolves with their exit codes. */
  stop(): Promise<readonly (number | null)[]>;
};

/** Starts everything and resolves when the hall page can be opened. */
export async function bootHall(options: HallOptions): Promise<Hall> {
  const started: Child[] = [];
  const keep = (child: Child): Child => {
    started.push(child);
    return child;
  };
  try {
    const printer = keep(await startPrinter(options));
    const { port, control } = JSON.parse(printer.readyLine) as { port: number; control: string };
    let hub = keep(await startHub(options, options.port));
    const url = urlIn(hub.readyLine);
    let agent = keep(await startAgent(options, { hub: url, printerPort: port, port: 0 }));
    const agentUrl = agentUrlIn(agent.readyLine);
    const introduce = () => {
      hub.tell(`sim printer ${control}`);
      hub.tell(`agent ${agentUrl}`);
    };
    introduce();
    return {
      url,
      get hub() {
        return hub;
      },
      get agent() {
        return agent;
      },
      agentUrl,
      printer,
      printerUrl: control,
      async restart(part) {
        if (part === 'hub') hub = await startHub(options, Number(new URL(url).port));
        else {
          // At the same address: the kiosk page that is open in some browser finds it again.
          agent = await startAgent(options, { hub: url, printerPort: port, port: Number(new URL(agentUrl).port) });
        }
        introduce();
      },
      async stop() {
        const codes: (number | null)[] = [];
        for (const child of [agent, hub, printer]) codes.push(await child.stop());
        return codes;
      },
    };
  } catch (error) {
    for (const child of started) await child.stop();
    throw error;
  }
}

const startPrinter = ({ data, printerArgs = [] }: HallOptions): Promise<Child> =>
  startChild({
    name: 'printer', script: join(root, 'hardware/printer/src/simulator/main.ts'), args: ['--tcp', '0', '--control', '0', ...printerArgs],
    isReady: (line) => line.includes('"ready":true'), log: join(data, 'log/printer.txt'), readyMs,
  });

const startHub = ({ data, dist, hubArgs = [] }: HallOptions, port: number): Promise<Child> =>
  startChild({
    name: 'hub', script: join(root, 'apps/hub/src/main.ts'),
    args: ['--sample', '--child', '--port', String(port), '--data', data, '--dist', dist, ...hubArgs],
    isReady: (line) => line.startsWith('Hallcall hub ready: '), log: join(data, 'log/hub.txt'), readyMs,
  });

type AgentPlace = { readonly hub: string; readonly printerPort: number; readonly port: number };

const startAgent = ({ data, dist, agentArgs = [] }: HallOptions, { hub, printerPort, port }: AgentPlace): Promise<Child> =>
  startChild({
    name: 'agent', script: join(root, 'apps/agent/src/main.ts'),
    args: [
      '--child', '--port', String(port), '--hub', hub, '--data', join(data, 'agent'), '--dist', dist, '--printer', `tcp://127.0.0.1:${printerPort}`,
      '--credentials', join(data, 'agent-credentials.json'), ...agentArgs,
    ],
    isReady: (line) => line.includes('"ready":true'), log: join(data, 'log/agent.txt'), readyMs,
  });

const agentUrlIn = (line: string): string => (JSON.parse(line) as { url: string }).url;

const urlIn = (line: string): string => line.slice(line.indexOf('http'));
