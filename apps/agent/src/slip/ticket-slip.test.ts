import { texts } from '@hallcall/text';
import { expect, test } from 'vitest';
import type { IssuedTicket } from '../core/state.ts';
import { modelConfig } from '../model/model-hall.test.helper.ts';
import { ticketSlip, type SlipSource } from './ticket-slip.ts';

const source: SlipSource = { hall: modelConfig(), itemName: () => ({ zh: '企业设立登记', en: 'Company establishment' }), linkBase: 'http://hall.test', isLinkPublic: false };
// The brands stand for shapes that these texts have.
const ticket = {
  ticketId: 'u_43_DruQgeJBCeqw0QbBw', number: { prefix: 'A', n: 12 }, queueId: 'QA', items: [{ itemId: 'IA', count: 1 }], stops: [{ queueId: 'QA', items: [{ itemId: 'IA', count: 1 }], after: [], estimateMs: 900_000 }], chain: null, language: 'zh',
  day: '2026-11-22', issuedAt: Date.UTC(2026, 10, 22, 1, 5), offline: false, ahead: 3,
} as unknown as IssuedTicket;

const words = (subject: IssuedTicket, copy: number, from: SlipSource = source): string[] =>
  ticketSlip(subject, copy, from).lines.flatMap((line) => {
    if (line.kind === 'text' || line.kind === 'qr') return [line.text];
    return line.kind === 'pair' ? [`${line.left}: ${line.right}`] : [];
  });

test('the ticket in Chinese, from the hall down to the rule for missed calls', () => {
  expect(words(ticket, 0)).toEqual([
    '大厅', 'A\u00a0012', '部门: 部门', '事项: 企业设立登记', '请到 B1区等候', '前面还有 3 人', '预计等候约 15 分钟', '取号时间 2026-11-22 09:05',
    'http://hall.test/t/model.u_43_DruQgeJBCeqw0QbBw', '此码证明本票，请勿给他人', '请保管好小票，留意显示屏和语音。',
    '叫号 2 次未到即过号；1小时内可到窗口或导办台恢复 1 次，排在同类等候的第 3 位之后。',
  ]);
});

test('where telephones reach the hall the code says what it is good for', () => {
  const { slip } = texts('zh');
  const said = ticketSlip(ticket, 0, { ...source, isLinkPublic: true }).lines.flatMap((line) => (line.kind === 'text' ? [line.text] : []));
  expect([said.includes(slip.qrPublic), said.includes(slip.qr)]).toEqual([true, false]);
});

test('everything that the number is for stands on it, with how many of it', () => {
  const items = [{ itemId: 'IA', count: 1 }, { itemId: 'IB', count: 3 }];
  const names: SlipSource = { ...source, itemName: (itemId) => ({ zh: itemId === 'IA' ? '出生登记' : '身份证换领', en: itemId }) };
  expect(words({ ...ticket, items } as unknown as IssuedTicket, 0, names).slice(2, 6)).toEqual(['部门: 部门', '事项: 出生登记', ': 身份证换领\u00a0× 3', '请到 B1区等候']);
  const stops = [{ queueId: 'QA', items, after: [] }, { queueId: 'QB', items: [items[0]], after: [] }];
  expect(words({ ...ticket, items, stops } as unknown as IssuedTicket, 0, names).filter((line) => line.startsWith('    '))).toEqual(['    出生登记', '    身份证换领\u00a0× 3', '    出生登记']);
});

test('the promise on overtaking stands under the people in front, for each queue where there are several', () => {
  const [stop] = ticket.stops;
  if (!stop) throw new Error('no stop');
  const first = [{ ...stop, bound: 4 }];
  expect(words({ ...ticket, stops: first }, 0).slice(5, 8)).toEqual(['前面还有 3 人', '预计等候约 15 分钟', '最多会有 4 位优先办理的人先于您']);
  expect(words({ ...ticket, language: 'en', stops: first }, 0)).toContain('At most 4 people with priority before you');
  const both = words({ ...ticket, stops: [...first, { ...stop, queueId: 'QB' as typeof stop.queueId, bound: 7 }] }, 0).filter((line) => line.includes('优先'));
  expect(both).toEqual(['A: 最多会有 4 位优先办理的人先于您', 'B: 最多会有 7 位优先办理的人先于您']);
});

test('the estimate stands between the people in front and the promise, for each queue where there are several; a second copy has none', () => {
  const [stop] = ticket.stops;
  if (!stop) throw new Error('no stop');
  const stops = [{ ...stop, bound: 4, estimateMs: 12.4 * 60_000 }];
  expect(words({ ...ticket, stops }, 0).slice(5, 8)).toEqual(['前面还有 3 人', '预计等候约 10 分钟', '最多会有 4 位优先办理的人先于您']);
  expect(words({ ...ticket, language: 'en', ahead: 0, stops: [{ ...stop, estimateMs: 29_000 }] }, 0).slice(5, 7)).toEqual(['You are next', 'Estimated wait: less than a minute']);
  const both = [...stops, { ...stop, queueId: 'QB' as typeof stop.queueId, estimateMs: 65 * 60_000 }];
  const told = (copy: number) => words({ ...ticket, stops: both }, copy).filter((line) => line.includes('预计'));
  expect(told(0)).toEqual(['A: 预计等候约 10 分钟', 'B: 预计等候约 1 小时 5 分钟']);
  expect(words({ ...ticket, stops: both }, 0)).toContain('A: 前面还有 3 人');
  expect(told(1)).toEqual([]);
});

