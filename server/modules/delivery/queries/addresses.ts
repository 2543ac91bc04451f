import type { Tx } from '../../../kernel/db/index.ts'
import { sql } from '../../../kernel/db/index.ts'

/** Notes that a message is the newest from an inbox to these addresses, and when the one before it left. */
export const noteNewest = (
  tx: Tx,
  { inboxId, messageId, valueKeys }: { inboxId: string; messageId: string; valueKeys: readonly string[] },
): Promise<number> =>
  tx.run(sql`
    insert into outgoing_addresses (workspace_id, inbox_id, value_key, message_id, at)
    select ${tx.workspaceId}, ${inboxId}, k.value_key, ${messageId}, ${tx.now}
    from unnest(${valueKeys}::text[]) as k (value_key) order by k.value_key
    on conflict (workspace_id, inbox_id, value_key) do update set message_id = excluded.message_id, at = excluded.at,
      earlier_at = case when outgoing_addresses.message_id = excluded.message_id then outgoing_addresses.earlier_at
        else outgoing_addresses.at end`)

/** Our newest messages from inboxes to addresses, where they left after a moment; `several`: another one did, too. */
export const newestTo = (
  tx: Tx,
  wanted: readonly { inboxId: string; valueKey: string }[],
  since: Date,
): Promise<{ inboxId: string; valueKey: string; messageId: string; several: boolean }[]> =>
  tx.many(sql`
    select o.inbox_id as "inboxId", o.value_key as "valueKey", o.message_id as "messageId",
      o.earlier_at is not null and o.earlier_at > ${since} as several
    from unnest(${wanted.map(({ inboxId }) => inboxId)}::uuid[], ${wanted.map(({ valueKey }) => valueKey)}::text[])
      as w (inbox_id, value_key)
    join outgoing_addresses o
      on o.workspace_id = ${tx.workspaceId} and o.inbox_id = w.inbox_id and o.value_key = w.value_key
    where o.at > ${since}`)

/** Adds recipients from whom a message came back; gives all of them, or undefined when there is no such delivery. */
export const addBounced = async (
  tx: Tx,
  messageId: string,
  valueKeys: readonly string[],
): Promise<string[] | undefined> =>
  (
    await tx.maybe<{ bounced: string[] }>(sql`
      update deliveries set bounced = array(select distinct b from unnest(bounced || ${valueKeys}::text[]) as b)
      where workspace_id = ${tx.workspaceId} and message_id = ${messageId}
      returning bounced`)
  )?.bounced
