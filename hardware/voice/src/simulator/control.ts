import { ControlRefusal, openControl, type Control, type ControlAnswer, type ControlRequest } from '@hallcall/link/simulator';
import { probeTitle } from '../sink/probe.ts';
import { isSpeakerFault, type SpeakerFault, speakerFaults } from './faults.ts';
import type { SoundLog, SoundTake } from './sound-log.ts';

/** What the control port can do with a simulated speaker. */
export type Controllable = {
  readonly log: SoundLog;
  state(): Record<string, unknown>;
  setFault(fault: SpeakerFault, on: boolean): void;
};

const longestTitle = 200;
/** Method of each path but those of the sounds. */
const methods: Readonly<Record<string, string>> = { '/state': 'GET', '/log': 'GET', '/fault': 'POST', '/sounds': 'POST' };

/**
 * Serves on 127.0.0.1: `GET state`, `GET log`, `GET log/N.wav`, `POST fault {fault, on}`, and for the player
 * `POST sounds?title=T` with the samples as they sound; a probe leaves nothing in the log. A refusal is `{error}` with status 400, 404, 405 or 413.
 */
export function openSpeakerControl(port: number, speaker: Controllable): Promise<Control> {
  return openControl(port, (request) => answer(request, speaker));
}

async function answer(request: ControlRequest, speaker: Controllable): Promise<ControlAnswer> {
  const { path } = request;
  const sound = /^\/log\/(\d+)\.wav$/.exec(path)?.[1];
  const method = sound === undefined ? methods[path] : 'GET';
  if (method === undefined) throw new ControlRefusal(404, `there is nothing at ${path}`);
  if (request.method !== method) throw new ControlRefusal(405, `${request.method} is not for ${path}`);
  if (sound !== undefined) return wavAnswer(speaker.log.wav(Number(sound)));
  if (path === '/log') return { status: 200, body: speaker.log.sounds() };
  if (path === '/sounds') return hear(request, speaker.log);
  if (path === '/fault') setFault(await request.body(), speaker);
  return { status: 200, body: speaker.state() };
}

/** Ends with the request; when the player goes away in the middle, the sound was not whole. */
async function hear({ query, bytes }: ControlRequest, log: SoundLog): Promise<ControlAnswer> {
  const title = query.get('title');
  if (title === null || title.length > longestTitle) throw new ControlRefusal(400, `title must be a text of at most ${longestTitle} characters`);
  const take = title === probeTitle ? silentTake : log.begin(title);
  try {
    for await (const chunk of bytes) take.add(Buffer.from(chunk));
  } catch {
    take.end(false);
    throw new ControlRefusal(400, 'the sound broke off');
  }
  take.end(true);
  return { status: 200, body: { isWhole: true } };
}

const silentTake: SoundTake = { add: () => undefined, end: () => undefined };

function setFault(body: unknown, speaker: Controllable): void {
  const fields = new Map<string, unknown>(typeof body === 'object' && body !== null ? Object.entries(body) : []);
  const fault = fields.get('fault');
  const on = fields.get('on');
  if (!isSpeakerFault(fault)) throw new ControlRefusal(400, `fault must be one of ${speakerFaults.join(', ')}`);
  if (typeof on !== 'boolean') throw new ControlRefusal(400, 'on must be true or false');
  speaker.setFault(fault, on);
}

function wavAnswer(wav: Uint8Array | null): ControlAnswer {
  if (wav === null) throw new ControlRefusal(404, 'there is no such sound');
  return { status: 200, body: wav, type: 'audio/wav' };
}
