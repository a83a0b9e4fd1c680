// The program: `hub [start] | backup FILE | restore FILE | rebuild | verify-log | archive`. Sentences go to people, details to the log.
import { languageFromEnvironment, texts, type Language } from '@hallcall/text';
import { readCommandLine } from './command-line.ts';
import { archive } from './command/archive.ts';
import { backUp } from './command/backup.ts';
import { rebuild } from './command/rebuild.ts';
import { restore } from './command/restore.ts';
import { verifyLog } from './command/verify-log.ts';
import { problemText } from './problem-text.ts';
import { run } from './run.ts';
import { readSettings } from './settings.ts';
import { Refusal } from './store/refusal.ts';
import { systemFault } from './system-fault.ts';

const language = languageFromEnvironment(process.env);

/** Resolves with the exit code, or never while the hub runs. */
async function main(args: readonly string[]): Promise<number> {
  const invocation = readCommandLine(args);
  const { commandLine: say } = texts(language);
  switch (invocation.kind) {
    case 'start':
      return run(readSettings(invocation.flags, process.env), { language, isChild: invocation.flags.child });
    case 'backup':
      return backUp(readSettings(invocation.flags, process.env), invocation.file, tell, language);
    case 'restore':
      return restore(readSettings(invocation.flags, process.env), invocation.file, tell, language);
    case 'rebuild':
      return rebuild(readSettings(invocation.flags, process.env), tell, language);
    case 'verifyLog':
      return verifyLog(readSettings(invocation.flags, process.env), invocation.wanted, tell, language);
    case 'archive':
      return archive(readSettings(invocation.flags, process.env), invocation, tell, language);
    case 'help':
      tell(say.usage);
      return 0;
    case 'noFile':
      complain([say.noFile(invocation), say.usage]);
      return 2;
    case 'unknownCommand':
      complain([say.unknownCommand(invocation), say.usage]);
      return 2;
    case 'unknownOption':
      complain([say.unknownOption(invocation), say.usage]);
      return 2;
  }
}

const tell = (line: string): void => void process.stdout.write(`${line}\n`);

function complain(lines: readonly string[]): void {
  process.stderr.write(`${lines.join('\n')}\n`);
}

function explain(error: unknown, inLanguage: Language): number {
  const fault = systemFault(error, inLanguage);
  if (!(error instanceof Refusal) && fault === null) throw error;
  complain(error instanceof Refusal ? problemText(error.problem, inLanguage) : [fault ?? '']);
  return 1;
}

process.exitCode = await main(process.argv.slice(2)).catch((error: unknown) => explain(error, language));
