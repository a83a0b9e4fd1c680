// For tests: the built shell in a process of its own, with the stand-in for Electron.
export { buildShell } from './build-shell.ts';
export { electronFolder, electronVersion } from './api/electron-files.ts';
export { startShell, type RunningShell, type ShellStart } from './run-shell.ts';
export { foreign, startStandInHome, type StandInHome } from './stand-in-home.ts';
