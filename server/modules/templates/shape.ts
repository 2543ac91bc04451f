import type { Caller } from '../../kernel/caller.ts'
import type { Db } from '../../kernel/db/index.ts'
import type { z } from 'zod'
import type { Template, TemplateVersion, templateLine } from './contract.ts'
import { isUsable, mayChange, today } from './find-template.ts'
import type { TemplateRow } from './queries/templates.ts'
import { versionRows, type VersionRow } from './queries/versions.ts'

/** That something newer waits is told to those who may change it. */
const statusOf = ({ latest, approved }: TemplateRow, isTheirs: boolean): 'draft' | 'approved' | 'changed' => {
  if (approved === null) return 'draft'
  return approved === latest || !isTheirs ? 'approved' : 'changed'
}

/** What came of uses; null where none was looked at. */
const successOf = ({ measured, returned }: Pick<TemplateRow, 'measured' | 'returned'>) =>
  measured === 0 ? null : { measured, returned }

/** An answer as lists show it. */
export const toLine = (caller: Caller, row: TemplateRow, day: string): z.output<typeof templateLine> => ({
  id: row.id,
  title: row.title,
  purpose: row.purpose,
  folder: row.folder,
  shortcut: row.shortcut,
  teamIds: row.teamIds,
  expiresOn: row.expiresOn,
  ownerId: row.ownerId,
  status: statusOf(row, mayChange(caller, row)),
  usable: isUsable(row, day),
  revision: row.revision,
  uses: row.uses,
  success: successOf(row),
  lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
  archivedAt: row.archivedAt?.toISOString() ?? null,
  mayChange: mayChange(caller, row),
})

/** A version as it is sent. */
export const toVersion = ({ measured, returned, ...row }: VersionRow): TemplateVersion => ({
  ...row,
  success: successOf({ measured, returned }),
  savedAt: row.savedAt.toISOString(),
  approvedAt: row.approvedAt?.toISOString() ?? null,
})

/** An answer with what it says; what waits to be approved is for those who may change it. */
export const toTemplate = async (db: Db, caller: Caller, row: TemplateRow): Promise<Template> => {
  const line = toLine(caller, row, await today(db))
  const versions = await versionRows(db, row.id, [
    row.latest,
    ...(row.approved === null ? [] : [row.approved]),
  ])
  const numbered = (number: number | null): TemplateVersion | null => {
    const found = versions.find((one) => one.number === number)
    return found ? toVersion(found) : null
  }
  return {
    ...line,
    approved: numbered(row.approved),
    draft: line.mayChange && row.latest !== row.approved ? numbered(row.latest) : null,
  }
}
