import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { systemTimers } from '@hallcall/link';
import jsQr from 'jsqr';
import { afterEach, expect, test } from 'vitest';
import { createPrinter } from '../driver/printer.ts';
import { loadProfile } from '../profile.ts';

type Program = { child: ChildProcessByStdio<Writable, Readable, null>; port: number; control: string };

const main = fileURLToPath(new URL('main.ts', import.meta.url));
const children: ChildProcessByStdio<Writable, Readable, null>[] = [];

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

async function start(...args: string[]): Promise<Program> {
  const child = spawn(process.execPath, [main, ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
  children.push(child);
  const [line] = await once(createInterface(child.stdout), 'line');
  const ready: { port: number; control: string } = JSON.parse(String(line));
  return { child, ...ready };
}

async function printOne(port: number): Promise<string> {
  const log = { info: () => undefined, warn: () => undefined };
  const address = { kind: 'tcp' as const, host: '127.0.0.1', port };
  const printer = createPrinter({ address, profile: loadProfile('gsH-80mm'), now: Date.now, timers: systemTimers, log });
  const lines = [
    { kind: 'text' as const, text: '政务服务中心 𠮷', align: 'center' as const },
    { kind: 'text' as const, text: 'A 012', size: 3 as const },
    { kind: 'qr' as const, text: 'http://hall.lan/t/demo.1' },
  ];
  const { outcome } = await printer.print({ jobId: 'j1', slip: { language: 'zh', lines } });
  await printer.close();
  return outcome;
}

async function get(url: string): Promise<unknown> {
  const response = await fetch(url);
  return response.json();
}

async function post(url: string, body: string): Promise<[number, unknown]> {
  const response = await fetch(url, { method: 'POST', body });
  return [response.status, await response.json()];
}

test('the program prints, shows its tickets, and its picture carries a QR code that a reader reads', async () => {
  const { port, control } = await start('--tcp', '0');
  expect(await printOne(port)).toBe('acked');
  expect(await get(`${control}/tickets`)).toMatchObject([
    { number: 1, text: ['A 012'], qr: ['http://hall.lan/t/demo.1'], cut: 'full', pictures: 1, png: 'tickets/1.png' },
  ]);
  const response = await fetch(`${control}/tickets/1.png`);
  expect(response.headers.get('content-type')).toBe('image/png');
  const image = await loadImage(await response.arrayBuffer());
  const context = createCanvas(image.width, image.height).getContext('2d');
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, image.width, image.height);
  expect(jsQr.default(data, image.width, image.height)?.data).toBe('http://hall.lan/t/demo.1');
});

test('faults are switched over HTTP, and mistakes are answered with a sentence', async () => {
  const { port, control } = await start();
  expect(await post(`${control}/fault`, '{"fault":"paperEnd","on":true}')).toMatchObject([200, { faults: ['paperEnd'] }]);
  expect(await printOne(port)).toBe('failed');
  expect(await post(`${control}/fault`, '{"fault":"paperEnd","on":false}')).toMatchObject([200, { faults: [] }]);
  expect(await printOne(port)).toBe('acked');
  expect(await post(`${control}/fault`, '{"fault":"fire","on":true}')).toMatchObject([400, { error: expect.stringContaining('paperEnd') }]);
  expect(await post(`${control}/fault`, '{"fault":"paperEnd"}')).toEqual([400, { error: 'on must be true or false' }]);
  expect(await post(`${control}/fault`, '{')).toMatchObject([400, { error: expect.any(String) }]);
  expect(await post(`${control}/fault`, 'x'.repeat(5000))).toMatchObject([413, { error: expect.stringContaining('4096') }]);
  expect(await post(`${control}/state`, '')).toMatchObject([405, {}]);
  expect(await get(`${control}/tickets/9.png`)).toEqual({ error: 'there is no such ticket' });
  expect(await get(`${control}/nothing`)).toEqual({ error: 'there is nothing at /nothing' });
});

test('a power cycle forgets what is buffered and comes back on the same port', async () => {
  const { port, control } = await start();
  await post(`${control}/fault`, '{"fault":"coverOpen","on":true}');
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined).end('half a ticket\n');
  await once(socket, 'close');
  expect(await get(`${control}/state`)).toMatchObject({ buffered: 14 });
  await post(`${control}/fault`, '{"fault":"coverOpen","on":false}');
  expect(await get(`${control}/state`)).toMatchObject({ buffered: 0, hasUncutPaper: true });
  expect(await post(`${control}/power`, '')).toMatchObject([200, { hasUncutPaper: false, port, tickets: 1 }]);
  expect(await printOne(port)).toBe('acked');
});

test('it ends when its parent ends its input, and on SIGTERM', async () => {
  const first = await start();
  first.child.stdin.end();
  expect(await once(first.child, 'exit')).toEqual([0, null]);
  const second = await start();
  second.child.kill('SIGTERM');
  expect(await once(second.child, 'exit')).toEqual([0, null]);
});

test('a taken port is said in words, with a failing exit', async () => {
  const { port } = await start();
  const child = spawn(process.execPath, [main, '--tcp', String(port)], { stdio: ['pipe', 'ignore', 'pipe'] });
  const [message] = await once(child.stderr, 'data');
  expect(String(message)).toContain('EADDRINUSE');
  expect(await once(child, 'exit')).toEqual([1, null]);
});
