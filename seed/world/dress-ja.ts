import * as agent from '../stories/ja/agent-phrases.ts'
import * as customer from '../stories/ja/customer-phrases.ts'
import { blocks, type Dress, type Occasion, some } from './dress.ts'
import { choose } from './fill.ts'

const pick = ({ random }: Occasion, lines: readonly string[]): string => choose(random, random.pick(lines))

/** Whatever an upset or a talkative customer adds to the matter itself. */
function extras({ random, mood, persona, endless }: Occasion): string[] {
  if (mood === 'grave') return []
  if (mood === 'upset')
    return some(random, customer.grievances, endless ? 6 : random.chance(0.5) ? random.int(1, 2) : 0)
  return some(random, customer.asides, endless ? 4 : random.chance(persona.chatty * 0.6) ? 1 : 0)
}

/** Older customers have a word about themselves before they come to the point. */
function smallTalk({ random, mood, persona, endless }: Occasion): string[] {
  if (mood === 'grave' || mood === 'upset' || persona.manner !== 'elder') return []
  return some(random, customer.smallTalk, endless ? 5 : random.chance(0.6) ? random.int(1, 2) : 0)
}

function opening(text: readonly string[], occasion: Occasion): string {
  const { random, persona, channel } = occasion
  const { manner } = persona
  const form = channel === 'form'
  // Strangers with something to offer bring their own greeting.
  const offer = /^misc\.(sales|press)/.test(occasion.kind)
  const greeting = offer || (form && random.chance(0.5)) ? '' : pick(occasion, customer.greetings[manner])
  const introduction =
    offer || (form && random.chance(0.6)) ? '' : pick(occasion, customer.introductions[manner])
  // A letter brings its own introduction and its own lines.
  const letter = text.length > 5
  const extra = letter ? [] : extras(occasion)
  const order =
    random.chance(0.12) &&
    !text.join('').includes('{order}') &&
    /^(order|return|delivery)/.test(occasion.kind)
  const broken = text.some((part) => part.includes('\n'))
  const glue = !broken && (manner === 'curt' || random.chance(0.3)) ? '' : '\n'
  const body = [...(letter ? [] : smallTalk(occasion)), ...text, ...extra].join(letter ? '\n' : glue)
  const farewell = random.chance(form ? 0.5 : 0.85) ? pick(occasion, customer.farewells[manner]) : ''
  const head = [greeting, letter ? '' : introduction].filter((line) => line !== '')
  return blocks(
    head.join(random.chance(0.75) ? '\n' : ''),
    body,
    order ? '注文番号：{order}' : '',
    occasion.mood === 'upset' && random.chance(0.4) ? '' : farewell,
    form ? '' : signature(occasion),
  )
}

function signature({ random, persona }: Occasion): string {
  if (persona.phoneLine) return 'iPhoneから送信'
  if (persona.manner === 'mobile' || persona.manner === 'curt' || random.chance(0.35)) return ''
  if (persona.signsPhone) return '{customer}\nTEL {phone}'
  return persona.manner === 'elder' ? '{pref}　{customer}' : '{customer}'
}

function answering(text: readonly string[], occasion: Occasion): string {
  const { random, persona, part, mood } = occasion
  const { manner } = persona
  const plain = manner === 'mobile' || manner === 'curt'
  const thanked = part === 'thanks' || /ありがとう/.test(text.join('')) || plain
  const greeting =
    part === 'nudge' || thanked || random.chance(0.45)
      ? ''
      : random.pick([
          'ご返信ありがとうございます。',
          '早速のご連絡ありがとうございます。',
          'お返事ありがとうございます。',
          '{family}です。',
        ])
  const close =
    part === 'thanks' || plain || mood === 'grave' || random.chance(0.55)
      ? ''
      : pick(occasion, customer.farewells[manner])
  return blocks(
    [greeting, text.join('\n')].filter((line) => line !== '').join('\n'),
    close,
    random.chance(0.5) ? signature(occasion) : '',
  )
}

