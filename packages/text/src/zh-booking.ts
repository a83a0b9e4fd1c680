// 预约的用语：控制台、取号机、凭条；以及各种不能预约、不能取号的说明。
import type { BookingCancelReason, BookingState, RejectionCode } from '@hallcall/domain';
import type { RejectionTexts } from './message.ts';

export const zhBooking = {
  title: '预约',
  today: '今日预约',
  hint: '代办事人预约时段。凭码可读给对方，也可打印凭条。',
  none: '本大厅不接受预约',
  date: '日期',
  nothing: '这一天没有预约',
  list: '当日预约',
  count: { expected: '待到', arrived: '已到', missed: '爽约' },
  counts: (p: { expected: number; arrived: number; missed: number }) => `待到 ${p.expected} · 已到 ${p.arrived} · 爽约 ${p.missed}`,
  column: { time: '时段', item: '事项', code: '凭码', status: '状态', named: '办事人' },
  status: { open: '待到', kept: '已取号', missed: '爽约', cancelled: '已取消' } satisfies Record<BookingState['status'], string>,
  named: '已登记',
  unnamed: '未登记',
  make: {
    button: '新预约',
    title: '新预约',
    change: '改期',
    changeTitle: '改期',
    item: '事项',
    itemHint: '输入事项名称查找',
    otherItem: '换一个事项',
    noItem: '没有可以预约的事项叫这个名字',
    noSlots: '这一天没有可以预约的时段',
    free: (p: { count: number }) => `余 ${p.count}`,
    full: '已满',
    number: '身份证号（可不填）',
    numberHint: '只用于核对爽约次数和重复预约，立即换算成不可还原的标记，不保存、不显示。不填则不计爽约。',
    keepsPerson: '改期不用再填，原来的登记随之转移。',
    submit: '确认预约',
    working: '正在预约…',
  },
  made: {
    title: '预约成功',
    read: '请把凭码读给对方，或打印凭条。',
    print: '打印凭条',
    done: '完成',
  },
  slip: {
    title: '预约凭条',
    time: '请在此时段到大厅',
    code: '凭码',
    how: (p: { minutes: number }) => `在取号机上输入凭码取号；最早提前 ${p.minutes} 分钟。`,
    late: (p: { minutes: number }) => `超过时段 ${p.minutes} 分钟未取号即为爽约。不能来请提前告知大厅。`,
  },
  cancel: {
    button: '取消',
    title: '取消预约',
    body: '取消后时段让给别人，凭码不能再用。不计爽约。',
    why: '原因',
    reason: { visitor: '办事人要求', mistake: '约错了', hall: '大厅原因' } satisfies Record<BookingCancelReason, string>,
    submit: '确认取消',
  },
  checkIn: { button: '取号' },
  kiosk: {
    open: '有预约或回访码',
    whileClosed: '预约在这个时间的，现在可以取号。',
    title: '输入凭码或回访码',
    hint: '请输入 8 位数字：预约凭条上的凭码，或一次性告知单上的回访码。',
    found: '您的预约',
    slot: (p: { time: string }) => `预约时段 ${p.time}`,
    preferred: '按预约时段优先叫号。',
    notNow: { what: '现在不能按预约取号', meaning: '还没到预约时段，或时段已过；没有取号。', action: '请取普通号，或到导办台。' },
    mark: (p: { time: string }) => `预约 ${p.time}`,
    card: {
      start: '有预约或回访码',
      open: '刷身份证取预约号',
      code: '输入凭码',
      again: '拿起再刷一次',
      without: '没有带证：请输入凭码，或到导办台。',
      privacy: '只用来查今天的预约。证件号码不保存、不显示、不打印。',
      several: '请选择一个预约',
      none: { what: '没有查到今天的预约', meaning: '这张身份证今天没有待取号的预约，或预约时没有登记身份证号。', action: '请输入凭码，或到导办台。' },
      gone: { what: '请再刷一次身份证', meaning: '刚才读到的没有用上，也没有保存；没有取号。', action: '请再刷一次，或输入凭码，或到导办台。' },
      needsHub: { what: '现在查不到预约', meaning: '取号机暂时与大厅失去联系，您的预约没有用掉。', action: '请取普通号，或到导办台。' },
      readerAway: { what: '读卡器现在用不了', meaning: '不能刷证查预约，您的预约没有用掉。', action: '请输入凭码，或到导办台。' },
      notChecked: { what: '现在不能刷证查预约', meaning: '身份证已读到，但现在查不到预约。', action: '请再刷一次，或输入凭码，或到导办台。' },
    },
  },
  event: {
    'booking.made': '预约',
    'booking.cancelled': '取消预约',
    'booking.kept': '预约到场取号',
    'booking.missed': '预约爽约',
  },
};

