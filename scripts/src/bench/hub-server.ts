// The real hub with the sample hall, without pages, and with the log that an installed one writes.
import { randomBytes } from 'node:crypto';
import { Session } from 'node:inspector/promises';
import { join } from 'node:path';
import { ClerkId, DeviceId, WindowId, type Actor, type WireCommand } from '@hallcall/domain';
import { newCommandId } from '@hallcall/client';
import { hubDefaults, openLog, startHub } from '@hallcall/hub';
import { Envelope, type Reply } from '@hallcall/protocol';
import { byPart } from './by-part.ts';

const [data = ''] = process.argv.slice(2);
const hub = await startHub({ ...hubDefaults, data, port: 0, sample: true, agentUrl: 'http://127.0.0.1:1/', quickCheck: false, log: openLog(join(data, 'log'), 'info').log });
const newId = () => randomBytes(16).toString('base64url');

const inspector = new Session();
inspector.connect();

// A benchmark that failed leaves no hub behind.
process.once('disconnect', () => process.exit());
process.on('message', (message: { kind: 'cpu' | 'startProfile' | 'endProfile' } | { kind: 'fill'; tickets: number }) => {
  switch (message.kind) {
    case 'cpu': {
      const { user, system } = process.cpuUsage();
      return process.send?.({ kind: 'cpu', value: user + system });
    }
    case 'fill':
      return void fill(message.tickets).then((events) => process.send?.({ kind: 'filled', value: events }));
    case 'startProfile':
      return void startProfile().then(() => process.send?.({ kind: 'profiling', value: null }));
    case 'endProfile':
      return void inspector.post('Profiler.stop').then(({ profile }) => process.send?.({ kind: 'profiled', value: byPart(profile) }));
  }
});
process.send?.({ kind: 'ready', value: hub.url });

async function startProfile(): Promise<void> {
  await inspector.post('Profiler.enable');
  await inspector.post('Profiler.setSamplingInterval', { interval: 200 });
  await inspector.post('Profiler.start');
}

/** Every ticket is issued, printed, called at window 1, started and finished; resolves with the number of events. */
async function fill(tickets: number): Promise<number> {
  const agent: Actor = { role: 'agent', deviceId: DeviceId.parse('kiosk-1'), band: { first: 5000, last: 5499 }, lastContactAt: null };
  const windowId = WindowId.parse('w1');
  const clerk: Actor = { role: 'clerk', isBank: false, clerkId: ClerkId.parse('c1'), windowId };
  const items = hub.state().day ? sampleItems() : [];
  await send(clerk, { type: 'window.open', windowId });
  for (let i = 0; i < tickets; i += 1) {
    const itemId = items[i % items.length];
    const ticketId = newId();
    const issued = send(agent, { type: 'ticket.issue', ticketId, items: [{ itemId, count: 1 }], language: 'zh', paper: 'pending' });
    await send(agent, { type: 'paper.report', ticketId, day: hub.state().day?.date, jobId: newId(), copy: 0, outcome: 'printed', at: Date.now() });
    await issued;
    await send(clerk, { type: 'window.callNext', windowId, active: null });
    const active = hub.state().windowById.get(windowId)?.active?.ticketId;
    if (!active) continue;
    const started = send(clerk, { type: 'stop.start', windowId, ticketId: active });
    await send(clerk, { type: 'stop.finish', windowId, ticketId: active, outcome: 'completed', count: 1, caseRef: null });
    await started;
  }
  return hub.engine.seq();
}

/** Items of the queues that window 1 serves. */
function sampleItems(): string[] {
  const { hall } = hub.engine.config();
  const queues = new Set(hall.windows[0]?.queues.map(({ queue }) => queue));
  return hall.items.filter((item) => queues.has(item.queue) && item.identity !== 'required').map((item) => item.id);
}

function send(actor: Actor, command: Record<string, unknown> & { type: WireCommand['type'] }): Promise<Reply> {
  const isFact = command.type === 'paper.report';
  const envelope = Envelope.parse({ hallId: 'sample', commandId: newCommandId(newId(), Date.now()), expiresAt: isFact ? null : Date.now() + 10_000, command });
  return new Promise((resolve) => hub.engine.submit(actor, envelope, resolve));
}
