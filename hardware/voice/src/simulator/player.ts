/*
 * The player of the simulated speaker, in the place of paplay:
 *   node hardware/voice/src/simulator/player.ts --server URL --stream-name TITLE --rate=48000 < samples
 * It takes raw s16le at the pace of a sound card and sends on what sounds. 0: all was heard, 1: it was not, 2: wrong
 * arguments. It ends with the program that started it.
 */
import { get, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { soundCard } from './sound-card.ts';

type State = { readonly faults: readonly string[]; readonly cutAfterMs: number; readonly wakeMs: number };

const { values } = parseArgs({
  options: {
    server: { type: 'string' },
    'stream-name': { type: 'string', default: '' },
    rate: { type: 'string', default: '48000' },
    format: { type: 'string', default: 's16le' },
    channels: { type: 'string', default: '1' },
  },
});
const server = values.server ?? '';
if (!URL.canParse(server) || values.rate !== '48000' || values.format !== 's16le' || values.channels !== '1') {
  fail(2, 'needs --server URL, and takes s16le, one channel, 48000 only');
}
const parent = process.ppid;
setInterval(() => {
  if (process.ppid !== parent) fail(1, 'nobody is left to play for');
}, 500);

const { faults, cutAfterMs, wakeMs } = await stateOf(server);
if (faults.includes('missing')) fail(127, 'no such program (simulated)');
if (faults.includes('fails')) fail(1, 'no sound card (simulated)');
if (!faults.includes('hangs')) await play();

async function play(): Promise<void> {
  const url = new URL(`/sounds?title=${encodeURIComponent(values['stream-name'])}`, server);
  const call = request(url, { method: 'POST', headers: { 'content-type': 'application/octet-stream' } });
  call.setNoDelay(true);
  call.once('error', (error) => fail(1, error.message));
  const options = { wakeMs: faults.includes('slow') ? wakeMs : 0, cutAfterMs: faults.includes('cutsMidWord') ? cutAfterMs : null };
  const isWhole = await soundCard(process.stdin, options, (bytes) => void call.write(bytes));
  if (!isWhole) fail(1, 'the sound broke off (simulated)');
  call.once('response', (response) => {
    if (response.statusCode === 200) process.exit(0);
    fail(1, `the speaker answered ${response.statusCode}`);
  });
  call.end();
}

async function stateOf(url: string): Promise<State> {
  return new Promise((resolve) => {
    get(new URL('/state', url), (response) => {
      // The simulator of this folder answers.
      text(response).then((body) => resolve(JSON.parse(body) as State), (error: unknown) => fail(1, String(error)));
    }).once('error', (error) => fail(1, error.message));
  });
}

function fail(code: number, message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(code);
}
