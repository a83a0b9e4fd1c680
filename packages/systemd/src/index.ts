export { tellSystemd } from './tell-systemd.ts';
