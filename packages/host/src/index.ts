export { FolderRefused, makeFolder } from './make-folder.ts';
export { tellSystemd } from './tell-systemd.ts';
