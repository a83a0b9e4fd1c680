// 小票二维码打开的页面：自己的号码排到哪里了。
import type { StopStatus } from '@hallcall/domain';

export const zhOwnTicket = {
  title: '我的号码',
  status: {
    blocked: '前一步还没有办完', waiting: '等候叫号', called: '请到窗口', serving: '正在办理', held: '请回到窗口', missed: '已过号', done: '已办完', abandoned: '已作废', cancelled: '已取消',
  } satisfies Record<StopStatus, string>,
  goTo: (p: { window: string }) => `请到 ${p.window} 号窗口`,
  calledAt: (p: { time: string }) => `${p.time} 叫号`,
  servedAt: (p: { window: string }) => `正在 ${p.window} 号窗口办理`,
  heldAt: (p: { window: string }) => `准备好以后，请回到 ${p.window} 号窗口`,
  next: '您是下一位',
  ahead: (p: { count: number }) => `前面还有 ${p.count} 人`,
  goToZone: (p: { zone: string }) => `请到 ${p.zone}区等候`,
  blocked: '前一步办完后自动排队，不用重新取号',
  returnUntil: (p: { time: string }) => `叫号时您没有到。请在 ${p.time} 前到窗口或导办台恢复`,
  noReturn: '叫号时您没有到，请到导办台询问',
  unclaimed: '小票没有打印成功，这个号码不会被叫到。请到导办台。',
  allDone: '今天的事项已办完',
  dayOver: '今天的服务已结束',
  earlier: (p: { date: string }) => `这是 ${p.date} 的号码，已经不能使用。`,
  emergency: '疏散中，暂停叫号。请听从工作人员指挥，您的顺序会保留。',
  hint: '请同时留意大厅的显示屏和语音，以它们为准。',
  updatedAt: (p: { time: string }) => `更新于 ${p.time}`,
  stale: { what: '连不上大厅', meaning: '页面上的内容可能已经过时。', action: '请看大厅的显示屏，连上以后会自动更新。' },
  unknown: { what: '没有找到这个号码', meaning: '可能不是本大厅的二维码，离线票也要等取号机恢复联网后才能看到。', action: '请到导办台询问。' },
  step: (p: { n: number }) => `第 ${p.n} 步`,
};
