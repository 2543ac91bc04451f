import * as agentsEn from '../stories/en/agent-phrases.ts'
import * as customersEn from '../stories/en/customer-phrases.ts'
import * as agentsJa from '../stories/ja/agent-phrases.ts'
import * as customersJa from '../stories/ja/reply-phrases.ts'
import type { Lines, Mood } from '../stories/story.ts'
import type { Language } from './types.ts'

/** The common phrases of one language that are said around a story's own. */
export interface Phrasebook {
  readonly chatHellos: Lines
  readonly chatTails: Lines
  readonly chatGreetings: { readonly plain: Lines; readonly upset: Lines; readonly late: Lines }
  readonly nudges: Lines
  readonly records: Lines
  readonly notes: Lines
  readonly handOverNotes: Lines
  readonly transferNotes: Lines
  readonly snoozeNotes: Lines
  readonly handOver: Lines
  readonly holding: Lines
  readonly found: Lines
  readonly thanks: Readonly<Record<Mood | 'chat', Lines>>
  readonly chatClosings: Lines
  readonly chatClosingsUpset: Lines
  readonly mailAfterThanks: Lines
  readonly silence: Lines
  readonly reminders: Lines
  readonly closedLinks: Lines
  readonly links: Lines
  readonly chatEchoes: Lines
}

const ja: Phrasebook = {
  ...agentsJa,
  chatHellos: customersJa.chatHellos,
  chatTails: customersJa.chatTails,
  nudges: customersJa.nudges,
  records: customersJa.records,
  thanks: customersJa.thanks,
}
const en: Phrasebook = {
  ...agentsEn,
  chatHellos: customersEn.chatHellos,
  chatTails: customersEn.chatTails,
  nudges: customersEn.nudges,
  records: customersEn.records,
  thanks: customersEn.thanks,
  links: customersEn.links,
  chatEchoes: customersEn.chatEchoes,
}

export const phrasebooks: Readonly<Record<Language, Phrasebook>> = { ja, en }
