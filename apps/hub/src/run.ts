// The hub as a process: it says where it is, listens to its parent, and ends cleanly within three seconds.
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { createHash } from 'node:crypto';
import { tellSystemd } from '@hallcall/host';
import { texts, type Language } from '@hallcall/text';
import { openLog } from './capped-log.ts';
import { problemText } from './problem-text.ts';
import { optionsFrom, type Settings } from './settings.ts';
import { startHub, type Hub } from './start-hub.ts';
import { lockData } from './store/lock-data.ts';
import { Refusal } from './store/refusal.ts';

const stopWithinMs = 2_800;

/** Resolves with the exit code once the hub has ended. */
export async function run(settings: Settings, { language, isChild }: { language: Language; isChild: boolean }): Promise<number> {
  lockData(settings.data).close();
  // A parent that died took its end of the pipes with it; what is said to it then is said to nobody.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  const { log, flush } = openLog(join(settings.data, 'log'), settings.logLevel);
  const dist = settings.dist ?? resolve(import.meta.dirname, '../../../dist');
  const hub = await startHub(optionsFrom(settings, { language, log, dist, build: buildOf(dist), fatal: (error) => die(error, flush, language) }));
  for (const notice of hub.notices) process.stdout.write(`${notice}\n`);
  // Whoever hears that it is ready may end it in the same moment.
  const asked = untilAskedToStop(hub, isChild);
  process.stdout.write(`Hallcall hub ready: ${hub.url}\n`);
  log.info({ url: hub.url }, 'ready');
  const tellStopping = tellSystemd(process.env, process.pid);
  const reason = await asked;
  tellStopping();
  log.info({ reason }, 'stopping');
  const late = setTimeout(() => die(new Error('the hub did not stop in time'), flush, language), stopWithinMs);
  await hub.close();
  clearTimeout(late);
  flush();
  process.stdout.write(`${texts(language).commandLine.stopped}\n`);
  return 0;
}

/** A signal, or the parent's pipe closing; until then the parent may name addresses on it. */
async function untilAskedToStop(hub: Hub, isChild: boolean): Promise<string> {
  const lines = isChild ? createInterface({ input: process.stdin }) : null;
  const reason = await new Promise<string>((stop) => {
    process.once('SIGTERM', () => stop('SIGTERM'));
    process.once('SIGINT', () => stop('SIGINT'));
    lines?.on('line', (line) => takeAddress(hub, line));
    lines?.once('close', () => stop('the parent is gone'));
  });
  // A parent that keeps its end open must not keep this process alive.
  lines?.close();
  return reason;
}

/** `agent URL` or `sim NAME URL`: where the other programs of the sample hall have come up. */
function takeAddress(hub: Hub, line: string): void {
  const [what, first, second] = line.trim().split(' ');
  if (what === 'agent' && first && URL.canParse(first)) hub.setAgentUrl(first);
  if (what === 'sim' && first && second && URL.canParse(second)) hub.setSimulator(first, second);
}

/** Names what the pages were built from: their HTML names every asset by its content. */
function buildOf(dist: string): string {
  try {
    const html = ['console', 'window', 'display'].map((page) => readFileSync(join(dist, page, 'index.html')));
    return createHash('sha256').update(Buffer.concat(html)).digest('hex').slice(0, 12);
  } catch {
    return 'unbuilt';
  }
}

/** A broken invariant or a damaged file: say it, and leave at once so that a supervisor starts a fresh process. */
function die(error: unknown, flush: () => void, language: Language): never {
  const lines = error instanceof Refusal ? problemText(error.problem, language) : [String(error instanceof Error ? error.stack : error)];
  process.stderr.write(`${lines.join('\n')}\n`);
  flush();
  process.exit(70);
}
