import { demand, type Caller } from '../../kernel/caller.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { changedFields, recordAudit } from '../audit/index.ts'
import type { Template } from './contract.ts'
import { demandRoom, holdForChange } from './find-template.ts'
import { saveTemplate } from './save-template.ts'
import { toTemplate } from './shape.ts'
import { stillApproved } from './still-approved.ts'

const archiving =
  (away: boolean) =>
  async (tx: Tx, caller: Caller, id: string, revision: number): Promise<Template> => {
    demand(caller, 'templates.manage')
    const before = await holdForChange(tx, caller, id, revision)
    if ((before.archivedAt !== null) === away) return toTemplate(tx, caller, before)
    if (!away) await demandRoom(tx)
    const after = { ...before, archivedAt: away ? tx.now : null }
    const approved = stillApproved(caller, before, after)
    const row = { ...after, approved, revision: before.revision + 1, updatedAt: tx.now }
    await saveTemplate(tx, row, before)
    await recordAudit(tx, caller, {
      action: away ? 'templates.archive' : 'templates.unarchive',
      subject: { kind: 'template', id: row.id },
      details: {
        name: row.title,
        ...changedFields({ approved: before.approved }, { approved }),
      },
    })
    return toTemplate(tx, caller, row)
  }

/** Puts an answer away: nobody uses it any more. */
export const archiveTemplate = archiving(true)

/**
 * Brings an answer back that was put away; where the caller may not approve, it waits to be approved again. Throws `conflict`
 * where another one has its shortcut by now.
 */
export const unarchiveTemplate = archiving(false)