/** Customers' texts in Japanese. */
export const dressCustomerJa: Dress = (text, occasion) => {
  if (occasion.channel === 'chat') return text.join(occasion.random.chance(0.4) ? '\n' : '')
  return occasion.part === 'opening' ? opening(text, occasion) : answering(text, occasion)
}

const shop = 'つむぎ草堂'

const signatures: readonly string[] = [
  `━━━━━━━━━━━━━━━━━━━━\n${shop} {desk}\n担当：{agent}\nTEL：0120-000-736（平日 9:00〜18:00）\nhttps://tsumugi-sodo.example/\n━━━━━━━━━━━━━━━━━━━━`,
  `-- \n${shop} {desk}　{agent}\n電話 0120-000-736 ／ 受付 平日9時〜18時`,
  `＊‥‥‥‥‥‥‥‥‥‥‥‥‥‥＊\n　${shop}　{desk}\n　担当　{agent}\n　お電話　0120-000-736\n＊‥‥‥‥‥‥‥‥‥‥‥‥‥‥＊`,
  `──────────────────\n${shop}　{desk}　{agent}\nsupport@tsumugi-sodo.example\n──────────────────`,
]

/** Two apologies or two thanks in a row read like a machine. */
const opensByItself =
  /申し訳|お詫び|ありがとうございます|お悔やみ|お見舞い|ご愁傷|お加減|うれしい|責任者|ご心配|お待たせ/

function mail(text: readonly string[], occasion: Occasion): string {
  const { random, mood, style, first, kind } = occasion
  const ack =
    opensByItself.test(text[0] ?? '') || !first
      ? ''
      : pick(occasion, mood === 'grave' ? [''] : agent.acknowledgements[mood])
  const greeting =
    mood === 'grave'
      ? '{brand}の{agent}でございます。'
      : (agent.mailGreetings[style % agent.mailGreetings.length] ?? '')
  const name = mood === 'grave' ? '' : (agent.introductions[style % agent.introductions.length] ?? '')
  const hello = first
    ? `${greeting}\n${name}`.trim()
    : random.chance(0.8)
      ? pick(occasion, agent.againGreetings)
      : ''
  const closings =
    mood === 'upset' || mood === 'worried' ? agent.mailClosings.upset : agent.mailClosings.plain
  const leaving = kind.startsWith('cancel') || kind === 'account.leave'
  const skip =
    /重ねて|お詫び申し上げます。$/.test(text.at(-1) ?? '') ||
    mood === 'grave' ||
    (mood === 'worried' && !first) ||
    (leaving && !first) ||
    occasion.part === 'goodbye' ||
    occasion.part === 'reminder'
  const closing = skip || random.chance(first ? 0.1 : 0.6) ? '' : random.pick(closings)
  // Some agents break after each sentence, as many Japanese business mails do; others write paragraphs.
  const body = style % 3 === 0 ? text.map((part) => part.replace(/。(?=[^\n」）])/g, '。\n')) : text
  return blocks('{customer} 様', hello, ack, ...body, closing, signatures[style % signatures.length] ?? '')
}

/** Younger agents speak less stiffly in a chat than in a letter. */
function relax(text: string, style: number): string {
  if (![2, 4, 7, 8].includes(style)) return text
  return text
    .replaceAll('のでございますね', 'のですね')
    .replaceAll('とのことでございます', 'とのことです')
    .replaceAll('でございました', 'でした')
    .replaceAll('でございます', 'です')
    .replaceAll('くださいませ', 'ください')
    .replaceAll('ございませんので', 'ありませんので')
}

/** Agents' texts in Japanese. */
export const dressAgentJa: Dress = (text, occasion) => {
  const { random, channel, style, part, late } = occasion
  const name = occasion.agentName.split(' ')[0] ?? ''
  if (channel !== 'chat') return mail(text, occasion).replaceAll('{agent}', name)
  const said = part === 'greeting' && late ? [random.pick(agent.chatGreetings.late)] : text
  return relax(said.join(random.chance(0.5) ? '\n' : ''), style).replaceAll('{agent}', name)
}
