import { expect, test } from 'vitest';
import { momentOf, numberOf, ticketOfQr } from './paper-number.ts';

test('a number is read as people write it, and nothing else is one', () => {
  expect([' a 5012 ', 'ZB5000', 'F007'].map(numberOf)).toEqual([{ prefix: 'A', n: 5012 }, { prefix: 'ZB', n: 5000 }, { prefix: 'F', n: 7 }]);
  expect(['', '5012', 'I12', 'A0', 'A12345', 'A5012x'].map(numberOf)).toEqual([null, null, null, null, null, null]);
});

test('a QR code is one of this hall, of another one, or none of a ticket', () => {
  const id = 'abcdefghijklmnopqrst_-';
  expect(ticketOfQr(`http://hall.example/t/test-hall.${id}\n`, 'test-hall')).toEqual({ ticketId: id });
  expect(ticketOfQr(`http://hall.example/t/a.b.${id}`, 'a.b')).toEqual({ ticketId: id });
  expect(ticketOfQr(`http://hall.example/t/other.${id}`, 'test-hall')).toEqual({ problem: 'otherHall' });
  for (const text of ['', id, 'http://hall.example/t/test-hall', `http://hall.example/t/test-hall.${id}x`]) expect(ticketOfQr(text, 'test-hall')).toEqual({ problem: 'noTicket' });
});

test('a time is the newest such moment, in the hall’s time zone', () => {
  const now = Date.parse('2026-11-22T10:05:30+08:00');
  const at = (typed: string) => momentOf(typed, now, 'Asia/Shanghai');
  expect([at('10:05'), at(' 9：40 '), at('23:59')]).toEqual(['2026-11-22T10:05:00+08:00', '2026-11-22T09:40:00+08:00', '2026-11-21T23:59:00+08:00'].map(Date.parse));
  expect(['', '24:00', '10:60', 'ten', '1005'].map(at)).toEqual([null, null, null, null, null]);
});
