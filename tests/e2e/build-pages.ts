import { ensurePages } from '@hallcall/scripts/pages';

/** Runs once before all specs: the pages as they are in the sources now. */
export default async function buildPages(): Promise<void> {
  if (process.env['HALLCALL_DIST'] === undefined) process.env['HALLCALL_DIST'] = await ensurePages();
}
