// Why the agent does not start, as a sentence for whoever started it; null for what nobody foresaw.
import { join } from 'node:path';
import { FolderRefused } from '@hallcall/host';
import { texts, type Language } from '@hallcall/text';
import { OutboxRefused } from './store/open-outbox.ts';

/** `folder` and `port` are those that were asked for. */
export function explainStart(error: unknown, language: Language, asked: { readonly folder: string; readonly port: number }): string | null {
  const t = texts(language).commandLine;
  if (error instanceof OutboxRefused) {
    const file = join(asked.folder, 'agent.db');
    return { locked: t.agentRunning({ folder: asked.folder }), newer: t.agentFileNewer({ file }), damaged: t.agentFileDamaged({ file }) }[error.code];
  }
  if (error instanceof FolderRefused && error.code !== 'ENOSPC') return t.folderUnwritable(error);
  const code = error instanceof Error && 'code' in error ? error.code : null;
  switch (code) {
    case 'EADDRINUSE': return t.portInUse({ port: asked.port });
    case 'EACCES': case 'EROFS': case 'EPERM': case 'ENOTDIR': case 'EEXIST': case 'SQLITE_CANTOPEN': case 'SQLITE_READONLY': return t.folderUnwritable({ folder: asked.folder });
    case 'ENOSPC': case 'SQLITE_FULL': return t.diskFull({ folder: asked.folder });
    default: return null;
  }
}
