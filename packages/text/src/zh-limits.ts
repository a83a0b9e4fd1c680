// 号源、导办台取号、潮汐窗口、未办成登记的用语。
export const zhLimits = {
  full: {
    day: '今日号源已满',
    slot: '本时段已满',
    next: (p: { time: string }) => `下一个时段 ${p.time}`,
    noneLater: '今天之后的时段也已满',
    refused: {
      day: { what: '今日号源已满', meaning: '您没有取到号码，该事项今天不再放号。', action: '请改日再来，或到导办台询问。' },
      slot: (p: { time: string }) => ({ what: '本时段号源已满', meaning: '您没有取到号码。', action: `请在 ${p.time} 以后再来取号，或到导办台询问。` }),
      slotNoneLater: { what: '本时段号源已满', meaning: '您没有取到号码，今天之后的时段也已满。', action: '请改日再来，或到导办台询问。' },
    },
  },
};
