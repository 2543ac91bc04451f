/** Words of the server's in the language of the screen: Japanese for `ja`, else English. */
export const inLanguage = (words: { en: string; ja: string }, language: string): string =>
  language === 'ja' ? words.ja : words.en
