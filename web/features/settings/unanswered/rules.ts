import type { Output } from '../../../api/types.ts'

/** After how long people are told, and who. */
export type Rule = Output<'unanswered.listUnansweredRules'>[number]

/** What the form holds: the rule for everywhere, and those that are otherwise. */
export interface Draft {
  everywhere: Rule
  others: Rule[]
}

/** What holds until somebody settles it: nobody is told, and once it is set whoever holds it and leads are. */
const usual: Rule = {
  inboxId: null,
  teamId: null,
  seconds: null,
  businessTime: true,
  tells: ['holder', 'leads'],
}

const isEverywhere = ({ inboxId, teamId }: Rule): boolean => inboxId === null && teamId === null

/** Parts the rules as the form shows them. */
export const draftOf = (rules: readonly Rule[]): Draft => ({
  everywhere: rules.find(isEverywhere) ?? usual,
  others: rules.filter((rule) => !isEverywhere(rule)),
})

/** The rules as they are kept. */
export const rulesOf = ({ everywhere, others }: Draft): Rule[] => [everywhere, ...others]

/** Where a rule holds, as a choice is called. */
export const placeOf = ({ inboxId, teamId }: Rule): string =>
  inboxId === null ? `team ${teamId}` : `inbox ${inboxId}`

/** The rule at another place. */
export const movedTo = (rule: Rule, place: string): Rule => {
  const [kind, id = null] = place.split(' ')
  return { ...rule, inboxId: kind === 'inbox' ? id : null, teamId: kind === 'team' ? id : null }
}

/** What is wrong with the length of a rule. */
export const wrongLength = ({ seconds }: Rule): 'number' | 'range' | undefined => {
  if (seconds === null) return undefined
  if (Number.isNaN(seconds)) return 'number'
  return seconds < 60 || seconds > 31_536_000 ? 'range' : undefined
}
