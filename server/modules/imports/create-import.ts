import { demand, type Caller } from '../../kernel/caller.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { invalid } from '../../kernel/errors.ts'
import { newId } from '../../kernel/ids.ts'
import { recordAudit } from '../audit/index.ts'
import { EMAIL } from '../customers/index.ts'
import { addressKindOf, isArchived } from '../inboxes/index.ts'
import type { ImportOptions } from './contract-mapping.ts'
import { insertImport, type ImportRow } from './queries/imports.ts'
import type { SourceName } from './contract-words.ts'

/** No file may be larger. */
const MOST_BYTES = 50 * 1024 * 1024 * 1024

/** What an import begins with. */
export interface NewImport {
  source: SourceName
  account: string
  fileName: string
  size: number
  inboxId: string
  options: ImportOptions
}

/** Begins an import into an inbox for mail. Throws `invalid` for another inbox, and for a file that is far too large. */
export const createImport = async (tx: Tx, caller: Caller, input: NewImport): Promise<ImportRow> => {
  demand(caller, 'imports.manage')
  await demandMailInbox(tx, input.inboxId)
  if (input.size > MOST_BYTES)
    throw invalid('imports.too-large', 'The file is larger than 50 GB. Export it in several parts.')
  const { source, account, fileName } = input
  const row = await insertImport(tx, {
    ...input,
    id: newId(),
    // A mailbox is known by its inbox: its mails are the same in whichever file.
    account: source === 'mbox' ? input.inboxId : account.trim() || (source === 'csv' ? fileName : ''),
    createdBy: caller.name,
    createdById: caller.id ?? null,
  })
  await recordAudit(tx, caller, {
    action: 'imports.create',
    subject: { kind: 'import', id: row.id },
    details: { source, fileName, inboxId: input.inboxId },
  })
  return row
}

/** Throws `invalid` unless the inbox is one that mail comes into. */
export const demandMailInbox = async (tx: Tx, inboxId: string): Promise<void> => {
  if ((await addressKindOf(tx, inboxId)) !== EMAIL)
    throw invalid(
      'imports.no-mail-inbox',
      'Old conversations go into an inbox for mail, where their customers are answered. Choose one.',
    )
  if (await isArchived(tx, inboxId))
    throw invalid('imports.archived-inbox', 'This inbox was put away. Choose another one.')
}
