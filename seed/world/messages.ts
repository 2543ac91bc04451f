import type { Cast } from './casting.ts'
import { dateJa } from './facts-ja.ts'
import { type Dress, type Occasion } from './dress.ts'
import { dressAgentEn, dressCustomerEn, quirksEn, tidyEn } from './dress-en.ts'
import { dressAgentJa, dressCustomerJa } from './dress-ja.ts'
import { type Facts, fill } from './fill.ts'
import { toHtml } from './html.ts'
import { habitsOf } from './people.ts'
import { quirksJa } from './quirks-ja.ts'
import type { Turn } from './draft.ts'
import { agents } from './shop.ts'
import type { Language, Message } from './types.ts'
import { minute, wall } from './zones.ts'

/** What all turns of a conversation share. */
export type Common = Pick<
  Occasion,
  'random' | 'channel' | 'mood' | 'person' | 'persona' | 'kind' | 'endless'
> & {
  readonly language: Language
  readonly cast: Cast
  readonly facts: Facts
  /** Mailbox as it appears in quotations; mails only. */
  readonly mailbox?: string
  readonly subject: string
}

interface Voices {
  readonly customer: Dress
  readonly agent: Dress
  readonly quirks: typeof quirksJa
  readonly tidy: (text: string) => string
}

const voices: Readonly<Record<Language, Voices>> = {
  ja: { customer: dressCustomerJa, agent: dressAgentJa, quirks: quirksJa, tidy: (text) => text },
  en: { customer: dressCustomerEn, agent: dressAgentEn, quirks: quirksEn, tidy: tidyEn },
}

/** The owner signs English mails, too, but in Latin letters. */
export function nameOf(agent: string, language: Language): string {
  if (agent === 'takase' && language === 'en') return 'Yukiko Takase'
  return agents.find(({ key }) => key === agent)?.name ?? ''
}

/** The line above a quotation, as mail programs of either language write it. */
function quoteHead(language: Language, at: Date, mailbox: string): string {
  const time = at.getTime()
  if (language === 'ja') {
    const { year, hour, minute: minutes } = wall('Asia/Tokyo', time)
    return `${year}年${dateJa(time)} ${hour}:${String(minutes).padStart(2, '0')} ${mailbox}:`
  }
  const { year, month, day, hour, minute: minutes } = wall('America/Los_Angeles', time)
  return `On ${month}/${day}/${year} at ${hour}:${String(minutes).padStart(2, '0')}, ${mailbox} wrote:`
}

function quote(language: Language, message: Message | undefined, mailbox: string | undefined): string {
  if (!message || !mailbox) return ''
  const lines = message.text.split('\n').map((line) => (line === '' ? '>' : `> ${line}`))
  return `\n\n${quoteHead(language, message.at, mailbox)}\n${lines.join('\n')}`
}

function inbound(common: Common, turn: Turn, at: number, before: readonly Message[]): Message {
  const { random, language, persona, channel, mailbox, facts, subject } = common
  const voice = voices[language]
  const occasion = {
    ...common,
    part: turn.part,
    agentName: '',
    style: 0,
    first: turn.part === 'opening',
    late: false,
  }
  const said = fill(voice.customer(turn.text, occasion), facts, at, false)
  const cheerful = common.mood === 'plain' || common.mood === 'glad'
  let text = voice.quirks(random, said, persona, channel === 'chat', cheerful)
  const previous = before.findLast(({ kind }) => kind === 'outbound')
  if (channel === 'email' && persona.quotes && previous) text += quote(language, previous, mailbox)
  const mail = channel === 'email'
  return {
    kind: 'inbound',
    at: new Date(at),
    text,
    ...(mail && persona.html && { html: toHtml(text) }),
    ...(mail && { subject: turn.part === 'opening' ? subject : `Re: ${subject}` }),
  }
}

function outbound(common: Common, turn: Turn, at: number, before: readonly Message[]): Message {
  const { language, channel, facts, cast, subject } = common
  const agent = cast[turn.author]
  const { style } = habitsOf(agent)
  const waiting = before.findLast(({ kind }) => kind === 'inbound')
  const occasion: Occasion = {
    ...common,
    part: turn.part,
    agentName: nameOf(agent, language),
    style,
    first: !before.some(({ kind }) => kind === 'outbound'),
    late: waiting !== undefined && at - waiting.at.getTime() > 30 * minute,
  }
  const voice = voices[language]
  const text = voice.tidy(fill(voice.agent(turn.text, occasion), facts, at, true))
  const mail = channel === 'email'
  return {
    kind: 'outbound',
    agent,
    at: new Date(at),
    text,
    ...(mail && style % 2 === 0 && { html: toHtml(text) }),
    ...(mail && { subject: `Re: ${subject}` }),
  }
}

/** The turns as they are written and read. */
export function writeMessages(common: Common, turns: readonly Turn[], times: readonly number[]): Message[] {
  const messages: Message[] = []
  turns.forEach((turn, index) => {
    const at = times[index] ?? 0
    if (turn.by === 'customer') messages.push(inbound(common, turn, at, messages))
    else if (turn.by === 'agent') messages.push(outbound(common, turn, at, messages))
    else {
      const text = voices[common.language].tidy(fill(turn.text.join('\n'), common.facts, at, true))
      messages.push({ kind: 'note', agent: common.cast[turn.author], at: new Date(at), text })
    }
  })
  return messages
}
