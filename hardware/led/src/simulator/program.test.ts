import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { afterEach, expect, test } from 'vitest';
import { profileNamed, wish } from '../driver/bench.test.helper.ts';
import type { LedBus } from '../driver/led-bus.ts';
import { driveReal } from '../driver/real-line.test.helper.ts';

type Program = { child: ChildProcessByStdio<Writable, Readable, null>; port: number; control: string; bars: number[] };

const main = fileURLToPath(new URL('main.ts', import.meta.url));
const children: ChildProcessByStdio<Writable, Readable, null>[] = [];
const buses: LedBus[] = [];

afterEach(async () => {
  for (const bus of buses.splice(0)) await bus.close();
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

async function start(...args: string[]): Promise<Program> {
  const child = spawn(process.execPath, [main, ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
  children.push(child);
  const [line] = await once(createInterface(child.stdout), 'line');
  const ready: Omit<Program, 'child'> & { ready: boolean; pty: string | null } = JSON.parse(String(line));
  expect(ready).toMatchObject({ ready: true, pty: null });
  return { child, ...ready };
}

async function drawOn(port: number, text: string): Promise<void> {
  const bus = driveReal({ kind: 'tcp', host: '127.0.0.1', port }, profileNamed('onbon-6k-128x16'));
  buses.push(bus);
  const lit = new Promise((resolve) => {
    bus.onLit(resolve);
  });
  bus.show(new Map([[2, wish(text, 'call')]]));
  await lit;
}

async function get(url: string): Promise<unknown> {
  const response = await fetch(url);
  return response.json();
}

async function post(url: string, body: string): Promise<[number, unknown]> {
  const response = await fetch(url, { method: 'POST', body });
  return [response.status, await response.json()];
}

/** Share of red in a picture, and its size. */
async function look(png: ArrayBuffer): Promise<{ width: number; height: number; red: number }> {
  const image = await loadImage(png);
  const context = createCanvas(image.width, image.height).getContext('2d');
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, image.width, image.height);
  let red = 0;
  for (let at = 0; at < data.length; at += 4) if ((data[at] ?? 0) > 200 && (data[at + 2] ?? 0) < 140) red += 1;
  return { width: image.width, height: image.height, red };
}

test('the program draws what it was told; an unchanged picture costs nothing', async () => {
  const { port, control, bars } = await start('--tcp', '0', '--bars', '1,2');
  expect(bars).toEqual([1, 2]);
  const dark = await look(await (await fetch(`${control}/bars/2.png`)).arrayBuffer());
  expect(dark).toEqual({ width: 128 * 8 + 40, height: 16 * 8 + 40, red: 0 });
  await drawOn(port, '暂停服务');
  expect(await get(`${control}/state`)).toMatchObject({
    profile: 'onbon-6k-128x16', width: 128, height: 16, port, faults: [],
    bars: [{ address: 1, text: '', frames: 0 }, { address: 2, text: '暂停服务', colour: 'red', isOn: true, errors: 0 }],
  });
  const response = await fetch(`${control}/bars/2.png`);
  expect(response.headers.get('content-type')).toBe('image/png');
  const tag = response.headers.get('etag') ?? '';
  // Four characters of at least 50 lit dots, each a disc of some 25 pixels.
  expect((await look(await response.arrayBuffer())).red).toBeGreaterThan(4 * 50 * 15);
  expect((await fetch(`${control}/bars/2.png`, { headers: { 'if-none-match': tag } })).status).toBe(304);
  expect((await fetch(`${control}/bars/1.png`, { headers: { 'if-none-match': tag } })).status).toBe(200);
});

test('faults and power are switched over HTTP for one bar or all, and mistakes are answered with a sentence', async () => {
  const { port, control } = await start('--bars', '1,2');
  expect(await post(`${control}/fault`, '{"fault":"nack","on":true,"address":2}')).toMatchObject([200, { faults: ['nack 2'] }]);
  expect(await post(`${control}/fault`, '{"fault":"slow","on":true}')).toMatchObject([200, { faults: ['nack 2', 'slow'] }]);
  expect(await post(`${control}/fault`, '{"fault":"nack","on":false}')).toMatchObject([200, { faults: ['slow'] }]);
  await drawOn(port, 'A012');
  expect(await post(`${control}/power`, '{"address":2}')).toMatchObject([200, { bars: [{ isOn: true }, { isOn: false, text: '' }] }]);
  expect(await post(`${control}/fault`, '{"fault":"unplugged","on":true}')).toMatchObject([200, { faults: ['slow', 'unplugged'] }]);
  expect(await post(`${control}/fault`, '{"fault":"fire","on":true}')).toMatchObject([400, { error: expect.stringContaining('silentAddress') }]);
  expect(await post(`${control}/fault`, '{"fault":"nack"}')).toEqual([400, { error: 'on must be true or false' }]);
  expect(await post(`${control}/power`, '{"address":9}')).toEqual([400, { error: 'address must be one of 1, 2' }]);
  expect(await post(`${control}/state`, '')).toMatchObject([405, {}]);
  expect(await get(`${control}/bars/9.png`)).toEqual({ error: 'there is no such bar' });
  expect(await get(`${control}/nothing`)).toEqual({ error: 'there is nothing at /nothing' });
});

test('it ends when its parent ends its input, and says what is wrong with its options', async () => {
  const { child, port } = await start();
  const taken = spawn(process.execPath, [main, '--tcp', String(port)], { stdio: ['pipe', 'ignore', 'pipe'] });
  const unknown = spawn(process.execPath, [main, '--profile', 'lingxin'], { stdio: ['pipe', 'ignore', 'pipe'] });
  const ends = Promise.all([once(taken, 'exit'), once(unknown, 'exit')]);
  const messages = await Promise.all([once(taken.stderr, 'data'), once(unknown.stderr, 'data')]);
  expect(messages.map(String)).toEqual([expect.stringContaining('EADDRINUSE'), expect.stringContaining('there is no LED profile "lingxin"')]);
  expect(await ends).toEqual([[1, null], [2, null]]);
  child.stdin.end();
  expect(await once(child, 'exit')).toEqual([0, null]);
});
