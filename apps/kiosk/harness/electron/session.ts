// The one session: who may have which permission, and what becomes of a download.
import type { BrowserContext } from '@playwright/test';
import { createEmitter } from './emitter.ts';
import type { Guard } from './guard.ts';

/** Electron's name of a permission → Chromium's, as Playwright spells them. */
const permissions: Readonly<Record<string, readonly string[]>> = {
  geolocation: ['geolocation'], notifications: ['notifications'], media: ['camera', 'microphone'], midi: ['midi'], 'clipboard-read': ['clipboard-read'],
};

type RequestHandler = (contents: object | null, permission: string, answer: (isGranted: boolean) => void, details: object) => void;

export function createSession(guard: Guard) {
  const { listening, send } = createEmitter();
  const downloads: { url: string; isPrevented: boolean }[] = [];
  let onRequest: RequestHandler | null = null;
  const object = guard.object('Session', {
    ...listening,
    setPermissionRequestHandler: (handler: RequestHandler | null) => void (onRequest = handler),
    setPermissionCheckHandler: () => undefined,
    setDevicePermissionHandler: () => undefined,
  });

  /** As Electron: approved unless somebody decides. */
  function isApproved(permission: string): boolean {
    let isGranted = onRequest === null;
    onRequest?.(null, permission, (answer) => void (isGranted = answer), {});
    return isGranted;
  }

  return {
    object,
    /** Lets Chromium give what main would give, and nothing else. */
    async apply(context: BrowserContext): Promise<void> {
      await context.grantPermissions(Object.keys(permissions).filter(isApproved).flatMap((permission) => permissions[permission] ?? []));
    },
    downloads: () => downloads,
    mayDownload: (contents: object, url: string): boolean => {
      const { isPrevented } = send('will-download', {}, { getURL: () => url }, contents);
      downloads.push({ url, isPrevented });
      return !isPrevented;
    },
  };
}
