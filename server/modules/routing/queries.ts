import { sql, type Db, type Tx } from '../../kernel/db/index.ts'
import type { AnswerLimits } from './contract.ts'

/** What was settled; undefined when nobody did. */
export const limitsRow = (db: Db): Promise<AnswerLimits | undefined> =>
  db.maybe(sql`
    select l.bot_minutes as "botMinutes", l.person_minutes as "personMinutes" from answer_limits l
    where l.workspace_id = ${db.workspaceId}`)

/** Keeps what is settled. */
export const putLimits = (tx: Tx, { botMinutes, personMinutes }: AnswerLimits): Promise<number> =>
  tx.run(sql`
    insert into answer_limits (workspace_id, bot_minutes, person_minutes)
    values (${tx.workspaceId}, ${botMinutes}, ${personMinutes})
    on conflict (workspace_id) do update set bot_minutes = excluded.bot_minutes,
      person_minutes = excluded.person_minutes`)
