// `node apps/kiosk/harness/api/write-electron-api.ts` after a new version of electron; the difference shows what changed.
import { writeFileSync } from 'node:fs';
import { apiFile, electronTypes, electronVersion } from './electron-files.ts';
import { apiText } from './api-text.ts';

writeFileSync(apiFile, apiText(electronVersion(), electronTypes()));
