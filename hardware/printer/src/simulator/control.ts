import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
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

/** The running control port. */
export type Control = { url: string; close(): Promise<void> };

type Answer = { status: number; body: unknown };

const largestBody = 4096;

/**
 * Serves on 127.0.0.1: `GET state`, `GET tickets`, `GET tickets/N.png`, `POST fault {fault, on}`, `POST power`. Answers
 * are JSON; a refusal is `{error}` with status 400, 404, 405 or 413.
 */
export async function openControl(port: number, simulator: Controllable): Promise<Control> {
  const server = createServer((request, response) => {
    answer(request, simulator).then(
      (result) => reply(response, result),
      (error: unknown) => reply(response, { status: 400, body: { error: error instanceof Error ? error.message : String(error) } }),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  const actualPort = typeof address === 'object' && address !== null ? address.port : port;
  return {
    url: `http://127.0.0.1:${actualPort}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(request: IncomingMessage, simulator: Controllable): Promise<Answer> {
  const path = new URL(request.url ?? '/', 'http://localhost').pathname;
  const isPost = path === '/fault' || path === '/power';
  if (request.method !== (isPost ? 'POST' : 'GET')) return { status: 405, body: { error: `${request.method} is not for ${path}` } };
  if (path === '/state') return { status: 200, body: simulator.state() };
  if (path === '/tickets') return { status: 200, body: simulator.tickets().map(describe) };
  const picture = /^\/tickets\/(\d+)\.png$/.exec(path)?.[1];
  if (picture !== undefined) return pictureAnswer(simulator.picture(Number(picture)));
  if (path === '/fault') return setFault(await bodyOf(request), simulator);
  if (path !== '/power') return { status: 404, body: { error: `there is nothing at ${path}` } };
  await simulator.powerCycle();
  return { status: 200, body: simulator.state() };
}

async function setFault(body: unknown, simulator: Controllable): Promise<Answer> {
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

function pictureAnswer(png: Buffer | null): Answer {
  return png === null ? { status: 404, body: { error: 'there is no such ticket' } } : { status: 200, body: png };
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    length += bytes.length;
    if (length > largestBody) throw new Error(`the body is longer than ${largestBody} bytes`);
    chunks.push(bytes);
  }
  return JSON.parse(Buffer.concat(chunks).toString('utf8'));
}

function reply(response: ServerResponse, { status, body }: Answer): void {
  const isPicture = Buffer.isBuffer(body);
  response.writeHead(status, {
    'content-type': isPicture ? 'image/png' : 'application/json; charset=utf-8',
    'cache-control': 'no-store',
  });
  response.end(isPicture ? body : `${JSON.stringify(body)}\n`);
}
