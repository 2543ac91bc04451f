import type { AuditTerms } from '../../../api/reads/audit.ts'
import { startOfDay } from '../../../ui/time/wall-clock.ts'

/** What is looked for; empty means all. Days are written as `2026-11-22`. */
export interface Wanted {
  text: string
  /** Beginning of the action's name. */
  kind: string
  actorId: string
  /** The one thing whose entries are looked at. */
  about: { id: string; name: string } | null
  from: string
  to: string
}

/** Nothing narrowed down. */
export const everything: Wanted = { text: '', kind: '', actorId: '', about: null, from: '', to: '' }

/** What the screen calls actions, by their keys in its texts, and things, by their ids. */
export interface Called {
  actions: Readonly<Record<string, string>>
  things: Iterable<{ id: string; name: string }>
}

/** As many as the server takes. */
const most = { actions: 100, subjects: 50 }

/**
 * What the server is asked for. It keeps names of actions and ids; what a person types is what the screen calls them, so
 * those whose words hold it go along.
 */
export function termsOf(wanted: Wanted, called: Called, timeZone: string): AuditTerms {
  const text = wanted.text.trim()
  const has = (words: string) => words.toLowerCase().includes(text.toLowerCase())
  const actions = Object.entries(called.actions).flatMap(([key, words]) =>
    has(words) ? [key.replace('_', '.')] : [],
  )
  const subjects = [...called.things].flatMap(({ id, name }) => (has(name) ? [id] : []))
  return {
    ...(text === ''
      ? {}
      : {
          q: text,
          alsoActions: actions.slice(0, most.actions).join(',') || undefined,
          alsoSubjects: subjects.slice(0, most.subjects).join(',') || undefined,
        }),
    action: wanted.kind || undefined,
    actorId: wanted.actorId || undefined,
    subjectId: wanted.about?.id,
    from: startOfDay(wanted.from, timeZone),
    to: startOfDay(wanted.to, timeZone, 1),
  }
}
