import type { Warning } from './warning.ts'

/** 添付 as a thing that goes with this message; what is asked of the customer, or came from them, is none. */
const JAPANESE = [
  /(?<![ごお御])添付(?:いた|致)し(?:ま|て|ております)/,
  /(?<![ごお御])添付し(?:ます|ました|ております|ています|てお送り|てありま)/,
  /(?<![ごお御])添付(?:の|した)?(?:ファイル|資料|画像|写真|書類|文書|書面|図|PDF|pdf|ラベル|伝票|請求書|領収書|納品書|見積書|案内)?(?:を|に|にて|も|の)?[^。\n、]{0,10}(?:ご覧|ご確認|ご参照|ご査収|ご一読|お送り|送付いたし|お届け)/,
  /(?<![ごお御])添付の(?:とおり|通り)/,
]
/** Said of what the customer attached, or should. */
const THEIRS_JA =
  /お送り(?:いただ|頂)|お寄せ|(?:いただ|頂)(?:い|き)[^。\n]{0,4}添付|添付(?:して|の(?:上|うえ))[^。\n]{0,12}(?:ください|下さい|いただ|頂|お送り|願)|添付(?:いただ|頂|くださ|下さ|され|できま|ができ|が(?:ない|見|あり)|がござ|漏れ|忘れ|のない)|お客様(?:が|より|から)[^。\n]{0,10}添付/

const ENGLISH = [
  /\b(?:i|we)(?:['’](?:ve|m|re)|\s+have|\s+am|\s+are)?\s+(?:also\s+|now\s+)?attach(?:ed|ing)?\b/i,
  /\b(?:please\s+)?(?:find|see)\s+(?:the\s+)?(?:attached|enclosed|attachment)\b/i,
  /\battached\s+(?:is|are|herewith|please|to\s+this|you(?:['’]ll|\s+will)?\s+find)\b/i,
  /\b(?:is|are)\s+attached\b/i,
  /\bsee\s+the\s+attached\b/i,
  /\bin\s+the\s+attached\b/i,
]
const THEIRS_EN =
  /\b(?:you|customer|they)(?:['’]ve|\s+have)?\s+(?:also\s+)?(?:attach|sent)|\byour\s+(?:\w+\s+){0,2}attach|\b(?:could|can|would|please|to)\s+(?:you\s+)?(?:please\s+)?attach\b|\bthank(?:s| you)\b[^.!?\n]*\battach|\bif\b[^.!?\n]*\battach|\b(?:not|isn['’]t|wasn['’]t|nothing|no\s+file)\s+(?:is\s+|was\s+)?attached\b/i

/** What ends a sentence, in both languages. */
const SENTENCE = /[^。！？!?\n]+?(?:[。！？!?\n]|\.(?=\s|$)|$)/g

const says = (sentence: string): boolean =>
  (JAPANESE.some((one) => one.test(sentence)) && !THEIRS_JA.test(sentence)) ||
  (ENGLISH.some((one) => one.test(sentence)) && !THEIRS_EN.test(sentence))

/** A sentence that speaks of an attached file, where none goes with the message. */
export const checkAttachment = (text: string, files: number): Warning[] => {
  if (files > 0 || !/添付|attach|enclosed/i.test(text)) return []
  for (const [sentence] of text.matchAll(SENTENCE))
    if (says(sentence)) return [{ code: 'no-attachment', quote: sentence.trim().slice(0, 200), about: '' }]
  return []
}
