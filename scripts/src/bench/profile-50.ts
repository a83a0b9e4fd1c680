// `npm run bench -- --profile`: what an issue at fifty kiosks costs the hub's main thread, part by part.
import { load, openKiosks } from './issue-50.ts';

/** Lines of a table. Microseconds of wall time an issue: what waits for the disk or another process is among them. */
export async function profile50({ isQuick, folder }: { readonly isQuick: boolean; readonly folder: string }): Promise<readonly string[]> {
  const ms = isQuick ? 1_500 : 5_000;
  const { hub, sockets, close } = await openKiosks(folder);
  await load(hub, sockets, ms / 2);
  await hub.startProfile();
  const { issues, perSecond } = await load(hub, sockets, ms);
  const parts = await hub.endProfile();
  await close();
  const all = parts.reduce((sum, { us }) => sum + us, 0);
  const row = (part: string, us: number): string => `| ${part} | ${(us / issues).toFixed(1)} | ${((100 * us) / all).toFixed(0)} % |`;
  return [`${Math.round(perSecond)} issues a second while it was profiled`, '| part | µs an issue | share |', '|---|---|---|', ...parts.map(({ part, us }) => row(part, us)), row('all', all)];
}
