// A board whose browser wants a touch before it sounds. Any question to its page would count as that touch in Chromium: until
// the touch, the board is known by what it tells the hub.
import { chromium, expect, test, type Page, type WebSocket } from '@playwright/test';
import { pause } from '../chaos/until.ts';
import { openBoard } from './open-pages.ts';
import { openPageHall, type PageHall } from './page-hall.ts';

let hall: PageHall;
test.beforeAll(async () => {
  hall = await openPageHall();
});
test.afterAll(() => hall.close());

/** What the page says of its voice, report by report. Call before the page connects. */
function recordVoice(page: Page): unknown[] {
  const codes: unknown[] = [];
  page.on('websocket', (socket: WebSocket) => {
    socket.on('framesent', ({ payload }) => {
      const code = /"part":"voice".*?"code":"([^"]+)"/.exec(String(payload))?.[1];
      if (code !== undefined) codes.push(code);
    });
  });
  return codes;
}

for (const { width, height } of [{ width: 1920, height: 1080 }, { width: 1080, height: 1920 }]) {
  test(`board of ${width}×${height} in a browser that allows no sound by itself: a touch of its button, in its corner, lets it sound`, async () => {
    const strict = await chromium.launch({
      executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--autoplay-policy=document-user-activation-required'],
    });
    try {
      const board = await openBoard(strict, hall, 'b1', { query: 'lang=en' });
      await board.setViewportSize({ width, height });
      const codes = recordVoice(board);
      await board.reload();
      await expect.poll(() => codes.at(-1)).toBe('voice.suspended');
      // A touch of the board elsewhere changes nothing.
      await board.mouse.click(width / 2, height / 2);
      await pause(1_000);
      expect(codes.at(-1)).toBe('voice.suspended');
      await board.mouse.click(width - 80, height - 60);
      // The hall of this test has no clips: the page may sound, and says what it lacks now.
      await expect.poll(() => codes.at(-1)).toBe('voice.noClips');
      await expect(board.getByTestId('sound-off')).toHaveCount(0);
    } finally {
      await strict.close();
    }
  });
}
