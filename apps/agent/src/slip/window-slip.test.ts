import type { SlipContent, SlipOrder } from '@hallcall/domain';
import { systemTimers } from '@hallcall/link';
import { createPrinter, loadProfile, startPrinterSimulator, type Slip, type SlipLine } from '@hallcall/printer';
import { expect, test } from 'vitest';
import { modelConfig } from '../model/model-hall.test.helper.ts';
import type { WindowSlipSource } from './slip-source.ts';
import { windowSlip } from './window-slip.ts';

const long = {
  zh: '《中华人民共和国市场主体登记管理条例》第九条、第十条，《市场主体登记管理条例实施细则》（2022年国家市场监督管理总局令第52号）第二十五条',
  en: 'Articles 9 and 10 of the Regulation on the Registration and Administration of Market Entities, and Article 25 of its Implementing Rules of 2022',
};
const source: WindowSlipSource = {
  hall: modelConfig({ payment: { queue: 'QB', payee: { zh: '专户', en: 'Account' }, expiresAfterDays: 15 } }), linkBase: 'http://hall.test', isLinkPublic: false,
  itemName: () => ({ zh: '特种设备生产单位许可（含设计、制造、安装、改造、修理）延续申请', en: 'Renewal of a permit for makers of special equipment: design, production, installation, alteration and repair' }),
  itemFacts: () => ({ basis: long, procedure: { zh: '受理→审查→决定', en: 'accepted → examined → decided' }, timeLimit: { legalDays: 20, promisedDays: 5 }, fee: { charge: 'schedule', payAt: 'bank', text: long } }),
  material: (id) => (id === 'known' ? { zh: '经办人居民身份证原件及正反面复印件', en: 'Identity card of whoever applies, and copies of both of its sides', copies: 2 } : null),
};

const materials = {
  kind: 'materials', queueId: 'QA', items: [{ itemId: 'IA', count: 1 }], materials: ['known', 'gone'], other: '法定代表人签字的授权委托书，写明委托事项、权限和期限', note: '复印件须加盖公章',
  pass: { passId: 'p', code: '04817263', validUntil: '2026-11-27' },
} as unknown as SlipContent;
const payment = {
  kind: 'payment',
  notice: {
    number: '20261122-48172630', lines: [{ itemId: 'IA', basis: long.zh, fen: 123_450, quantity: 99 }, { itemId: 'IA', basis: '标准', fen: 2_000, quantity: 1 }], waiver: { fen: 1_000_050, basis: long.zh },
    fen: 11_223_500, payee: '某某省某某市某某区财政局非税收入财政专户', code: '33010026000001234567', issuedAt: 0, expiresAt: Date.UTC(2026, 11, 7, 1),
  },
} as unknown as SlipContent;
const order = (content: SlipContent, more: Partial<SlipOrder> = {}): SlipOrder => ({
  jobId: 'j', copy: 0, day: '2026-11-22', windowId: 'W1', number: { prefix: 'A', n: 12 }, language: 'zh', at: Date.UTC(2026, 10, 22, 1, 5), content, ...more,
}) as unknown as SlipOrder;

const textsOf = (line: SlipLine): string[] => {
  if (line.kind === 'text') return [line.text];
  return line.kind === 'pair' ? [line.left, line.right] : [];
};
const words = (slip: Slip): string[] => slip.lines.flatMap(textsOf);

test('the payment notice: item by item with basis and sum, waiver, total, payee, code, where, until when', () => {
  const slip = windowSlip(order(payment), source);
  const said = words(slip);
  for (const text of ['A\u00a0012', '20261122-48172630', `依据：${long.zh}`, '每件 1,234.50元，共 99 件', '122,215.50元', '-10,000.50元', '应缴合计 112,235元', '33010026000001234567', '1号窗口', '2026年12月7日星期一']) expect(said).toContain(text);
  // Of the first charge and of the waiver.
  expect(said.filter((text) => text === `依据：${long.zh}`)).toHaveLength(2);
  expect(slip.lines).toContainEqual({ kind: 'qr', text: '20261122-48172630' });
});

