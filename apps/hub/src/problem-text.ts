// A refusal as a sentence for whoever started the program.
import { placedFaultText, texts, type Language } from '@hallcall/text';
import type { Damage, Problem } from './store/refusal.ts';

/** One line a problem. */
export function problemText(problem: Problem, language: Language): string[] {
  const { commandLine: say, close } = texts(language);
  switch (problem.code) {
    case 'folder.unwritable':
      return [say.folderUnwritable(problem)];
    case 'folder.inUse':
      return [say.hubRunning(problem)];
    case 'disk.full':
      return [say.diskFull(problem)];
    case 'database.newer':
      return [say.databaseNewer(problem)];
    case 'database.damaged':
      return [say.databaseDamaged(problem), damageText(problem.reason, language)];
    case 'file.missing':
      return [say.fileMissing(problem)];
    case 'file.exists':
      return [say.backupExists(problem)];
    case 'folder.noBackup':
      return [say.backupNoFolder(problem)];
    case 'port.invalid':
      return [say.portInvalid(problem)];
    case 'file.other':
      return [say.restoreRefused({ reason: `${problem.file}: ${damageText(problem.reason, language)}` })];
    case 'folder.otherHall':
      return [say.otherHall(problem)];
    case 'archive.damaged':
      return [close.archive.damaged(problem)];
    case 'archive.tooRecent':
      return [problem.latest === null ? close.archive.tooFew(problem) : close.archive.tooRecent({ ...problem, latest: problem.latest })];
    case 'archive.nothing':
      return [close.archive.nothing(problem)];
    case 'archive.exists':
      return [close.archive.exists(problem)];
    case 'port.inUse':
      return [say.portInUse(problem)];
    case 'config.invalid':
      return problem.problems.map((one) => say.configInvalid({ file: problem.file, problem: typeof one === 'string' ? one : placedFaultText(texts(language), one) }));
  }
}

function damageText(reason: Damage, language: Language): string {
  const { commandLine: say } = texts(language);
  if (typeof reason === 'string') return say.damage[reason];
  return 'seq' in reason ? say.damagedEvent(reason) : say.damageSeen(reason);
}
