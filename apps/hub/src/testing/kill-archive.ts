// Archives the folder named by the first argument into the file named by the second, and dies just before the commit of the removal.
import { archiveDays } from '../command/archive.ts';
import { openStore } from '../store/open-store.ts';

const [folder = '', file = ''] = process.argv.slice(2);
archiveDays(openStore({ folder }), { before: null, file }, { written: () => undefined, removed: () => process.kill(process.pid, 'SIGKILL') });