test('the notice of missing materials: item, law, promise, fee, what is missing, where to return, the code twice, redress', () => {
  const slip = windowSlip(order(materials), source);
  const said = words(slip);
  for (const text of ['一次性告知单', `审批依据 ${long.zh}`, '审批程序 受理→审查→决定', '办理时限 法定 20 个工作日，承诺 5 个工作日', '□ 经办人居民身份证原件及正反面复印件', '2 份', '□ gone', '部门', '1号窗口', '0481\u00a07263', '2026-11-27 前有效（含当日），只能取一次号', '对告知有异议，或办不成事，请到导办台反映。']) expect(said).toContain(text);
  expect(slip.lines).toContainEqual({ kind: 'qr', text: '04817263' });
  expect(said.some((text) => text.startsWith('补打'))).toBe(false);
});

test('without a pass the notice promises none, and what the catalogue lacks is left out', () => {
  const bare = { ...source, itemFacts: () => null };
  const said = words(windowSlip(order({ ...materials, pass: null } as SlipContent), bare));
  expect(said.filter((text) => text.includes('回访码') || text.includes('审批依据'))).toEqual([]);
});

test('English visitors read English, and every further copy says so', () => {
  const english = order({ ...materials, other: null, note: null } as SlipContent, { language: 'en', copy: 2 });
  const said = words(windowSlip(english, source));
  expect(said.join('')).not.toMatch(/\p{Script=Han}/u);
  expect(said).toEqual(expect.arrayContaining(['Missing materials', 'REPRINT', 'Copy 2, same content as the first']));
});

const timing = {
  link: { openMs: 1000, firstRetryMs: 20, lastRetryMs: 100, soundAfterMs: 1000 },
  connectMs: 1000, replyMs: 250, pollMs: 40, ackMs: 2000, ackPollMs: 60, faultGraceMs: 150, writeSlackMs: 2000, recoverMs: 20,
};

/** Everything printed is there, whatever line it fell on. */
const solid = (lines: readonly string[]): string => lines.join('').replaceAll(/[\s\u00a0]/gu, '');

test.each([['gsH-80mm', 576], ['gsH-58mm', 384]])('on %s no line is cut', async (profile, dots) => {
  const simulator = await startPrinterSimulator({ line: { kind: 'tcp', port: 0 }, controlPort: 0, dots });
  const log = { info: () => undefined, warn: () => undefined };
  const printer = createPrinter({ address: { kind: 'tcp', host: '127.0.0.1', port: simulator.port ?? 0 }, profile: loadProfile(profile), now: Date.now, timers: systemTimers, log, timing });
  const slips = [payment, materials].flatMap((content) => (['zh', 'en'] as const).map((language) => windowSlip(order(content, { language }), source)));
  for (const [index, slip] of slips.entries()) {
    const { outcome } = await printer.print({ jobId: `job-${index}`, slip });
    const paper = simulator.tickets()[index];
    expect([outcome, paper?.pictures]).toEqual(['acked', 0]);
    const out = solid(paper?.text ?? []);
    const ascii = (text: string): string => solid([text]).replaceAll('，', ',').replaceAll('’', "'").replaceAll('×', 'x');
    for (const text of words(slip)) expect(ascii(out)).toContain(ascii(text));
    const widths = (paper?.strip.items ?? []).flatMap((item) => (item.kind === 'text' ? item.runs.map((run) => run.x + Array.from(run.text).reduce((sum, char) => sum + ((char.codePointAt(0) ?? 0) < 0x80 ? 12 : 24), 0) * run.width) : []));
    expect(Math.max(...widths)).toBeLessThanOrEqual(dots);
  }
  await printer.close();
  await simulator.close();
});
