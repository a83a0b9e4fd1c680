// 身份证读卡：取号机上的一步、离线票的一行、示例大厅的读卡器。
export const zhPerson = {
  kiosk: {
    title: '请将身份证放在读卡区',
    how: '平放在有卡片图标的地方，画面变了再拿开。',
    privacy: '只用来在今天认出同一个人。证件号码不保存、不打印，当日结束即无法还原。',
    left: (p: { seconds: number }) => `${p.seconds} 秒后返回首页`,
    read: '已读到身份证',
    unreadable: '没有读出来。请拿起身份证，再平放一次。',
    skip: '不刷证，直接取号',
    toDesk: '不刷证，去导办台',
    picture: '身份证平放在读卡区上的示意图',
    desk: { what: '请到导办台取号', meaning: '这个事项要核实身份，取号机没有读证，没有取号。', action: '没有带证、不便操作都可以：导办台的工作人员会帮您取号。' },
    readerAway: { what: '读卡器现在用不了', meaning: '这个事项要核实身份，这里暂时不能取号。', action: '请到导办台，工作人员会帮您取号。' },
    notChecked: { what: '暂时不能核对身份', meaning: '身份证已读到，但现在无法核对，没有取号。', action: '请稍后再试，或到导办台取号。' },
  },
  slip: { unchecked: '离线取号，未核对身份' },
  hall: {
    reader: '身份证读卡器',
    hint: '放上的是虚构的证件：校验位正确，行政区划和出生日期都不存在；“丁”的校验位是错的。',
    cards: '放在读卡区上的证件',
    card: (p: { label: string }) => `样证${p.label}`,
    none: '没有证件',
    lost: '读卡器模拟程序没有应答',
    faults: '让读卡器出故障',
    faultHint: '看取号机怎样处理读不出的证件。',
  },
  fault: { silent: '不应答', damaged: '数据出错', slips: '读到一半拿走', unplugged: '拔掉线' },
} as const;