const ordinary = '可以取普通号；有疑问请到导办台。';

type BookingRejections = Pick<RejectionTexts, Extract<RejectionCode, `booking.${string}`>>;

export const zhBookingRejections = {
  'booking.none': { what: '本大厅不接受预约', meaning: '没有预约。', action: '请直接到大厅取号。' },
  'booking.notBookable': { what: '这个事项不接受预约', meaning: '没有预约。', action: '请换一个事项，或请对方直接到大厅取号。' },
  'booking.severalQueues': { what: '这些事项在不同的队列办理', meaning: '没有预约。', action: '请分别预约。' },
  'booking.past': { what: '这个时段已经过去', meaning: '没有预约。', action: '请选以后的时段。' },
  'booking.tooFar': (facts) => ({ what: '日期太远', meaning: `没有预约。现在最远可以约到 ${facts.last}。`, action: '请选近一些的日期。' }),
  'booking.noSlot': { what: '这一天没有这个时段', meaning: '没有预约。大厅那时不受理，或者时段已经调整。', action: '请从列出的时段中选一个。' },
  'booking.slotFull': (facts) => ({
    what: '这个时段已经约满',
    meaning: facts.next === null ? '没有预约。以后的时段也都满了。' : `没有预约。下一个有余的时段是 ${facts.next}。`,
    action: facts.next === null ? '请改日再约，或请对方直接到大厅取号。' : '请选那个时段，或换一天。',
  }),
  'booking.sameTime': (facts) => ({ what: '同一时间已有一个预约', meaning: `没有预约。此人已约 ${facts.time}。`, action: '请换一个时段，或先取消原来的预约。' }),
  'booking.blocked': (facts) => ({ what: '爽约次数过多，暂停预约', meaning: `没有预约。${facts.freeOn} 起可以再预约。`, action: '此前请直接到大厅取普通号，不受影响。' }),
  'booking.unknown': { what: '没有这个预约', meaning: '没有改动。', action: '请核对凭码，再试一次。' },
  'booking.notOpen': { what: '这个预约已取号、爽约或取消', meaning: '没有改动。', action: '请看列表里它现在的状态。' },
  'booking.cancelled': { what: '这个预约已经取消', meaning: '凭码不能用，没有取号。', action: ordinary },
  'booking.used': { what: '这个预约已经取过号', meaning: '一个预约只能取一次号。', action: '请用已取的号码等候；有疑问请到导办台。' },
  'booking.otherDay': (facts) => ({ what: '预约不在今天', meaning: `没有取号。预约的是 ${facts.date} ${facts.time}。`, action: `请在那一天来；今天要办，${ordinary}` }),
  'booking.tooEarly': (facts) => ({ what: '来早了', meaning: `没有取号。预约时段是 ${facts.time}，${facts.from} 起可以取号。`, action: `请稍后再来；急着办，${ordinary}` }),
  'booking.tooLate': (facts) => ({ what: '预约时段已过', meaning: `没有按预约取号。预约时段是 ${facts.time}。`, action: ordinary }),
  'booking.otherItems': { what: '事项与预约不同', meaning: '没有取号。', action: '请重新输入凭码，或取普通号。' },
} satisfies BookingRejections;

/** 登记办事人时的说明。 */
export const zhBookingFaults = {
  'booking.numberWrong': { what: '身份证号不对', meaning: '没有预约，号码没有保存。身份证号是 18 位，最后一位要与前面的数字相符。', action: '请对照证件再输入一次，或不填身份证号。' },
};
