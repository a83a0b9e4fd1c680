import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { HallConfig, HallEvent } from '@hallcall/domain';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { AnnouncerReport, ClaimSpeech, ClerkChange, Envelope, Handshake, HealthReport, PairingClaim, PairingConfirm, PairingRequest, Setup, SignIn, isPermitted, permits } from './index.ts';
import { PROTOCOL_VERSION } from './version.ts';

const page = readFileSync(new URL('../PROTOCOL.md', import.meta.url), 'utf8');
const wire = { AnnouncerReport, ClaimSpeech, ClerkChange, Envelope, Handshake, HallConfig, HallEvent, HealthReport, PairingClaim, PairingConfirm, PairingRequest, Setup, SignIn };

test('the schema of the wire moves only together with its version', async () => {
  const schema = Object.fromEntries(Object.entries(wire).map(([name, type]) => [name, z.toJSONSchema(type, { io: 'input' })]));
  const text = `${JSON.stringify({ version: PROTOCOL_VERSION, schema }, null, 2)}\n`;
  await expect(text).toMatchFileSnapshot(`snapshot/wire-v${PROTOCOL_VERSION}.json`);
  const fingerprint = createHash('sha256').update(JSON.stringify(schema)).digest('hex').slice(0, 16);
  expect(page).toContain(`Schema fingerprint: \`${fingerprint}\``);
});

test('every envelope printed in PROTOCOL.md is one', () => {
  const blocks = [...page.matchAll(/```json envelope\n([\s\S]*?)```/g)].map(([, block = '']) => Envelope.parse(JSON.parse(block)));
  expect(blocks.length).toBeGreaterThanOrEqual(5);
});

test('every event printed in PROTOCOL.md is one', () => {
  const replies = [...page.matchAll(/```json reply\n([\s\S]*?)```/g)].map(([, block = '']) => JSON.parse(block));
  const events = replies.flatMap((reply: { events?: { event: unknown }[] }) => reply.events ?? []).map(({ event }) => HallEvent.parse(event));
  expect(events.map((event) => event.type)).toEqual(['ticket.called']);
});

test('PROTOCOL.md names every command with the roles that may send it', () => {
  for (const [type, roles] of Object.entries(permits)) expect(page).toContain(`| \`${type}\` | ${roles.join(', ')} |`);
});

test('permits: a role may send exactly what the table says', () => {
  expect(isPermitted('clerk', 'window.callNext')).toBe(true);
  expect(isPermitted('manager', 'window.callNext')).toBe(false);
  expect(isPermitted('display', 'ticket.issue')).toBe(false);
});

test('an envelope of a broken shape is refused with the path', () => {
  const result = Envelope.safeParse({ hallId: 'h', commandId: 'short', expiresAt: null, command: { type: 'day.open', colour: 'red' } });
  expect(result.error?.issues.map((issue) => issue.path.join('.'))).toEqual(['commandId', 'command']);
});

test('internal commands do not pass the wire', () => {
  for (const type of ['clock.tick', 'epoch.raise', 'config.adopt', 'registry.change']) {
    const command = { type, version: 1, epoch: 1, reason: 'restored', agents: [] };
    expect(Envelope.safeParse({ hallId: 'h', commandId: 'a'.repeat(22), expiresAt: null, command }).success).toBe(false);
  }
});
