import type { IssueCode } from './contract-words.ts'

/** What is wrong, in words: for the report as a table. Screens have their own. */
export const ISSUE_WORDS: Record<IssueCode, { en: string; ja: string }> = {
  unreadable: { en: 'Can’t be read; left out.', ja: '読み取れないため、取り込みません。' },
  'too-large': { en: 'Larger than 64 MB; left out.', ja: '64 MBを超えているため、取り込みません。' },
  'too-many': {
    en: 'More than 10,000 messages in a conversation, or 200 files in a message; the rest is left out.',
    ja: '1つの会話で10,000件、1つのメッセージで200ファイルを超える分は、取り込みません。',
  },
  'author-unknown': {
    en: 'Nothing tells who wrote some of it; imported as replies without a name.',
    ja: '書いた人が分からないメッセージは、名前のない返信として取り込みます。',
  },
  'unknown-record': {
    en: 'Nothing tells what it is; left out.',
    ja: '種類が分からないため、取り込みません。',
  },
  'no-customer': {
    en: 'Nothing tells whose it is; left out.',
    ja: 'お客様が分からないため、取り込みません。',
  },
  'no-date': { en: 'Its date can’t be read; left out.', ja: '日時が読み取れないため、取り込みません。' },
  'nothing-said': { en: 'It holds no messages; left out.', ja: 'メッセージがないため、取り込みません。' },
  'no-talk': {
    en: 'Messages whose conversation is not in the file; left out.',
    ja: '会話がファイルに含まれていないメッセージのため、取り込みません。',
  },
  unwanted: {
    en: 'Spam, trash, draft or deleted; left out.',
    ja: '迷惑メール・ゴミ箱・下書き・削除済みのため、取り込みません。',
  },
  'address-taken': {
    en: 'Belongs to another customer; not added.',
    ja: '別のお客様に登録されているため、追加していません。',
  },
  'file-missing': {
    en: 'The file is not there; only its name was imported.',
    ja: 'ファイルが含まれていないため、名前だけを取り込みました。',
  },
  'file-too-large': {
    en: 'The file is over the limit; only its name was imported.',
    ja: '上限を超えているため、名前だけを取り込みました。',
  },
  gone: {
    en: 'Erased or merged here; nothing was added.',
    ja: 'こちらで消去または統合されているため、追記していません。',
  },
  kept: {
    en: 'Something happened in it since; not taken back.',
    ja: '取り込んだ後に動きがあったため、取り消していません。',
  },
}
