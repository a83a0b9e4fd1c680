import type { Profiler } from 'node:inspector';
import { expect, test } from 'vitest';
import { byPart } from './by-part.ts';

const node = (id: number, functionName: string, url: string, children: number[] = []): Profiler.ProfileNode => ({
  id, children, callFrame: { functionName, url, scriptId: '0', lineNumber: 0, columnNumber: 0 },
});

test('a sample belongs to the innermost frame that a part claims, what SQLite does to whoever ran the statement', () => {
  const nodes = [
    node(1, '(root)', '', [2, 6]),
    node(2, 'runGroup', 'file:///hall/apps/hub/src/engine/groups.ts', [3, 5]),
    node(3, 'issued', 'file:///hall/apps/hub/src/store/project.ts', [4]),
    node(4, '', ''),
    node(5, '', ''),
    node(6, 'tick', 'node:internal/timers'),
  ];
  const profile = { nodes, samples: [4, 3, 5, 6], timeDeltas: [50, 20, 100, 7], startTime: 0, endTime: 177 };
  expect(byPart(profile)).toEqual([
    { part: 'begin, commit, fsync', us: 100 },
    { part: 'read tables', us: 70 },
    { part: 'Node, the rest', us: 7 },
  ]);
});