test('where no window was open the slip says so instead of a time, and nobody is next; offline nobody knows', () => {
  const stops = ticket.stops.map(({ estimateMs: _estimateMs, ...stop }) => stop);
  expect(words({ ...ticket, ahead: 0, stops }, 0).slice(5, 8)).toEqual(['前面没有人', '现在没有窗口办理', '取号时间 2026-11-22 09:05']);
  expect(words({ ...ticket, language: 'en', ahead: 0, stops }, 0)).not.toContain('You are next');
  expect(words({ ...ticket, offline: true, ahead: null, stops }, 0)).not.toContain('现在没有窗口办理');
});

test('who is the first of the queue is the next one only when nobody else is served before', () => {
  expect(words({ ...ticket, ahead: 0 }, 0).slice(5, 7)).toEqual(['前面没有人', '预计等候约 15 分钟']);
});

test('the date is the calendar’s, also after midnight when the service day goes on', () => {
  expect(words({ ...ticket, issuedAt: Date.UTC(2026, 10, 22, 16, 45) }, 0)).toContain('取号时间 2026-11-23 00:45');
});

/** The last line of a slip in a hall of this mode. */
const missedRule = (missedMode: 'tail' | 'void'): string | undefined => {
  const { hall } = source;
  return words(ticket, 0, { ...source, hall: { ...hall, policy: { ...hall.policy, missedMode } } }).at(-1);
};

test('the rule for missed calls is the hall’s mode', () => {
  expect([missedRule('tail'), missedRule('void')]).toEqual([
    '叫号 2 次未到即过号；1小时内可到窗口或导办台恢复 1 次，排到队尾。', '叫号 2 次未到即过号，过号作废，请重新取号。',
  ]);
});

test('the number is the one thing at triple height', () => {
  const large = ticketSlip(ticket, 0, source).lines.filter((line) => line.kind === 'text' && line.size === 3);
  expect(large).toEqual([{ kind: 'text', text: 'A\u00a0012', align: 'center', size: 3, bold: true }]);
});

test('the visitor’s language is the slip’s', () => {
  const english = words({ ...ticket, language: 'en', ahead: 0, stops: ticket.stops.map((stop) => ({ ...stop, estimateMs: 20_000 })) }, 0);
  expect(english).toEqual(expect.arrayContaining(['Hall', 'Department: Department', 'Service: Company establishment', 'Please wait in zone B1', 'You are next']));
  expect(english.join('')).not.toMatch(/\p{Script=Han}/u);
});

test('an offline ticket says so and promises no place in the queue', () => {
  const offline = words({ ...ticket, offline: true, ahead: null }, 0);
  expect(offline).toContain('离线票');
  expect(offline.some((line) => line.includes('前面还有'))).toBe(false);
});

test('every further copy says 补打 above the number, with its own count; the ticket itself never does', () => {
  const copy = words(ticket, 2);
  expect(copy.slice(0, 4)).toEqual(['大厅', '补打', '补打第 2 张，与原票同号', 'A\u00a0012']);
  expect(words(ticket, 0).some((line) => line.includes('补打'))).toBe(false);
});

test('a journey: its steps by stage with zone and items, and where to wait first', () => {
  const hall = source.hall;
  const chained: SlipSource = { ...source, hall: { ...hall, chains: [{ id: 'open', name: { zh: '开办企业一件事', en: 'Starting a company' }, stops: [] }] } as unknown as SlipSource['hall'] };
  const queue = hall.queues[0];
  const step = (after: number[]) => ({ queueId: queue?.id, items: [{ itemId: 'IA', count: 1 }], after });
  const journey = { ...ticket, chain: 'open', stops: [step([]), step([0]), step([0]), step([1, 2])] } as unknown as IssuedTicket;
  const lines = ticketSlip(journey, 0, chained).lines.flatMap((line) => (line.kind === 'pair' ? [`${line.left} → ${line.right}`] : line.kind === 'text' ? [line.text] : []));
  const name = queue?.name.zh ?? '';
  expect(lines).toContain('开办企业一件事');
  expect(lines.filter((line) => line.includes('→')).map((line) => line.split(' → ')[0])).toEqual([`1  ${name}`, `2  ${name}`, `2  ${name}`, `3  ${name}`]);
  expect(lines.find((line) => line.startsWith('1  '))).toBe(`1  ${name} → B1区`);
  expect(lines).toContain('    企业设立登记');
  expect(lines.filter((line) => line.startsWith('请到'))).toEqual(['请到 B1区等候']);
});

test('who came back with what was missing reads so under the number', () => {
  expect(words({ ...ticket, isReturn: true }, 0).slice(1, 4)).toEqual(['A\u00a0012', '补件回访', '凭一次性告知单优先叫号']);
  expect(words(ticket, 0)).not.toContain('补件回访');
});

test('who has booked reads the slot under the number', () => {
  const from = Date.UTC(2026, 10, 22, 1, 30);
  expect(words({ ...ticket, booked: { from, to: from + 600_000 } }, 0).slice(1, 4)).toEqual(['A\u00a0012', '预约 09:30–09:40', '按预约时段优先叫号。']);
});

test('an offline ticket says that nobody was asked for a card, where one would have been', () => {
  const offline = { ...ticket, offline: true, ahead: null };
  const line = '离线取号，未核对身份';
  const limiting: SlipSource = { ...source, hall: { ...source.hall, policy: { ...source.hall.policy, perPerson: { liveTickets: 1, perItemPerDay: 1 } } } };
  expect([words(offline, 0), words(offline, 0, limiting), words(ticket, 0, limiting)].map((lines) => lines.includes(line))).toEqual([false, true, false]);
  expect(words({ ...offline, language: 'en' }, 0, limiting)).toContain('Offline: identity not checked');
});
