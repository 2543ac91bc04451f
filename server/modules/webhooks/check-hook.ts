import type { Db } from '../../kernel/db/index.ts'
import { invalid } from '../../kernel/errors.ts'
import { findTarget, HttpRefused, HttpUnreachable } from '../../kernel/http-client/index.ts'
import type { HookEvent } from './hook-event.ts'

/**
 * Gives the address in its usual spelling. Throws `invalid` for one that is no web address, that nobody knows, or that
 * leads into a private network. It asks the name servers (a few seconds at most, when they are slow); each sending
 * checks again, since names change.
 */
export const checkUrl = async (db: Db, text: string): Promise<string> => {
  try {
    return (await findTarget(text.trim(), db.kernel.config.privateNetwork)).url.href
  } catch (error) {
    if (error instanceof HttpRefused || error instanceof HttpUnreachable) {
      throw invalid('webhooks.bad-address', error.message, {
        fields: [{ path: 'body.url', message: error.message }],
        reason: error.sentence,
      })
    }
    throw error
  }
}

/** The events without repetition. Throws `invalid` for a name that is no event. */
export const checkEvents = (kinds: readonly HookEvent[], names: readonly string[]): string[] => {
  const unknown = names.find((name) => !kinds.some((kind) => kind.name === name))
  if (unknown !== undefined) {
    const known = kinds.map(({ name }) => name).join(', ')
    throw invalid('webhooks.no-event', `There is no event “${unknown}”. Choose from: ${known}.`, {
      fields: [{ path: 'body.events', message: 'unknown event' }],
    })
  }
  return [...new Set(names)]
}
