export { whenWords } from './when-words.ts';
export { catalogueProblemText, configProblemText, placedFaultText, type CatalogueProblemFacts } from './file-problem.ts';
export {
  formatCount,
  formatCounted,
  formatDate,
  formatDuration,
  formatFee,
  formatList,
  formatMinutes,
  formatNumber,
  formatPercent,
  formatStamp,
  formatTime,
  formatTimeSeconds,
} from './format.ts';
export { htmlLang, languageFromEnvironment, languageName, type Language } from './language.ts';
export type { AnyRejection, EnvelopeRejection, Message } from './message.ts';
export { parseYuan, yuanOf } from './parse-yuan.ts';
export { faultText, rejectionText, type FaultCode } from './rejection.ts';
export { systemReasonText } from './system-reason.ts';
export { texts, type Texts } from './texts.ts';
export { waitWords } from './wait-words.ts';
