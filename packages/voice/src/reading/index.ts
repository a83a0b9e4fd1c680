// Chinese text to numbered pinyin, for the program that renders clips. Pages never load this.
export { engineText, isNumberedPinyin, readChinese, type Reading, type ReadingPiece, type ReadingProblem } from './read-chinese.ts';
