import { expect, test } from 'vitest';
import { htmlLang, languageFromEnvironment, languageName } from './language.ts';

test('Chinese locales give Chinese, everything else English', () => {
  expect(['zh_CN.UTF-8', 'zh', 'zh-Hans-CN', 'ZH_TW'].map(languageFromEnvironment)).toEqual(Array(4).fill('zh'));
  const others = [undefined, '', 'C', 'POSIX', 'en_US.UTF-8', 'zha_CN', 'de_DE'];
  expect(others.map(languageFromEnvironment)).toEqual(Array(others.length).fill('en'));
});

test('each language has its code for pages and its own name', () => {
  expect(htmlLang).toEqual({ zh: 'zh-CN', en: 'en' });
  expect(languageName).toEqual({ zh: '中文', en: 'English' });
});
