import type { WorkspaceDb } from '../../kernel/db/index.ts'
import { createVault } from '../../kernel/secrets/index.ts'
import { recount } from '../../modules/conversations/index.ts'
import { workspaceIds } from '../../modules/workspace/index.ts'
import { presentKey } from '../backup/key.ts'
import { fail, ok, warn, type Finding, type Patient } from './finding.ts'
import { sealedSamples, troubles } from './queries.ts'

class Undo extends Error {}

/** How many kept counts are wrong. `repair` keeps the right ones; otherwise nothing is changed. */
const wrongCounts = async (db: WorkspaceDb, repair: boolean): Promise<number> => {
  let wrong = 0
  try {
    await db.tx(async (tx) => {
      wrong = await recount(tx)
      if (!repair) throw new Undo()
    })
  } catch (error) {
    if (!(error instanceof Undo)) throw error
  }
  return wrong
}

const counts = async (db: WorkspaceDb, repair: boolean): Promise<Finding> => {
  const wrong = await wrongCounts(db, repair)
  if (wrong === 0) return ok('The counts of the side-bar are right')
  return repair
    ? ok(`${wrong} counts of the side-bar were wrong and are right now`)
    : fail(`${wrong} counts of the side-bar are wrong`, 'Run: npm run doctor -- --repair')
}

const health = async (db: WorkspaceDb): Promise<Finding[]> => {
  const { inboxes, webhooks } = await troubles(db)
  return [
    ...(inboxes.length === 0 ? [ok('All active inboxes are connected')] : []),
    ...inboxes.map(({ name, reason }) =>
      warn(
        `The inbox “${name}” fails${reason ? `: ${reason}` : ''}`,
        'Check its connection in the settings.',
      ),
    ),
    ...(webhooks > 0
      ? [warn(`${webhooks} webhooks fail or were switched off`, 'Look at them in the settings.')]
      : []),
  ]
}

const secrets = async (db: WorkspaceDb, key: string | undefined): Promise<Finding[]> => {
  const samples = await sealedSamples(db)
  if (samples.length === 0) return []
  const vault = createVault(key ?? '')
  try {
    for (const sample of samples) vault.open(sample)
    return [ok('The key opens the stored secrets')]
  } catch {
    return [
      fail(
        'The key does not open the stored secrets: it is not the one that sealed them',
        'Put the right secret.key into the data folder (or set MADOGUCHI_SECRET), and start again.',
      ),
    ]
  }
}

/** Every workspace: counts, inboxes, webhooks, and whether the key opens what it sealed. */
export const checkWorkspaces = async ({ database, config }: Patient, repair: boolean): Promise<Finding[]> => {
  const ids = await workspaceIds(database.reference)
  if (ids.length === 0)
    return [warn('Nobody has set up a workspace yet', 'Start, and open the address it prints.')]
  const findings: Finding[] = []
  for (const id of ids) {
    const db = database.in(id)
    findings.push(await counts(db, repair), ...(await health(db)), ...(await secrets(db, presentKey(config))))
  }
  return findings
}
