import * as agent from '../stories/en/agent-phrases.ts'
import * as customer from '../stories/en/customer-phrases.ts'
import { blocks, type Dress, type Occasion, some } from './dress.ts'
import { choose } from './fill.ts'
import type { Persona } from './persona.ts'
import type { Random } from './random.ts'

const pick = ({ random }: Occasion, lines: readonly string[]): string => choose(random, random.pick(lines))

function extras({ random, mood, persona, endless }: Occasion): string[] {
  if (mood === 'upset') return some(random, customer.grievances, endless ? 6 : random.chance(0.45) ? 1 : 0)
  return some(random, customer.asides, endless ? 7 : random.chance(persona.chatty) ? 1 : 0)
}

function signature({ random, persona }: Occasion): string {
  if (persona.phoneLine) return 'Sent from my iPhone'
  if (persona.manner === 'curt' || random.chance(0.15)) return ''
  if (persona.signsPhone) return '{customer}\n{phone}'
  return persona.manner === 'formal' || persona.manner === 'elder' ? '{customer}' : '{first}'
}

function opening(text: readonly string[], occasion: Occasion): string {
  const { random, persona, channel, mood } = occasion
  const form = channel === 'form'
  const letter = text.length > 5
  const greeting = form && random.chance(0.6) ? '' : pick(occasion, customer.greetings[persona.manner])
  const sentences = [...text.slice(0, 2), ...(letter ? [] : extras(occasion)), ...text.slice(2)]
  const body = sentences.join(letter ? '\n' : random.chance(0.3) ? '\n\n' : ' ')
  const farewell = form && random.chance(0.6) ? '' : pick(occasion, customer.farewells[persona.manner])
  const signed = form ? '' : signature(occasion)
  const end = [mood === 'upset' && random.chance(0.4) ? '' : farewell, signed].filter((line) => line !== '')
  return blocks(greeting, body, end.join(persona.phoneLine ? '\n\n' : '\n'))
}

/** Customers' texts in English. */
export const dressCustomerEn: Dress = (text, occasion) => {
  const { random, channel, part } = occasion
  if (channel === 'chat') return text.join(' ')
  if (part === 'opening') return opening(text, occasion)
  const greeting =
    part === 'thanks' || part === 'nudge' || random.chance(0.6)
      ? ''
      : random.pick(['Hi,', 'Hi again,', 'Hello,'])
  return blocks(greeting, text.join(' '), random.chance(0.5) ? signature(occasion) : '')
}

const signatures: readonly string[] = [
  '{agent}\nTarn & Kettle, Customer Care\nhello@tarnandkettle.example',
  '- {agent}, Tarn & Kettle',
  'Warm regards,\n{agent}\n\nTarn & Kettle, Portland, Oregon',
]

function mail(text: readonly string[], occasion: Occasion): string {
  const { random, mood, style, first } = occasion
  const own = /sorry|thank|apologi|lovely|made our day|taken this over|whole conversation/i.test(
    text[0] ?? '',
  )
  const calm = mood === 'plain' || mood === 'glad' || mood === 'grave'
  const ack = !first || own ? '' : pick(occasion, agent.acknowledgements[mood === 'grave' ? 'plain' : mood])
  const short = occasion.part === 'reminder' || own
  const again = short ? 'Hi {first},' : pick(occasion, agent.againGreetings)
  const hello = first ? (agent.mailGreetings[style % agent.mailGreetings.length] ?? '') : again
  const bare = occasion.part === 'goodbye' || occasion.part === 'reminder'
  const closing =
    bare || random.chance(first ? 0.2 : 0.55)
      ? ''
      : pick(occasion, calm ? agent.mailClosings.plain : agent.mailClosings.upset)
  const body = style === 1 ? [text.join(' ')] : text
  return blocks(hello, ack, ...body, closing, signatures[style % signatures.length] ?? '')
}

/** Agents' texts in English. */
export const dressAgentEn: Dress = (text, occasion) => {
  const { random, channel, part, late } = occasion
  const name = occasion.agentName.split(' ')[0] ?? ''
  if (channel !== 'chat') return mail(text, occasion).replaceAll('{agent}', name)
  const said = part === 'greeting' && late ? [random.pick(agent.chatGreetings.late)] : text
  return said.join(' ').replaceAll('{agent}', name)
}

/** "a apron" cannot be seen before the slot is filled. */
const article = (text: string): string => text.replace(/\b([Aa]) (?=[aeiou]\w)/g, '$1n ')

/** Slots may stand at the beginning of a sentence. */
const capital = (text: string): string =>
  text.replace(
    /(^|[.?!] |\n)([a-z])(?![\w.]*@)/g,
    (_, before: string, letter: string) => before + letter.toUpperCase(),
  )

export const tidyEn = (text: string): string => capital(article(text))

const slips: readonly (readonly [RegExp, string])[] = [
  [/receive/g, 'recieve'],
  [/definitely/g, 'definately'],
  [/address/g, 'adress'],
  [/\bit's\b/g, 'its'],
  [/\bthe\b(?= (?:order|package|box))/, 'teh'],
  [/really/g, 'realy'],
]

/** What the customer's fingers make of a text. Facts are already in it. */
export function quirksEn(
  random: Random,
  text: string,
  persona: Persona,
  chat: boolean,
  cheerful: boolean,
): string {
  const lower = persona.manner === 'mobile' && (chat || persona.habits[0])
  let done = lower
    ? article(text).replace(
        /(^|[.?!] |\n)([A-Z])(?=[a-z'])/g,
        (_, gap: string, letter: string) => gap + letter.toLowerCase(),
      )
    : chat && persona.manner === 'mobile'
      ? article(text)
      : tidyEn(text)
  if (persona.manner === 'mobile')
    done = done
      .replace(/(\w)\.(?=$|\n)/g, '$1')
      .replace(/\bI'(m|ve|d|ll)\b/g, persona.habits[1] ? 'i$1' : "I'$1")
  slips.forEach(([from, to], index) => {
    if (persona.habits[index + 2] && persona.manner !== 'formal' && random.chance(0.25))
      done = done.replace(from, to)
  })
  if (persona.emoji && cheerful && chat && random.chance(0.3) && !/\p{Extended_Pictographic}/u.test(done)) {
    done = `${done.replace(/\.$/, '')} ${random.pick(['🙂', '🙏', '😊', ':)', '😅', '🏕️'])}`
  }
  return done
}
