import type { Output } from '../../../api/types.ts'

export type Profile = Output<'agents.listWorkProfiles'>[number]

/** Something with how well, as a form holds it. */
interface Level {
  id: string
  level: number
}

/** A profile as a form holds it: what is undefined follows the usual. */
interface ProfileDraft {
  skills: Level[]
  languages: Level[]
  capacity: number | undefined
  chats: number | undefined
}

/** A level in the middle: who is named at all can do it on their own. */
export const usualLevel = 3

/** A profile for a form. */
export const draftOf = ({ skills, languages, capacity, chats }: Profile): ProfileDraft => ({
  skills: skills.map(({ skillId, level }) => ({ id: skillId, level })),
  languages: languages.map(({ language, level }) => ({ id: language, level })),
  capacity: capacity ?? undefined,
  chats: chats ?? undefined,
})

/** What is sent of a form; `existing` leaves out skills that were removed meanwhile. */
export const bodyOf = (draft: ProfileDraft, existing: ReadonlySet<string>) => ({
  skills: draft.skills.filter(({ id }) => existing.has(id)).map(({ id, level }) => ({ skillId: id, level })),
  languages: draft.languages.map(({ id, level }) => ({ language: id, level })),
  capacity: draft.capacity ?? null,
  chats: draft.chats ?? null,
})

/** Whether a number of a form is left out, or a whole one up to a limit. */
export const isWithin = (number: number | undefined, most: number): boolean =>
  number === undefined || (Number.isInteger(number) && number >= 0 && number <= most)

/** Languages that customers of a shop most often write; others that somebody has are kept. */
const offered =
  'ja en zh ko vi th id tl ne my pt es fr de it nl pl uk ru ar hi tr sv da fi no cs hu ro el he ms'

/** Languages by their names in a language; those at hand stand first. */
export function languageItems(locale: string, also: readonly string[]): { id: string; label: string }[] {
  const names = new Intl.DisplayNames(locale, { type: 'language' })
  const codes = new Set([...offered.split(' '), ...also])
  return [...codes].map((id) => ({ id, label: names.of(id) ?? id }))
}
