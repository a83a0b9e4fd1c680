import { readFileSync } from 'node:fs';
import { pinyin } from 'pinyin-pro';
import { expect, test } from 'vitest';
import { texts } from '@hallcall/text';
import { emergencyScript } from '../script/script.ts';
import { engineText, isNumberedPinyin, readChinese } from './index.ts';
import { oddWords } from './odd-words.ts';

const checkedByEye = [
  '市场监督管理局 shi4 chang3 jian1 du1 guan3 li3 ju2',
  '公安局户政治安窗口 gong1 an1 ju2 hu4 zheng4 zhi4 an1 chuang1 kou3',
  '人力资源和社会保障局 ren2 li4 zi1 yuan2 he2 she4 hui4 bao3 zhang4 ju2',
  '医疗保障局 yi1 liao2 bao3 zhang4 ju2',
  '不动产登记中心 bu2 dong4 chan3 deng1 ji4 zhong1 xin1',
  '税务局 shui4 wu4 ju2',
  '公安局出入境管理窗口 gong1 an1 ju2 chu1 ru4 jing4 guan3 li3 chuang1 kou3',
  '公安局交警车驾管窗口 gong1 an1 ju2 jiao1 jing3 che1 jia4 guan3 chuang1 kou3',
  '民政局 min2 zheng4 ju2',
  '住房公积金管理中心 zhu4 fang2 gong1 ji1 jin1 guan3 li3 zhong1 xin1',
  '自然资源局 zi4 ran2 zi1 yuan2 ju2',
  '住房和城乡建设局 zhu4 fang2 he2 cheng2 xiang1 jian4 she4 ju2',
  '交通运输局 jiao1 tong1 yun4 shu1 ju2',
  '卫生健康局 wei4 sheng1 jian4 kang1 ju2',
  '教育局 jiao4 yu4 ju2',
  '农业农村局 nong2 ye4 nong2 cun1 ju2',
  '司法局 si1 fa3 ju2',
  '城市管理局 cheng2 shi4 guan3 li3 ju2',
  '生态环境局 sheng1 tai4 huan2 jing4 ju2',
  '发展和改革局 fa1 zhan3 he2 gai3 ge2 ju2',
  '水务局 shui3 wu4 ju2',
  '文化广电旅游和体育局 wen2 hua4 guang3 dian4 lv3 you2 he2 ti3 yu4 ju2',
  '科技和工业信息化局 ke1 ji4 he2 gong1 ye4 xin4 xi1 hua4 ju2',
  '民族宗教事务局 min2 zu2 zong1 jiao4 shi4 wu4 ju2',
  '财政局 cai2 zheng4 ju2',
  '林业局 lin2 ye4 ju2',
  '商务局 shang1 wu4 ju2',
  '应急管理局 ying4 ji2 guan3 li3 ju2',
  '退役军人事务局 tui4 yi4 jun1 ren2 shi4 wu4 ju2',
  '气象局 qi4 xiang4 ju2',
  '消防救援大队 xiao1 fang2 jiu4 yuan2 da4 dui4',
  '残疾人联合会 can2 ji2 ren2 lian2 he2 hui4',
  '烟草专卖局 yan1 cao3 zhuan1 mai4 ju2',
  '档案馆 dang4 an4 guan3',
  '新闻出版局 xin1 wen2 chu1 ban3 ju2',
  '人民防空办公室 ren2 min2 fang2 kong1 ban4 gong1 shi4',
  '供电公司便民窗口 gong1 dian4 gong1 si1 bian4 min2 chuang1 kou3',
  '供水公司便民窗口 gong1 shui3 gong1 si1 bian4 min2 chuang1 kou3',
  '燃气公司便民窗口 ran2 qi4 gong1 si1 bian4 min2 chuang1 kou3',
  '移动通信便民窗口 yi2 dong4 tong1 xin4 bian4 min2 chuang1 kou3',
  '电信宽带便民窗口 dian4 xin4 kuan1 dai4 bian4 min2 chuang1 kou3',
  '邮政速递便民窗口 you2 zheng4 su4 di4 bian4 min2 chuang1 kou3',
  '银行代收费窗口 yin2 hang2 dai4 shou1 fei4 chuang1 kou3',
];

const read = (text: string) => engineText(readChinese(text, null));
const problems = (text: string) => readChinese(text, null).problems;

const own = (word: string) => pinyin(word, { toneType: 'num', type: 'array', v: true }).join(' ');

