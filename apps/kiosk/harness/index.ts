// For tests: the built shell in a process of its own, with the stand-in for Electron.
export { startShell, type RunningShell, type ShellStart } from './run-shell.ts';
export { foreign, startStandInHome, type StandInHome } from './stand-in-home.ts';
