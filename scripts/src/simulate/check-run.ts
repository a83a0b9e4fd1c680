// After a run: is the log whole, in the database and in the file, and do the read tables say what the log says?
import { rebuild, verifyLog, wholeLog } from '@hallcall/hub/in-process';
import { readLog } from './log-file.ts';
import type { Speaker } from './report.ts';
import { Unusable, unusableText } from './unusable.ts';

export const exitCodes = { good: 0, boundBroken: 1, unusable: 2, logBroken: 3, tablesDiffer: 4 } as const;

/** The exit code; prints what was found. The hall in `folder` must be closed. */
export async function checkRun({ folder, file, print }: { readonly folder: string; readonly file: string; readonly print: (line: string) => void }, { say, language }: Speaker): Promise<number> {
  const found: string[] = [];
  const isWhole = (await verifyLog({ data: folder }, wholeLog, (line) => found.push(line), language)) === 0;
  const root = rootOf(file, say, language);
  for (const line of found) print(line);
  if (!isWhole) return exitCodes.logBroken;
  if (root.kind === 'broken' || root.hash !== found.at(-1)) {
    print(root.kind === 'broken' ? root.sentence : say.simulate.rootDiffers({ file }));
    return exitCodes.logBroken;
  }
  const isSame = (await rebuild({ data: folder }, print, language)) === 0;
  return isSame ? exitCodes.good : exitCodes.tablesDiffer;
}

type Root = { readonly kind: 'root'; readonly hash: string | null } | { readonly kind: 'broken'; readonly sentence: string };

function rootOf(file: string, say: Speaker['say'], language: Speaker['language']): Root {
  try {
    return { kind: 'root', hash: readLog(file).root };
  } catch (error) {
    if (!(error instanceof Unusable)) throw error;
    return { kind: 'broken', sentence: unusableText(error.problem, say, language) };
  }
}
