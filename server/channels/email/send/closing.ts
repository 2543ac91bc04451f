import type { OutgoingMessage } from '../../channel.ts'
import type { Account } from '../account.ts'

/**
 * What ends a mail: the signature of the person who wrote it, then the inbox's own. A person signs a letter before the
 * company's block, and either may be empty. A machine's mails carry the inbox's alone.
 */
export const closingOf = (author: OutgoingMessage['author'], { settings }: Account): string =>
  [author.signature ?? '', settings.signature]
    .map((signature) => signature.trimEnd())
    .filter((signature) => signature !== '')
    .join('\n\n')
