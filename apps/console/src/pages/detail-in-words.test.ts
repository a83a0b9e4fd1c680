import { texts } from '@hallcall/text';
import { expect, test } from 'vitest';
import { detailInWords } from './detail-in-words.ts';

test.each([
  ['voice.languageMissing', 'en', '英文', 'English'],
  ['voice.languageMissing', 'zh, ug', '中文、ug', 'Chinese, ug'],
  ['voice.clipsFaulty', 'zh/hao4: missing, en/one: cutOff, zh/yi1: odd', 'zh/hao4：缺失、en/one：不完整、zh/yi1：odd', 'zh/hao4: missing, en/one: cut off, zh/yi1: odd'],
  ['speaker.missing', '/usr/bin/paplay', '/usr/bin/paplay', '/usr/bin/paplay'],
  ['led.silent', '4, 2', '地址 4、2', 'No. 4, 2'],
  ['led.unreachable', '127.0.0.1:9 cannot be reached: connect ECONNREFUSED 127.0.0.1:9', '127.0.0.1:9：拒绝连接，那里没有程序在接听', '127.0.0.1:9: connection refused, no program listens there'],
  ['some.newer', 'flux 3', '系统原因：flux 3', 'System reason: flux 3'],
])('%s %s', (code, detail, zh, en) => {
  expect([detailInWords(texts('zh'), 'zh', { code, detail }), detailInWords(texts('en'), 'en', { code, detail })]).toEqual([zh, en]);
});
