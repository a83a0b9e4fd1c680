import { ensurePages } from '@hallcall/scripts/pages';
import { ensureShell } from '@hallcall/scripts/shell';

/** Runs once before all specs: the pages, and Electron's shell around them, as they are in the sources now. */
export default async function buildPages(): Promise<void> {
  if (process.env['HALLCALL_DIST'] === undefined) process.env['HALLCALL_DIST'] = await ensurePages();
  if (process.env['HALLCALL_SHELL'] === undefined) process.env['HALLCALL_SHELL'] = await ensureShell();
}
