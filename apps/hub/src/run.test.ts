import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { statSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import { ask } from './testing/http-client.ts';
import { auth, connectRaw } from './testing/raw-client.ts';
import { agentCredentials, issueTicket, temporaryFolder } from './testing/test-hub.ts';

const main = join(import.meta.dirname, 'main.ts');

type Run = { readonly child: ChildProcess; readonly lines: string[]; readonly errors: string[]; readonly ended: Promise<number | null> };

function run(args: readonly string[], language = 'C'): Run {
  const child = spawn(process.execPath, [main, ...args], { env: { ...process.env, LC_ALL: language }, stdio: ['pipe', 'pipe', 'pipe'] });
  const lines: string[] = [];
  const errors: string[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => lines.push(line));
  createInterface({ input: child.stderr }).on('line', (line) => errors.push(line));
  return { child, lines, errors, ended: once(child, 'close').then(([code]: (number | null)[]) => code ?? null) };
}

async function urlOf({ lines }: Run): Promise<string> {
  await expect.poll(() => lines.find((line) => line.startsWith('Hallcall hub ready: ')), { timeout: 20_000 }).toBeDefined();
  return lines.find((line) => line.startsWith('Hallcall hub ready: '))?.slice('Hallcall hub ready: '.length) ?? '';
}

test('a signal ends the hub cleanly: goodbye to clients, everything in one file, exit 0', async () => {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    const data = temporaryFolder();
    const hub = run(['--sample', '--port', '0', '--data', data]);
    const url = await urlOf(hub);
    const client = await connectRaw(url, auth(agentCredentials(data).token), Date.now);
    await issueTicket(client);
    hub.child.kill(signal);
    expect(await hub.ended).toBe(0);
    expect(client.byes()).toBe(1);
    expect(() => statSync(join(data, 'hall.db-wal'))).toThrow('ENOENT');
    expect(hub.errors).toEqual([]);
  }
});

test('a child takes addresses from its parent and ends when the parent’s pipe closes', async () => {
  const hub = run(['--sample', '--child', '--port', '0', '--data', temporaryFolder()]);
  const url = await urlOf(hub);
  expect((await ask(url, 'GET', '/sample')).status).toBe(503);
  hub.child.stdin?.write('agent http://127.0.0.1:9/\nnonsense\nagent no-address\n');
  await expect.poll(async () => (await ask(url, 'GET', '/sample')).body).toMatchObject({ agentUrl: 'http://127.0.0.1:9/', printerUrl: '/sim/printer/' });
  hub.child.stdout?.destroy();
  hub.child.stderr?.destroy();
  hub.child.stdin?.end();
  expect(await hub.ended).toBe(0);
});

test('what does not allow a start is one plain sentence in the language of LANG', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A listening TCP server has an address with a port.
  const { port } = server.address() as AddressInfo;
  const file = join(temporaryFolder(), 'file');
  writeFileSync(file, '');
  const taken = run(['--sample', '--port', String(port), '--data', temporaryFolder()], 'zh_CN.UTF-8');
  const unwritable = run(['--sample', '--port', '0', '--data', join(file, 'data')]);
  const unknown = run(['--sampel']);
  expect(await Promise.all([taken.ended, unwritable.ended, unknown.ended])).toEqual([1, 1, 2]);
  expect(taken.errors).toHaveLength(1);
  expect(taken.errors[0]).toContain(`端口 ${port} 已被占用`);
  expect(unwritable.errors).toHaveLength(1);
  expect(unwritable.errors[0]).toContain(file);
  expect(unknown.errors[0]).toContain('--sampel');
  server.close();
});
