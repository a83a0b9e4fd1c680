import { type Control, type ControlAnswer, type ControlRequest, openControl } from '@hallcall/link/simulator';
import { isSimulatorFault, printerFaults, type SimulatorFault } from './faults.ts';
import type { PrintedTicket } from './ticket.ts';

/** What the control port can do with a simulator. */
export type Controllable = {
  state(): Record<string, unknown>;
  tickets(): readonly PrintedTicket[];
  picture(number: number): Buffer | null;
  setFault(fault: SimulatorFault, on: boolean): Promise<void>;
  powerCycle(): Promise<void>;
};

/**
 * Serves on 127.0.0.1: `GET state`, `GET tickets`, `GET tickets/N.png`, `POST fault {fault, on}`, `POST power`. Answers
 * are JSON; a refusal is `{error}` with status 400, 404 or 405.
 */
export function openPrinterControl(port: number, simulator: Controllable): Promise<Control> {
  return openControl(port, (request) => answer(request, simulator));
}

async function answer({ method, path, body }: ControlRequest, simulator: Controllable): Promise<ControlAnswer> {
  const isPost = path === '/fault' || path === '/power';
  if (method !== (isPost ? 'POST' : 'GET')) return { status: 405, body: { error: `${method} is not for ${path}` } };
  if (path === '/state') return { status: 200, body: simulator.state() };
  if (path === '/tickets') return { status: 200, body: simulator.tickets().map(describe) };
  const picture = /^\/tickets\/(\d+)\.png$/.exec(path)?.[1];
  if (picture !== undefined) return pictureAnswer(simulator.picture(Number(picture)));
  if (path === '/fault') return setFault(await body(), simulator);
  if (path !== '/power') return { status: 404, body: { error: `there is nothing at ${path}` } };
  await simulator.powerCycle();
  return { status: 200, body: simulator.state() };
}

async function setFault(body: unknown, simulator: Controllable): Promise<ControlAnswer> {
  const fields = new Map<string, unknown>(typeof body === 'object' && body !== null ? Object.entries(body) : []);
  const fault = fields.get('fault');
  const on = fields.get('on');
  if (!isSimulatorFault(fault)) throw new Error(`fault must be one of ${printerFaults.join(', ')}`);
  if (typeof on !== 'boolean') throw new Error('on must be true or false');
  await simulator.setFault(fault, on);
  return { status: 200, body: simulator.state() };
}

/** A ticket as JSON; `png` is relative to the control port. */
function describe({ strip, ...ticket }: PrintedTicket): Record<string, unknown> {
  return { ...ticket, lengthDots: strip.length, png: `tickets/${ticket.number}.png` };
}

function pictureAnswer(png: Buffer | null): ControlAnswer {
  return png === null ? { status: 404, body: { error: 'there is no such ticket' } } : { status: 200, body: png };
}
