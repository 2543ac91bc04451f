/**
 * What a scenario family is made of. The texts hold four kinds of markup:
 * `{slot}` is a fact of the conversation, `[a|b|]` is one of several wordings (the empty one leaves it out),
 * ` // ` parts the bubbles of a chat, and a line may begin with conditions in `<...>` which keep question and answer
 * together (world/wording.ts). A line that is only `-` stands for "nothing".
 */

/** Wordings of which one is taken. */
export type Lines = readonly string[]

/** One turn of the customer and the agent's answer to it. */
export interface Exchange {
  readonly says: Lines
  readonly reply: Lines
  /** Tags that the conversation gets if this exchange happens. */
  readonly tags?: Lines
  /** How likely this branch is against its neighbours; 1 unless said. */
  readonly weight?: number
  /** Said days later, when there is something to tell. */
  readonly later?: true
  /** Settles the matter: no further questions. */
  readonly ends?: true
}

/** The agent asks back before the answer, and the customer tells. */
export interface Probe {
  readonly asks: Lines
  readonly tells: Lines
}

export type Channel = 'chat' | 'form' | 'email'
/** `grave`: bereavement; no thanks for the custom, no wishes for the future. */
export type Mood = 'plain' | 'worried' | 'upset' | 'glad' | 'grave'
export type Goods = 'tea' | 'health' | 'skin' | 'set' | 'course' | 'iron' | 'kitchen' | 'camp' | 'club'
export type Priority = 'low' | 'normal' | 'high' | 'urgent'

/** One scenario family: why a customer writes, and how the thread goes on. */
export interface Story {
  /** Family name: subject area, dot, case. Shared by both languages where the case is the same. */
  readonly kind: string
  /** How often it happens, against the other families of its language. */
  readonly weight: number
  readonly team: 'orders' | 'care' | 'english'
  readonly tags: Lines
  readonly mood?: Mood
  readonly priority?: Priority
  /** Only in conversations about goods of these groups; any goods unless said. */
  readonly goods?: readonly Goods[]
  /** Only told by such people. */
  readonly who?: { readonly woman?: true; readonly from?: number; readonly to?: number }
  /** How well each channel fits, 1 unless said. */
  readonly channels?: Partial<Record<Channel, number>>
  /** Chance that a lead takes over. */
  readonly escalates?: number
  /** Happens only while this incident runs. */
  readonly incident?: 'delay' | 'recall' | 'checkout'
  /** Chance that the customer does not write again after the answer. */
  readonly quiet?: number
  /** The order is only days old and still on its way; otherwise it is about a week old and due. */
  readonly fresh?: true
  /** Closed without an answer: advertising, misdirected mail. */
  readonly ignored?: boolean
  readonly subjects: Lines
  /** The opening in writing (mail, form): one wording of each part, in this order. */
  readonly ask: readonly Lines[]
  /** The opening in chat, whole. */
  readonly chat: Lines
  readonly probe?: Probe
  /** The agent's answer: one wording of each part, in this order. */
  readonly answer: readonly Lines[]
  /** How it ends where the customer has to decide; exactly one is taken. */
  readonly forks?: readonly Exchange[]
  /** Further questions; some or none are taken. */
  readonly rounds?: readonly Exchange[]
  /** What brings the customer back after the conversation was closed. */
  readonly back?: Exchange
  /** Internal notes that fit this family. */
  readonly notes?: Lines
}

/** Template tag: one wording a line; `\n` within a line is a line break, `-` the empty wording. */
export function lines(raw: TemplateStringsArray): Lines {
  const text = raw.raw[0] ?? ''
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => (line === '-' ? '' : line.replaceAll('\\n', '\n')))
}
