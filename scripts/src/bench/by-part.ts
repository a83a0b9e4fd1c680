// Where the hub's time goes, part by part: each sample of a CPU profile belongs to the innermost frame that a part claims.
import type { Profiler } from 'node:inspector';

export type Part = { readonly part: string; readonly us: number };

/** In the order in which a frame, written `function file`, is asked. What SQLite does shows under the function that ran the statement. */
const parts: readonly (readonly [string, RegExp])[] = [
  ['waiting for messages', /^\(idle\)/],
  ['garbage collector', /^\(garbage collector\)/],
  ['begin, commit, fsync', /^runGroup .*engine\/groups/],
  ['sha256: chain and body', /^(chainHash|hashBody) /],
  ['log: JSON and insert', /store\/event-log/],
  ['table of commands', /store\/command-table/],
  ['read tables', /store\/project/],
  ['look-ups in tables', /apps\/hub\/src\/store\//],
  ['validation (zod)', /node_modules\/zod\//],
  ['views', /apps\/hub\/src\/view\/|packages\/domain\/src\/view\//],
  ['fold', /packages\/domain\/src\/evolve/],
  ['rules', /packages\/domain\/src\//],
  ['log line and metrics', /engine-report|metrics\.ts|node_modules\/(pino|prom-client|sonic-boom)\//],
  ['Socket.IO: requests, replies, views', /node_modules\/(socket\.io|engine\.io|ws|@socket\.io)|^(onStreamRead|writev|writeUtf8String) /],
  ['engine, the rest', /apps\/hub\/src\//],
];
const rest = 'Node, the rest';

/** Microseconds a part, the dearest first. */
export function byPart({ nodes, samples = [], timeDeltas = [] }: Profiler.Profile): Part[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const parentOf = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id] as const)));
  const usByPart = new Map<string, number>();
  for (const [index, id] of samples.entries()) {
    const part = partOf(id);
    usByPart.set(part, (usByPart.get(part) ?? 0) + (timeDeltas[index] ?? 0));
  }
  return [...usByPart].map(([part, us]) => ({ part, us })).toSorted((a, b) => b.us - a.us);

  function partOf(leaf: number): string {
    for (let id: number | undefined = leaf; id !== undefined; id = parentOf.get(id)) {
      const frame = byId.get(id)?.callFrame;
      const text = `${frame?.functionName ?? ''} ${frame?.url ?? ''}`;
      const part = parts.find(([, claims]) => claims.test(text));
      if (part) return part[0];
    }
    return rest;
  }
}
