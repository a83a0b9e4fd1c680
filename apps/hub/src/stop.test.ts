import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { startTestHub } from './testing/test-hub.ts';

test('a silent peer does not hold up the end', async () => {
  const hall = await startTestHub();
  const silent = connect(Number(new URL(hall.hub.url).port), '127.0.0.1');
  silent.write('GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n'
    + 'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n');
  expect(String((await once(silent, 'data'))[0])).toContain('101');
  await hall.discard();
}, 10_000);

test('a request under way does not hold up the end', async () => {
  const hall = await startTestHub();
  const slow = connect(Number(new URL(hall.hub.url).port), '127.0.0.1');
  slow.on('error', () => undefined);
  slow.write('POST /session HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 100\r\nExpect: 100-continue\r\n\r\n');
  expect(String((await once(slow, 'data'))[0])).toContain('100 Continue');
  await hall.discard();
}, 10_000);

test('what finishes only after the end is refused and breaks nothing', async () => {
  const hall = await startTestHub();
  await hall.close();
  await expect(hall.hub.engine.change(() => true)).rejects.toThrow('does not take commits');
  expect(hall.fatals).toEqual([]);
});
