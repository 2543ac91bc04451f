import { describe, expect, it } from 'vitest'
import { checkReply, type CheckRules, type Known } from './check-reply.ts'

const rules: CheckRules = {
  wrongName: true,
  noHonorific: true,
  otherAddress: true,
  otherOrder: true,
  noAttachment: true,
  warningWords: [],
  forbiddenWords: [],
  approvals: [],
}
const hanako: Known = {
  names: ['山田 花子', 'やまだ はなこ'],
  heard: '返品について\n山田 花子\n届いた急須が割れていました。',
  ours: ['佐藤 花', 'つむぎ草堂'],
  otherAddresses: [],
  otherOrders: [],
}
const anna: Known = { ...hanako, names: ['Anna Smith'], heard: 'Hello, my pot broke. Anna' }
const codes = (text: string, known = hanako, files = 0, wanted: Partial<CheckRules> = {}) =>
  checkReply({ text, files }, known, { ...rules, ...wanted }).map(({ code }) => code)

describe('somebody else’s name at the head', () => {
  it.each([
    '田中様\n\nお世話になっております。',
    '田中 様',
    '田中さま、ご連絡ありがとうございます。',
    '田中 一郎 様\nお待たせいたしました。',
    '株式会社青空\n総務部 田中様\nお世話になっております。',
    'お世話になっております。\n田中様\n先ほどの件です。',
    '高橋さん、こんにちは。',
    '田中　花子様\n',
    'タナカ様',
  ])('is asked about: %j', (text) => {
    expect(codes(text)).toEqual(['wrong-name'])
  })
  it.each([
    '山田様\n\nお世話になっております。',
    '山田 花子 様',
    '山田花子様',
    '花子 山田 様',
    'ヤマダ様',
    '株式会社青空 総務部 山田様',
    'お客様\nこのたびは',
    '皆様',
    '皆さん、こんにちは',
    'ご担当者様',
    '関係者各位',
    '株式会社青空 御中',
    '商品の仕様\n素材は陶器です。',
    'たくさん、ありがとうございます。',
    '佐藤様\nこちらは社内の者です。',
    'お世話になっております。田中様のご紹介ですね。',
    '> 田中様\n> 以前のご案内です。\n\nこちらをご覧ください。',
    'Dear Tom,\nthank you.',
    '下記の通り、お母様、お届けします。',
  ])('is not seen in %j', (text) => {
    expect(codes(text)).toEqual([])
  })
  it('may be anybody’s who was named in the talk', () => {
    expect(codes('田中様', { ...hanako, heard: '代わりに夫の田中が受け取ります。' })).toEqual([])
  })
  it('is compared with variants of characters, and with nothing where no name is known', () => {
    expect(codes('高橋様', { ...hanako, names: ['髙橋 一郎'] })).toEqual([])
    for (const names of [[''], ['山田 花子', ''], [], ['株式会社青空'], ['hanako@customer.example']])
      expect(codes('田中様', { ...hanako, names })).toEqual([])
    // Nothing says where the family name ends.
    expect(codes('山田様', { ...hanako, names: ['山田花子'] })).toEqual([])
    expect(codes('田中様', { ...hanako, names: ['山田花子'] })).toEqual(['wrong-name'])
  })
  it('is seen in English greetings, too', () => {
    expect(codes('Dear Tom,\n\nthank you.', anna)).toEqual(['wrong-name'])
    expect(codes('Hi again, Tom. Your pot has left.', anna)).toEqual(['wrong-name'])
    for (const fine of [
      'Dear Anna,',
      'Hi Ms. Smith,',
      'Hello there,',
      'Dear Customer,',
      'Dear Sir or Madam,',
    ])
      expect(codes(fine, anna)).toEqual([])
    expect(codes('Dear Hanako-san,', { ...anna, names: ['Hanako Yamada'] })).toEqual([])
    expect(codes('Dear Hanako,')).toEqual([])
  })
})

describe('the customer’s name with nothing behind it', () => {
  it.each([
    '山田花子\n\nお世話になっております。',
    '山田 花子、ご連絡ありがとうございます。',
    '山田\n先日は',
  ])('%j', (text) => {
    expect(codes(text)).toEqual(['no-honorific'])
  })
  it('is none where a title follows, further down, in Latin letters, or where it is one of ours', () => {
    expect(codes('山田花子様\n')).toEqual([])
    expect(codes('一行目\n二行目\n三行目\n山田花子')).toEqual([])
    expect(codes('Anna\nthank you', anna)).toEqual([])
    expect(codes('山田\nです', { ...hanako, ours: ['山田 太郎'] })).toEqual([])
  })
})

describe('a file that is spoken of', () => {
  it.each([
    'お見積書を添付いたしましたので、ご査収ください。',
    '添付ファイルをご確認ください。',
    '手順は添付の資料をご覧ください。',
    '詳細は添付のとおりです。',
    '返品伝票を添付しております。',
    'Please find attached the invoice.',
    'I’ve attached the label.',
    'The form is attached.',
  ])('and is not there: %j', (text) => {
    expect(codes(text)).toEqual(['no-attachment'])
    expect(codes(text, hanako, 1)).toEqual([])
  })
  it.each([
    '破損箇所のお写真を添付のうえ、ご返信ください。',
    '写真を添付してお送りください。',
    'お送りいただいた添付ファイルを確認いたしました。',
    'お写真の添付ありがとうございます。',
    '画像を添付いただけますでしょうか。',
    'ファイルが添付されていないようです。',
    '商品に納品書を同封しております。',
    'Could you attach a photo of the pot?',
    'Thank you for the attached photo.',
    'The photo you attached shows the crack.',
    '> 添付の資料をご覧ください。\n\n承知しました。',
  ])('and is the customer’s: %j', (text) => {
    expect(codes(text)).toEqual([])
  })
})

describe('words of the workspace’s own lists', () => {
  const words = (text: string, list: string[]) =>
    checkReply({ text, files: 0 }, hanako, { ...rules, forbiddenWords: list }).map(({ quote }) => quote)
  it('are found in any width, case and kind of kana, as they stand in the text', () => {
    expect(words('本日中にｷｬﾝｾﾙを承ります。', ['キャンセル'])).toEqual(['ｷｬﾝｾﾙ'])
    expect(words('きゃんせる可', ['キャンセル'])).toEqual(['きゃんせる'])
    expect(words('It is ＦＲＥＥ of charge.', ['free'])).toEqual(['ＦＲＥＥ'])
    expect(words('絶対に 効きます', ['絶対に効きます', '効き'])).toEqual(['効き'])
  })
  it('are whole words where they are of letters, and are not looked for in quotations', () => {
    expect(words('a carefree day', ['free'])).toEqual([])
    expect(words('> 絶対に治りますか\n\nお答えいたします。', ['絶対'])).toEqual([])
  })
  it('are refused or asked about', () => {
    expect(codes('絶対に届きます', hanako, 0, { forbiddenWords: ['絶対'], warningWords: ['届き'] })).toEqual([
      'forbidden-word',
      'warning-word',
    ])
  })
})

it('asks of what is switched on alone', () => {
  const known = { ...hanako, otherAddresses: ['x@y.example'], otherOrders: ['AB12345'] }
  const text = '田中様\n山田花子\n添付の資料をご覧ください。'
  expect(codes(text, known)).toEqual([
    'wrong-name',
    'no-honorific',
    'other-address',
    'other-order',
    'no-attachment',
  ])
  const off = {
    wrongName: false,
    noHonorific: false,
    otherAddress: false,
    otherOrder: false,
    noAttachment: false,
  }
  expect(codes(text, known, 0, off)).toEqual([])
})
