import { expect, test } from 'vitest';
import { htmlLang, languageFromEnvironment, languageName } from './language.ts';

test('Chinese locales give Chinese, everything else English', () => {
  expect(['zh_CN.UTF-8', 'zh', 'zh-Hans-CN', 'ZH_TW'].map((LANG) => languageFromEnvironment({ LANG }))).toEqual(Array(4).fill('zh'));
  const others = [undefined, '', 'C', 'POSIX', 'en_US.UTF-8', 'zha_CN', 'de_DE'];
  expect(others.map((LANG) => languageFromEnvironment({ LANG }))).toEqual(Array(others.length).fill('en'));
});

test('the more particular variable decides, and an empty one is as good as none', () => {
  expect(languageFromEnvironment({ LC_ALL: '', LC_MESSAGES: '', LANG: 'zh_CN.UTF-8' })).toBe('zh');
  expect(languageFromEnvironment({ LC_ALL: 'en_US.UTF-8', LC_MESSAGES: 'zh_CN.UTF-8', LANG: 'zh_CN.UTF-8' })).toBe('en');
  expect(languageFromEnvironment({ LC_MESSAGES: 'zh_CN.UTF-8', LANG: 'en_US.UTF-8' })).toBe('zh');
});

test('each language has its code for pages and its own name', () => {
  expect(htmlLang).toEqual({ zh: 'zh-CN', en: 'en' });
  expect(languageName).toEqual({ zh: '中文', en: 'English' });
});
