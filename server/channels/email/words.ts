/** One thing said in both languages of the product. */
export interface Words {
  en: string
  ja: string
}

/** The words in the inbox's language: Japanese for `ja…`, else English. */
export const say = (language: string, words: Words): string =>
  language.startsWith('ja') ? words.ja : words.en

/** What a foreign server said, short and on one line, to be quoted after our own words. Control characters are dropped. */
export const quoteServer = (answer: string): string =>
  answer
    .replaceAll(/\p{Cc}+/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .slice(0, 300)
