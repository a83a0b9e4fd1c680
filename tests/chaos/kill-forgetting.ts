// Loaded before the hub's program: it dies by SIGKILL on its way from the close of a day to the last trace of who came, at the place that
// HALLCALL_KILL_AT names. The commit of the close is on the disk by then.
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const place = process.env['HALLCALL_KILL_AT'];
const { openSync, rmSync } = fs;
const isKey = (path: unknown): boolean => String(path).endsWith('day.key');
const dieAt = (here: string): void => {
  if (place === here) process.kill(process.pid, 'SIGKILL');
};

fs.openSync = (path, flags, mode) => {
  if (isKey(path) && flags === 'r+') dieAt('key');
  return openSync(path, flags, mode);
};
fs.rmSync = (path, options) => {
  if (isKey(path)) dieAt('unlink');
  rmSync(path, options);
  // Key and name are gone, the log of writes is not cut off yet.
  if (isKey(path)) dieAt('log');
};
syncBuiltinESMExports();
