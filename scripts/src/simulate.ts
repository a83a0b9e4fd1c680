// `npm run simulate -- --day quiet|busy|overload [--seed S] [--speed 1000] [--log FILE] [--config FILE]`: a synthetic day on the real
// engine and store; `--replay LOG [--config FILE]` decides the calls of a day anew. Exit codes: simulate/check-run.ts.
import { setTimeout as sleep } from 'node:timers/promises';
import { Refusal } from '@hallcall/hub';
import { problemText } from '@hallcall/hub/hall';
import { languageFromEnvironment, texts } from '@hallcall/text';
import { exitCodes } from './simulate/check-run.ts';
import { readSimulateCommand } from './simulate/command.ts';
import { days } from './simulate/profile.ts';
import { runSimulation } from './simulate/run-simulation.ts';
import { Unusable, unusableText } from './simulate/unusable.ts';

const language = languageFromEnvironment(process.env);
const say = texts(language);
try {
  const command = readSimulateCommand(process.argv.slice(2));
  process.exitCode = await runSimulation({ days, command, say, language, print: console.log, now: () => performance.now(), sleep: (ms) => sleep(ms) });
} catch (error) {
  if (error instanceof Unusable) console.error(unusableText(error.problem, say, language));
  else if (error instanceof Refusal) console.error(problemText(error.problem, language).join('\n'));
  else throw error;
  process.exitCode = exitCodes.unusable;
}
