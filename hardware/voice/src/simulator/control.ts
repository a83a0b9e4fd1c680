import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { isSpeakerFault, type SpeakerFault, speakerFaults } from './faults.ts';
import type { SoundLog } from './sound-log.ts';

/** What the control port can do with a simulated speaker. */
export type Controllable = {
  readonly log: SoundLog;
  state(): Record<string, unknown>;
  setFault(fault: SpeakerFault, on: boolean): void;
};

/** The running control port. */
export type Control = { readonly url: string; close(): Promise<void> };

type Answer = { readonly status: number; readonly body: unknown };

class Refusal extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

const largestBody = 4096;
const longestTitle = 200;
/** Method of each path but those of the sounds. */
const methods: Readonly<Record<string, string>> = { '/state': 'GET', '/log': 'GET', '/fault': 'POST', '/sounds': 'POST' };

/**
 * Serves on 127.0.0.1: `GET state`, `GET log`, `GET log/N.wav`, `POST fault {fault, on}`, and for the player
 * `POST sounds?title=T` with the samples as they sound. A refusal is `{error}` with status 400, 404, 405 or 413.
 */
export async function openControl(port: number, speaker: Controllable): Promise<Control> {
  const server = createServer((request, response) => {
    answer(request, speaker).then(
      (result) => reply(response, result),
      (error: unknown) => {
        const status = error instanceof Refusal ? error.status : 400;
        reply(response, { status, body: { error: error instanceof Error ? error.message : String(error) } });
      },
    );
  });
  // An utterance may be long.
  server.requestTimeout = 0;
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

async function answer(request: IncomingMessage, speaker: Controllable): Promise<Answer> {
  const url = URL.parse(`http://localhost${request.url ?? '/'}`);
  if (url === null) throw new Refusal(400, 'that is no address');
  const path = url.pathname;
  const sound = /^\/log\/(\d+)\.wav$/.exec(path)?.[1];
  const method = sound === undefined ? methods[path] : 'GET';
  if (method === undefined) throw new Refusal(404, `there is nothing at ${path}`);
  if (request.method !== method) throw new Refusal(405, `${request.method} is not for ${path}`);
  if (sound !== undefined) return wavAnswer(speaker.log.wav(Number(sound)));
  if (path === '/log') return { status: 200, body: speaker.log.sounds() };
  if (path === '/sounds') return hear(request, url.searchParams.get('title'), speaker.log);
  if (path === '/fault') setFault(await bodyOf(request), speaker);
  return { status: 200, body: speaker.state() };
}

/** Ends with the request; when the player goes away in the middle, the sound was not whole. */
async function hear(request: IncomingMessage, title: string | null, log: SoundLog): Promise<Answer> {
  if (title === null || title.length > longestTitle) throw new Refusal(400, `title must be a text of at most ${longestTitle} characters`);
  const take = log.begin(title);
  try {
    for await (const chunk of request) take.add(Buffer.from(chunk));
  } catch {
    take.end(false);
    throw new Refusal(400, 'the sound broke off');
  }
  take.end(true);
  return { status: 200, body: { isWhole: true } };
}

function setFault(body: unknown, speaker: Controllable): void {
  const fields = new Map<string, unknown>(typeof body === 'object' && body !== null ? Object.entries(body) : []);
  const fault = fields.get('fault');
  const on = fields.get('on');
  if (!isSpeakerFault(fault)) throw new Refusal(400, `fault must be one of ${speakerFaults.join(', ')}`);
  if (typeof on !== 'boolean') throw new Refusal(400, 'on must be true or false');
  speaker.setFault(fault, on);
}

function wavAnswer(wav: Uint8Array | null): Answer {
  if (wav === null) throw new Refusal(404, 'there is no such sound');
  return { status: 200, body: wav };
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    length += bytes.length;
    if (length > largestBody) throw new Refusal(413, `the body is longer than ${largestBody} bytes`);
    chunks.push(bytes);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    throw new Refusal(400, 'the body is not JSON');
  }
}

function reply(response: ServerResponse, { status, body }: Answer): void {
  const isSound = body instanceof Uint8Array;
  response.writeHead(status, { 'content-type': isSound ? 'audio/wav' : 'application/json; charset=utf-8', 'cache-control': 'no-store' });
  response.end(isSound ? body : `${JSON.stringify(body)}\n`);
}
