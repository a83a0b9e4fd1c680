// 号票的状态不允许某个操作时怎么说：现在是什么状态，接下来该做什么。
import type { StopStatus } from '@hallcall/domain';
import type { Message } from './message.ts';

const nothingDone = '这次操作没有生效。';
const anotherNumber = '还要办理的，请另取一个号码。';

export const zhWrongStatus = {
  blocked: { what: '这张号票还在等前面的环节', meaning: nothingDone, action: '前面的环节办完后，它会自动排队，到时再操作。' },
  waiting: { what: '这张号票正在排队等候', meaning: nothingDone, action: '它已在队列里，不用再恢复；等候叫号即可。' },
  called: { what: '这张号票已经叫到窗口', meaning: nothingDone, action: '请在那个窗口处理；要插入事项或开缴费通知的，先按“开始办理”。' },
  serving: { what: '这张号票正在窗口办理', meaning: nothingDone, action: '请在那个窗口接着办；办完按“办理完成”。' },
  held: { what: '这张号票被窗口挂起了', meaning: nothingDone, action: '请由挂起它的窗口按“回呼”；那个窗口结束受理后，它会回到原来的位次。' },
  missed: { what: '这张号票已过号', meaning: nothingDone, action: '请先在“过号”列表里恢复，再叫号。' },
  done: { what: '这张号票已经办完', meaning: nothingDone, action: anotherNumber },
  abandoned: { what: '这张号票已按弃号处理', meaning: nothingDone, action: anotherNumber },
  cancelled: { what: '这张号票已经取消', meaning: nothingDone, action: anotherNumber },
} satisfies Record<StopStatus, Message>;
