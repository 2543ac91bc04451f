import type { Goods } from '../stories/story.ts'
import type { Language } from './types.ts'

/** One product as its shop and its customers speak of it. */
export interface Product {
  readonly key: string
  readonly language: Language
  readonly group: Exclude<Goods, 'course'>
  /** Full name, as agents write it. */
  readonly name: string
  /** Short name, as customers write it. */
  readonly item: string
  /** Yen or dollars. */
  readonly price: number
  readonly coursePrice?: number
  /** Japanese counter. */
  readonly unit: string
  /** What it is, to end a sentence with (Japanese); its size (English). */
  readonly blurb: string
  /** Its caffeine, as a clause (Japanese); its weight (English). */
  readonly detail: string
  readonly origin?: string
}

/** A product in one line. */
export type Row = readonly [
  key: string,
  group: Product['group'],
  name: string,
  item: string,
  price: number,
  course: number,
  unit: string,
  blurb: string,
  detail: string,
  origin?: string,
]

const free = 'ノンカフェインでございます'
const gentle = '妊娠中や授乳中の方にも多くお使いいただいております'

export const japanese: readonly Row[] = [
  [
    'kuromame',
    'tea',
    'めぐり黒豆茶',
    '黒豆茶',
    2480,
    2232,
    '袋',
    '香ばしく飲みやすい焙煎茶',
    free,
    '北海道産の黒大豆',
  ],
  [
    'rooibos',
    'tea',
    'ほどけるルイボス',
    'ルイボスティー',
    2680,
    2412,
    '袋',
    '渋みの少ないすっきりしたお茶',
    free,
    '南アフリカ産の茶葉',
  ],
  [
    'chamomile',
    'tea',
    '夜のカモミールブレンド',
    'カモミールティー',
    1980,
    1782,
    '箱',
    'おやすみ前に向いたやさしい香りのハーブティー',
    free,
    'エジプト産と岐阜県産の花',
  ],
  [
    'tochu',
    'tea',
    'すっきり杜仲茶',
    '杜仲茶',
    2580,
    2322,
    '袋',
    'お食事と一緒に召し上がりやすい健康茶',
    free,
    '長野県産の杜仲葉',
  ],
  [
    'latte',
    'tea',
    'ほうじ茶ラテの素',
    'ほうじ茶ラテ',
    1620,
    0,
    '袋',
    '牛乳で溶くだけの甘さ控えめのラテ',
    '1杯あたり約15mgのカフェインを含んでおります',
    '静岡県産の茶葉',
  ],
  [
    'aojiru',
    'health',
    '朝の青汁 つむぎ',
    '青汁',
    3980,
    3184,
    '箱',
    '大麦若葉と桑の葉を使った、朝に続けやすい青汁',
    free,
    '大分県産の大麦若葉',
  ],
  [
    'shoga',
    'health',
    '発酵しょうが粒',
    'しょうが粒',
    3240,
    2754,
    '袋',
    '体を内側から温めたい方向けの粒タイプ',
    free,
    '高知県産のしょうが',
  ],
  [
    'kin',
    'health',
    '菌めぐり 乳酸菌',
    '乳酸菌',
    3680,
    3128,
    '箱',
    '毎日のリズムを整えたい方向けの顆粒',
    free,
    '国内で培養した植物性乳酸菌',
  ],
  [
    'amazake',
    'health',
    'コラーゲン甘酒',
    '甘酒',
    3456,
    3110,
    '箱',
    '砂糖を使わない米麹の甘酒',
    free,
    '新潟県産の米',
  ],
  ['serum', 'skin', '茶の実オイル美容液', '美容液', 5280, 4488, '本', 'ハリが気になる方向けの美容液', gentle],
  [
    'cleanser',
    'skin',
    '米ぬか洗顔フォーム',
    '洗顔フォーム',
    1980,
    1782,
    '本',
    'しっとり洗い上げる泡立ちのよい洗顔料',
    gentle,
  ],
  [
    'cream',
    'skin',
    '茶の実うるおいクリーム',
    'クリーム',
    4380,
    3723,
    '個',
    '乾燥が気になる方向けのこっくりとしたクリーム',
    gentle,
  ],
  [
    'lotion',
    'skin',
    'よもぎ化粧水',
    '化粧水',
    3300,
    2970,
    '本',
    'さらりとなじむ敏感な肌向けの化粧水',
    gentle,
  ],
  ['milk', 'skin', 'ひなたよけUVミルク', 'UVミルク', 2420, 0, '本', '石けんで落とせる日焼け止め', gentle],
  [
    'gift',
    'set',
    'ギフトセット「ひなた」',
    'ギフトセット',
    5400,
    0,
    '箱',
    'お茶3種と焼き菓子を詰め合わせた贈り物',
    free,
  ],
  [
    'trial',
    'set',
    'お試しセット（7日分）',
    'お試しセット',
    980,
    0,
    'セット',
    '人気の5品を7日分ずつ試せるセット',
    free,
  ],
]

export const english: readonly Row[] = [
  ['kettle', 'iron', 'Tarn Kettle 1.2 L', 'kettle', 64, 0, '', '6 inches wide', '1.9 lb'],
  ['skillet', 'iron', 'Ember Skillet 10"', 'skillet', 78, 0, '', '8 inches wide', '4.6 lb'],
  ['oven', 'iron', 'Fieldstone Dutch Oven 5 qt', 'Dutch oven', 148, 0, '', '9 inches wide', '12 lb'],
  ['board', 'kitchen', 'Larch Cutting Board', 'cutting board', 52, 0, '', '16 by 11 inches', '3.1 lb'],
  ['tins', 'kitchen', 'Flint Spice Tin Set', 'spice tin set', 38, 0, '', '3 inches wide', '1.2 lb'],
  ['pan', 'iron', 'Slate Carbon Steel Pan 11"', 'carbon steel pan', 92, 0, '', '8.5 inches wide', '3.4 lb'],
  ['lantern', 'camp', 'Dusk Lantern', 'lantern', 58, 0, '', '4 by 7 inches', '14 oz'],
  ['mugs', 'camp', 'Ridge Camp Mugs (set of 2)', 'mug set', 34, 0, '', '4 by 4 inches', '9 oz'],
  ['cookset', 'camp', 'Saddle Cook Set', 'cook set', 119, 0, '', '6 by 8 inches', '2.2 lb'],
  ['blanket', 'camp', 'Moss Wool Blanket', 'wool blanket', 132, 0, '', '7 by 14 inches', '3.8 lb'],
  ['chair', 'camp', 'Cairn Camp Chair', 'camp chair', 96, 0, '', '5 by 15 inches', '2.6 lb'],
  ['filter', 'camp', 'Brook Water Filter', 'water filter', 74, 0, '', '3 by 8 inches', '11 oz'],
  ['stove', 'camp', 'Kindle Folding Stove', 'folding stove', 86, 0, '', '5 by 6 inches', '1.4 lb'],
  ['club', 'club', 'Basecamp Coffee Club', 'coffee', 29, 29, '', '12 oz', '12 oz'],
]
