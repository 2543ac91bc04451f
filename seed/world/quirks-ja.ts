import type { Persona } from './persona.ts'
import type { Random } from './random.ts'

/** Spellings that split Japanese writers; each persona keeps to its own. */
const spellings: readonly (readonly [RegExp, string])[] = [
  [/ください/g, '下さい'],
  [/いたします/g, '致します'],
  [/ありがとう/g, '有難う'],
  [/でき(?=ま|る|れ|な|て|た)/g, '出来'],
  [/(?<![\p{Script=Han}のな])分か(?=り|ら[なず]|る|っ)/gu, 'わか'],
  [/いただ(?=き|け|く|い)/g, '頂'],
  [/よろしく/g, '宜しく'],
  [/すでに/g, '既に'],
]

/** Full-width katakana to half-width, with the marks as characters of their own (JIS X 0201). */
const full =
  'アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲンァィゥェォャュョッー'
const half = 'ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝｧｨｩｪｫｬｭｮｯｰ'

export function halfKana(text: string): string {
  // NFD parts the voicing mark from its kana, but only within katakana: kanji and hiragana stay as they are.
  return text.replace(/[ァ-ヶー]/g, (kana) =>
    [...kana.normalize('NFD')]
      .map((char) => (char === '\u3099' ? 'ﾞ' : char === '\u309a' ? 'ﾟ' : (half[full.indexOf(char)] ?? char)))
      .join(''),
  )
}

const fullDigits = (text: string): string =>
  text.replace(/[0-9]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))

const faces = ['😊', '🙏', '💦', '🙇‍♀️', '(^^)', '^_^', '！', 'm(_ _)m']

function spell(text: string, { habits }: Persona): string {
  return spellings.reduce((done, [from, to], index) => (habits[index] ? done.replace(from, to) : done), text)
}

/** On the telephone: sentences end in a line break, an exclamation mark or nothing. */
function mobile(random: Random, text: string): string {
  const ending = random.pick(['', '', '\n', '\n', '！', '。', '。'])
  return ending === '。'
    ? text
    : text.replace(/。(?!\n|$)/g, ending === '' ? '\n' : ending).replace(/。/g, '')
}

/** What the customer's fingers make of a text. Facts are already in it. */
export function quirksJa(
  random: Random,
  text: string,
  persona: Persona,
  chat: boolean,
  cheerful: boolean,
): string {
  let done = spell(text, persona)
  if (persona.manner === 'mobile') done = mobile(random, done)
  else if (chat && random.chance(0.5)) done = done.replace(/。$/, '')
  else if (persona.manner === 'curt') done = done.replace(/いただけますでしょうか。/g, 'もらえますか。')
  if (persona.emoji && cheerful && chat && random.chance(0.35) && !/\p{Extended_Pictographic}/u.test(done)) {
    done = `${done.replace(/。$/, '')}${random.pick(faces)}`
  }
  if (persona.width === 'half-kana') return halfKana(done)
  return persona.width === 'full-digits' ? fullDigits(done) : done
}
