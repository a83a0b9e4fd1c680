/**
 * Words that pinyin-pro 3.29.4 reads wrongly, tried one by one (`reading.test.ts`): numbered pinyin, a syllable a
 * character. Names of places and people have more readings than any list: a department's own `reading` wins.
 */
export const oddWords: Readonly<Record<string, string>> = {
  还款: 'huan2 kuan3',
  还建: 'huan2 jian4',
  还贷: 'huan2 dai4',
  还本付息: 'huan2 ben3 fu4 xi1',
  重办: 'chong2 ban4',
  重开: 'chong2 kai1',
  重名: 'chong2 ming2',
  重置: 'chong2 zhi4',
  查重: 'cha2 chong2',
  处长: 'chu4 zhang3',
  乡长: 'xiang1 zhang3',
  发卡: 'fa1 ka3',
  户口调入: 'hu4 kou3 diao4 ru4',
  典当行: 'dian3 dang4 hang2',
  种植: 'zhong4 zhi2',
  粘贴: 'zhan1 tie1',
  薄膜: 'bo2 mo2',
  圩堤: 'wei2 di1',
  大埔: 'da4 bu4',
  乐清: 'yue4 qing1',
  什邡: 'shi2 fang1',
  会稽: 'kuai4 ji1',
  单县: 'shan4 xian4',
  歙县: 'she4 xian4',
  洪洞: 'hong2 tong2',
  涡阳: 'guo1 yang2',
  莘庄: 'xin1 zhuang1',
  蔚县: 'yu4 xian4',
};
