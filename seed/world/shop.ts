import type { Agent, Brand, Inbox, Language, Team } from './types.ts'

export const brands: readonly Brand[] = [
  { key: 'tsumugi', name: 'つむぎ草堂', language: 'ja', timeZone: 'Asia/Tokyo' },
  { key: 'tarn', name: 'Tarn & Kettle', language: 'en', timeZone: 'America/Los_Angeles' },
]

/** The language in which a brand and its customers write. */
export const languageOf = (brand: Brand['key']): Language => (brand === 'tarn' ? 'en' : 'ja')

export const teams: readonly Team[] = [
  { key: 'orders', name: '受注・配送チーム' },
  { key: 'care', name: 'お客様相談チーム' },
  { key: 'english', name: 'English Desk' },
]

export const inboxes: readonly Inbox[] = [
  {
    key: 'tsumugi-chat',
    channel: 'chat',
    name: 'つむぎ草堂 サイトチャット',
    brand: 'tsumugi',
    teams: ['orders', 'care'],
  },
  {
    key: 'tsumugi-form',
    channel: 'form',
    name: 'つむぎ草堂 お問い合わせフォーム',
    brand: 'tsumugi',
    teams: ['orders', 'care'],
  },
  {
    key: 'tsumugi-mail',
    channel: 'email',
    name: 'つむぎ草堂 お客様窓口',
    brand: 'tsumugi',
    teams: ['orders', 'care'],
    address: 'support@tsumugi-sodo.example',
  },
  {
    key: 'tsumugi-course',
    channel: 'email',
    name: 'つむぎ草堂 定期コース窓口',
    brand: 'tsumugi',
    teams: ['care'],
    address: 'teiki@tsumugi-sodo.example',
  },
  { key: 'tarn-chat', channel: 'chat', name: 'Tarn & Kettle Chat', brand: 'tarn', teams: ['english'] },
  {
    key: 'tarn-form',
    channel: 'form',
    name: 'Tarn & Kettle Contact Form',
    brand: 'tarn',
    teams: ['english'],
  },
  {
    key: 'tarn-mail',
    channel: 'email',
    name: 'Tarn & Kettle Support',
    brand: 'tarn',
    teams: ['english'],
    address: 'hello@tarnandkettle.example',
  },
]

const mail = (name: string) => `${name}@tsumugi-sodo.example`

export const agents: readonly Agent[] = [
  {
    key: 'takase',
    name: '高瀬 由紀子',
    kana: 'タカセ ユキコ',
    email: mail('takase'),
    role: 'owner',
    teams: ['orders', 'care', 'english'],
    language: 'ja',
  },
  {
    key: 'okabe',
    name: '岡部 健太郎',
    kana: 'オカベ ケンタロウ',
    email: mail('okabe'),
    role: 'lead',
    teams: ['orders'],
    language: 'ja',
  },
  {
    key: 'miyake',
    name: '三宅 彩香',
    kana: 'ミヤケ アヤカ',
    email: mail('miyake'),
    role: 'agent',
    teams: ['orders'],
    language: 'ja',
  },
  {
    key: 'fujimoto',
    name: '藤本 大輔',
    kana: 'フジモト ダイスケ',
    email: mail('fujimoto'),
    role: 'agent',
    teams: ['orders'],
    language: 'ja',
  },
  {
    key: 'utsumi',
    name: '内海 千尋',
    kana: 'ウツミ チヒロ',
    email: mail('utsumi'),
    role: 'agent',
    teams: ['orders', 'care'],
    language: 'ja',
  },
  {
    key: 'nonomura',
    name: '野々村 恵美',
    kana: 'ノノムラ エミ',
    email: mail('nonomura'),
    role: 'lead',
    teams: ['care'],
    language: 'ja',
  },
  {
    key: 'shinohara',
    name: '篠原 美穂',
    kana: 'シノハラ ミホ',
    email: mail('shinohara'),
    role: 'agent',
    teams: ['care'],
    language: 'ja',
  },
  {
    key: 'kashiwagi',
    name: '柏木 亮',
    kana: 'カシワギ リョウ',
    email: mail('kashiwagi'),
    role: 'agent',
    teams: ['care'],
    language: 'ja',
  },
  {
    key: 'sagara',
    name: '相良 理沙',
    kana: 'サガラ リサ',
    email: mail('sagara'),
    role: 'agent',
    teams: ['care', 'orders'],
    language: 'ja',
  },
  {
    key: 'grace',
    name: 'Grace Whitcombe',
    email: mail('grace'),
    role: 'lead',
    teams: ['english'],
    language: 'en',
  },
  {
    key: 'marcus',
    name: 'Marcus Bell',
    email: mail('marcus'),
    role: 'agent',
    teams: ['english'],
    language: 'en',
  },
  {
    key: 'erika',
    name: 'Erika Yajima',
    kana: 'ヤジマ エリカ',
    email: mail('erika'),
    role: 'agent',
    teams: ['english'],
    language: 'en',
  },
]
