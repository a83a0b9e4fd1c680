import type { KioskOptions } from './kiosk-options.ts';

/** One page over the whole screen, sound without a touch, nothing asked, nothing fetched, a profile of its own. */
export function chromiumArgs({ url, profile, size }: Pick<KioskOptions, 'url' | 'profile' | 'size'>, isRoot: boolean): string[] {
  return [
    `--app=${url}`, '--kiosk', `--user-data-dir=${profile}`, '--window-position=0,0', ...(size === null ? [] : [sizeArg(size)]),
    '--autoplay-policy=no-user-gesture-required', '--deny-permission-prompts', '--disable-pinch', '--overscroll-history-navigation=0',
    '--no-first-run', '--noerrdialogs', '--hide-crash-restore-bubble', '--password-store=basic', '--disable-features=Translate',
    '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-quic',
    // Chromium will not start for root otherwise; a kiosk does not run as root.
    ...(isRoot ? ['--no-sandbox'] : []),
  ];
}

/** Without a window manager the window comes up one pixel short of what is asked for (measured). */
const sizeArg = ({ width, height }: { readonly width: number; readonly height: number }): string => `--window-size=${width + 1},${height + 1}`;
