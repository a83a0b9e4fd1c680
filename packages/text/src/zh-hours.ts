// 营业时间、节假日、队列的受理时间、末号提醒的用语。
import type { ServiceView } from '@hallcall/domain';

type Clock = NonNullable<ServiceView['clock']>['doubt'];

export const zhHours = {
  /** 什么时候：今天、明天、一周之内说星期，更远的说日期。 */
  when: {
    today: (p: { time: string }) => `今天 ${p.time}`,
    tomorrow: (p: { time: string }) => `明天 ${p.time}`,
    weekday: (p: { weekday: string; time: string }) => `${p.weekday} ${p.time}`,
    date: (p: { date: string; weekday: string; time: string }) => `${p.date}（${p.weekday}）${p.time}`,
  },
  queue: {
    closed: '现在不取号',
    opens: (p: { when: string }) => `${p.when} 开始取号`,
    closedFor: (p: { when: string }) => `这里现在不取号，${p.when} 开始取号。`,
    closedForLong: '这里现在不取号，请到导办台询问。',
    late: '今日可能办不完',
    lateUntil: (p: { time: string }) => `今日受理到 ${p.time}`,
    lateChoice: (p: { time: string }) => `今日可能办不完：受理到 ${p.time}，等候加办理的时间可能不够。您可以改日再来，也可以继续取号。`,
    full: '今日已排满',
    fullUntil: (p: { time: string }) => `今日已排满：受理到 ${p.time}，等候加办理的时间已经不够，请改日再来。`,
  },
  board: {
    over: '今日取号已结束，已取号的请等候叫号',
    rests: (p: { time: string }) => `暂停取号，${p.time} 恢复，已取号的请等候叫号`,
  },
  console: {
    title: '受理时间',
    today: '今天',
    always: '全天受理',
    closed: '今天不受理',
    breakOf: (p: { from: string; to: string }) => `${p.from}–${p.to} 休息`,
    special: '按大厅单独规定的日期',
    holiday: (p: { name: string }) => `${p.name}放假`,
    makeUp: (p: { name: string }) => `${p.name}调休上班`,
    next: '下次开始取号',
    overtime: (p: { time: string }) => `${p.time} 已过下班时间，不再取号，窗口办完为止`,
    overtimeManager: (p: { time: string }) => `${p.time} 已过下班时间，今天由管理员开始，须由管理员结束`,
    waitsFor: '还不结束，因为',
    waiting: (p: { count: number }) => `等候 ${p.count}`,
    atWindows: (p: { count: number }) => `窗口前 ${p.count}`,
    held: (p: { count: number }) => `挂起 ${p.count}`,
    missed: (p: { count: number }) => `过号后还可以回来 ${p.count}`,
    clock: {
      tooOld: '服务器的时间早于 2026 年，时钟可能没电了。校准后自动开始；时间无误时由管理员开始。',
      behind: '服务器的时间早于最后一次记录，服务不会自动开始。校准后自动开始；时间无误时由管理员开始。',
      ahead: '服务器的时间离最后一次记录太远，错过了三次以上开门，服务不会自动开始。请核对日期，时间无误时由管理员开始。',
    } satisfies Record<Clock, string>,
    lastEvent: (p: { time: string }) => `最后一次记录：${p.time}`,
    unknownYear: (p: { year: number }) => `还没有 ${p.year} 年的放假安排：${p.year} 年只按平常的星期开门。请更新程序，或在配置的 special 中写明放假和调休的日期。`,
  },
};