test('words with several readings', () => {
  const expected = {
    还款: 'huan2 kuan3', 还建房: 'huan2 jian4 fang2', 重办: 'chong2 ban4', 银行: 'yin2 hang2', 重庆: 'chong2 qing4', 行政: 'xing2 zheng4',
    行业: 'hang2 ye4', 调解: 'tiao2 jie3', 会计: 'kuai4 ji4', 给付: 'ji3 fu4', 供给: 'gong1 ji3', 参保: 'can1 bao3', 朝阳: 'chao2 yang2',
    六安: 'lu4 an1', 不动产抵押: 'bu2 dong4 chan3 di3 ya1', 住房公积金还款: 'zhu4 fang2 gong1 ji1 jin1 huan2 kuan3',
  };
  expect(Object.fromEntries(Object.keys(expected).map((word) => [word, read(word)]))).toEqual(expected);
});

test('ü is written v, the neutral tone 5, 一 and 不 change their tone', () => {
  expect([read('绿地'), read('女儿'), read('便宜的'), read('一次'), read('不要'), read('第一')]).toEqual([
    'lv4 di4', 'nv3 er2', 'pian2 yi5 de5', 'yi2 ci4', 'bu2 yao4', 'di4 yi1',
  ]);
});

test('the dictionary is needed word by word and has a syllable a character', () => {
  expect(Object.entries(oddWords).filter(([word, reading]) => own(word) === reading)).toEqual([]);
  expect(Object.entries(oddWords).filter(([word, reading]) => reading.split(' ').length !== Array.from(word).length || !isNumberedPinyin(reading))).toEqual([]);
  expect(Object.entries(oddWords).filter(([word, reading]) => read(`甲${word}乙`) !== `jia3 ${reading} yi3`)).toEqual([]);
});

test('digits one by one, letters by name, punctuation as pauses; numbered pinyin stays', () => {
  expect(read('请 A 012 号，到 3 号窗口。')).toBe('qing3 A ling2 yao1 er4 hao4, dao4 san1 hao4 chuang1 kou3');
  expect(read('ＥＴＣ办理wry')).toBe('E T C ban4 li3 da2 bu4 liu2 a1 wai4');
  expect(read('hao4 chuang1 kou3')).toBe('hao4 chuang1 kou3');
  expect(readChinese('“你好”，（再见）！', null).pieces).toEqual([
    { kind: 'words', pinyin: 'ni3 hao3' }, { kind: 'pause', ms: 250 }, { kind: 'words', pinyin: 'zai4 jian4' },
  ]);
});

test('an unknown character is reported with its place, never dropped', () => {
  expect(problems('好👍吗𠮷')).toEqual([
    { code: 'character.unknown', character: '👍', at: 1 }, { code: 'character.unknown', character: '𠮷', at: 3 },
  ]);
  expect(problems('wifi5号€')).toEqual([{ code: 'character.unknown', character: '€', at: 6 }]);
  expect(readChinese('', null)).toEqual({ pieces: [], problems: [] });
});

test('an override wins; a malformed one is reported and the text read', () => {
  expect(readChinese('蔚蓝中心', 'yu4 lan2 zhong1 xin1')).toEqual({ pieces: [{ kind: 'words', pinyin: 'yu4 lan2 zhong1 xin1' }], problems: [] });
  for (const override of ['ying4 ji2 ju', 'ying4  ji2', 'yìng jí', 'ying6', '']) {
    expect(readChinese('应急', override)).toEqual({ pieces: [{ kind: 'words', pinyin: 'ying4 ji2' }], problems: [{ code: 'override.malformed', override }] });
  }
});

test('the emergency is spoken as it is written', () => {
  const spoken = emergencyScript('evacuate', 'zh').tokens.flatMap((token) => (token.kind === 'clip' ? [token.text] : []));
  const written = readChinese(texts('zh').announcement.evacuate, null);
  expect(written.pieces.flatMap((piece) => (piece.kind === 'words' ? [piece.pinyin] : []))).toEqual(spoken);
});

test('every department of the sample hall, checked by eye', () => {
  const sample: { departments: { zh: string; reading?: string }[] } = JSON.parse(
    readFileSync(new URL('../../../catalogue/data/sample.json', import.meta.url), 'utf8'),
  );
  const read43 = sample.departments.map(({ zh, reading = null }) => ({ zh, ...readChinese(zh, reading) }));
  expect(read43.flatMap((department) => department.problems)).toEqual([]);
  expect(read43.map((department) => `${department.zh} ${engineText(department)}`)).toEqual(checkedByEye);
});

