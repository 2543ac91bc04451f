import type { z } from 'zod'
import { demand, type Caller } from '../../kernel/caller.ts'
import type { Db, Tx } from '../../kernel/db/index.ts'
import { conflict } from '../../kernel/errors.ts'
import { defineJob } from '../../kernel/jobs/index.ts'
import { recordAudit } from '../audit/index.ts'
import type { rebuildState } from './contract.ts'
import { askRebuild, rebuildRow, type RebuildRow } from './queries/rebuilds.ts'

type RebuildState = z.infer<typeof rebuildState>

/** Makes all facts anew in the background. */
export const rebuildJob = defineJob<object>('reports.rebuild', { maxAttempts: 3 })

/**
 * Has all facts made anew in the background, at once unless said otherwise. Throws `conflict` while that is under way
 * already.
 */
export const startRebuild = async (tx: Tx, caller: Caller, runAt?: Date): Promise<RebuildState> => {
  demand(caller, 'settings.write')
  const row = await askRebuild(tx, caller.kind === 'system' ? null : caller.name)
  if (!row) {
    throw conflict(
      'reports.rebuild-under-way',
      'All conversations are being measured anew already. Wait until that is done.',
    )
  }
  const one = `reports.rebuild:${tx.workspaceId}`
  tx.job(rebuildJob, {}, { key: one, queue: one, ...(runAt && { runAt }) })
  await recordAudit(tx, caller, { action: 'reports.rebuild', subject: { kind: 'reports' } })
  return shape(row)
}

/** How far the last making anew of all facts has come; null when there never was one. */
export const getRebuild = async (db: Db, caller: Caller): Promise<RebuildState | null> => {
  demand(caller, 'settings.write')
  const row = await rebuildRow(db)
  return row ? shape(row) : null
}

const shape = ({ state, askedBy, askedAt, endedAt, total, done }: RebuildRow): RebuildState => ({
  state,
  askedBy,
  askedAt: askedAt.toISOString(),
  endedAt: endedAt?.toISOString() ?? null,
  total,
  done,
})
