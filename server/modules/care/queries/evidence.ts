import { sql, type Db, type Tx } from '../../../kernel/db/index.ts'

/** A piece of evidence as it is kept; the hash is of the one before it and the content. */
export interface EvidenceRow {
  id: string
  position: number
  content: string
  hash: Buffer
}

/** Everything that was kept for a record, in the order in which it was. */
export const evidenceRows = (db: Db, harassmentId: string): Promise<EvidenceRow[]> =>
  db.many(sql`
    select e.id, e.position, e.content, e.hash from harassment_evidence e
    where e.workspace_id = ${db.workspaceId} and e.harassment_id = ${harassmentId} order by e.position`)

/** One piece of a record's. */
export const evidenceRow = (db: Db, harassmentId: string, id: string): Promise<EvidenceRow | undefined> =>
  db.maybe(sql`
    select e.id, e.position, e.content, e.hash from harassment_evidence e
    where e.workspace_id = ${db.workspaceId} and e.harassment_id = ${harassmentId} and e.id = ${id}`)

/** SHA-256 in hex of the bytes that are kept of each file among a record's evidence. */
export const fileHashes = async (db: Db, harassmentId: string): Promise<ReadonlyMap<string, string>> => {
  const rows = await db.many<{ id: string; hash: string }>(sql`
    select f.evidence_id as id, encode(sha256(string_agg(f.bytes, ''::bytea order by f.n)), 'hex') as hash
    from harassment_evidence e
    join harassment_files f on f.workspace_id = ${db.workspaceId} and f.evidence_id = e.id
    where e.workspace_id = ${db.workspaceId} and e.harassment_id = ${harassmentId}
    group by f.evidence_id`)
  return new Map(rows.map(({ id, hash }) => [id, hash]))
}

/** Adds evidence; the record says how many there are and which is the last. */
export const insertEvidence = async (
  tx: Tx,
  harassmentId: string,
  rows: readonly (EvidenceRow & { fileId: string | null })[],
): Promise<void> => {
  const last = rows.at(-1)
  if (!last) return
  await tx.run(sql`
    insert into harassment_evidence (workspace_id, id, harassment_id, position, content, hash)
    select ${tx.workspaceId}, r.id, ${harassmentId}, r.position, r.content, r.hash
    from unnest(${rows.map(({ id }) => id)}::uuid[], ${rows.map(({ position }) => position)}::integer[],
      ${rows.map(({ content }) => content)}::text[], ${rows.map(({ hash }) => hash)}::bytea[]) as r (id, position, content, hash)`)
  const files = rows.filter(({ fileId }) => fileId !== null)
  // The bytes never leave the database.
  await tx.run(sql`
    insert into harassment_files (workspace_id, evidence_id, n, bytes)
    select ${tx.workspaceId}, r.id, k.n, k.bytes
    from unnest(${files.map(({ id }) => id)}::uuid[], ${files.map(({ fileId }) => fileId)}::uuid[]) as r (id, file_id)
    join file_chunks k on k.workspace_id = ${tx.workspaceId} and k.file_id = r.file_id`)
  await tx.run(sql`
    update harassments set evidence_count = ${last.position + 1}, evidence_hash = ${last.hash}
    where workspace_id = ${tx.workspaceId} and id = ${harassmentId}`)
}

/** Everything that a message says, as it is kept as evidence, and where it stands. */
export interface SaidRow {
  id: string
  kind: string
  actorKind: string
  actorName: string
  text: string
  html: string | null
  subject: string | null
  recipients: unknown
  context: unknown
  channel: string
  occurredAt: Date
  receivedAt: Date
  files: { fileId: string; name: string; type: string; size: number; sha256: string }[]
}

/** Messages of a conversation that still say something, with their files, in the order in which they came. */
export const saidRows = (db: Db, conversationId: string, ids: readonly string[]): Promise<SaidRow[]> =>
  db.many(sql`
    select m.id, m.kind, m.actor_kind as "actorKind", m.actor_name as "actorName", m.text, m.html, m.subject, m.recipients,
      m.context, i.channel, m.occurred_at as "occurredAt", m.received_at as "receivedAt",
      coalesce((
        select jsonb_agg(jsonb_build_object('fileId', f.id, 'name', a.name, 'type', a.type, 'size', f.size,
          'sha256', encode(f.sha256, 'hex')) order by a.position, a.id)
        from attachments a join files f on f.workspace_id = ${db.workspaceId} and f.id = a.file_id
        where a.workspace_id = ${db.workspaceId} and a.message_id = m.id), '[]') as files
    from messages m
    join inboxes i on i.workspace_id = ${db.workspaceId} and i.id = m.inbox_id
    where m.workspace_id = ${db.workspaceId} and m.conversation_id = ${conversationId} and m.id = any(${ids}::uuid[])
      and not m.context ? 'erased'
    order by m.id`)

/** A piece of a file that is evidence. */
export const evidenceChunk = async (db: Db, evidenceId: string, n: number): Promise<Buffer | undefined> =>
  (
    await db.maybe<{ bytes: Buffer }>(sql`
      select f.bytes from harassment_files f
      where f.workspace_id = ${db.workspaceId} and f.evidence_id = ${evidenceId} and f.n = ${n}`)
  )?.bytes

/**
 * Removes records with everything that hangs on them. The evidence goes first: the database lets it go only where its record
 * is on its way out. What is held of them loses its bytes. Gives how many.
 */
export const removeRecords = async (tx: Tx, ids: readonly string[]): Promise<number> => {
  if (ids.length === 0) return 0
  const mine = sql`${ids}::uuid[]`
  await tx.run(sql`
    update harassments set removing_at = ${tx.now} where workspace_id = ${tx.workspaceId} and id = any(${mine})`)
  await tx.run(sql`
    delete from harassment_files f using harassment_evidence e
    where f.workspace_id = ${tx.workspaceId} and e.workspace_id = ${tx.workspaceId} and e.id = f.evidence_id
      and e.harassment_id = any(${mine})`)
  await tx.run(sql`
    delete from harassment_evidence where workspace_id = ${tx.workspaceId} and harassment_id = any(${mine})`)
  await tx.run(sql`
    update arrivals a set full_size = case when a.full_size is null then octet_length(a.raw) else a.full_size end, raw = ''
    from contact_limits l, limited_contacts k
    where a.workspace_id = ${tx.workspaceId} and l.workspace_id = ${tx.workspaceId} and l.harassment_id = any(${mine})
      and k.workspace_id = ${tx.workspaceId} and k.limit_id = l.id and k.held_for is not null
      and a.id = k.arrival_id and a.state = 'ignored'`)
  return tx.run(sql`delete from harassments where workspace_id = ${tx.workspaceId} and id = any(${mine})`)
}

/** Records that were closed before a moment: how many, and when the oldest was. */
export const closedBefore = (db: Db, before: Date): Promise<{ rows: number; oldest: Date | null }> =>
  db.one(sql`
    select count(*) as rows, min(closed_at) as oldest from harassments
    where workspace_id = ${db.workspaceId} and closed_at < ${before} and removing_at is null`)

/** The next of them, the oldest first, held. */
export const nextClosed = (tx: Tx, before: Date, limit: number): Promise<{ id: string; at: Date }[]> =>
  tx.many(sql`
    select id, closed_at as at from harassments
    where workspace_id = ${tx.workspaceId} and closed_at < ${before} and removing_at is null
    order by closed_at limit ${limit} for update`)

/** Records of customers that were dismissed. */
export const dismissedOf = async (tx: Tx, customerIds: readonly string[]): Promise<string[]> =>
  (
    await tx.many<{ id: string }>(sql`
      select id from harassments
      where workspace_id = ${tx.workspaceId} and customer_id = any(${customerIds}::uuid[]) and state = 'dismissed'
      order by id for update`)
  ).map(({ id }) => id)

/** Records of customers that stand, or are kept until their time is over. */
export const keptOf = async (tx: Tx, customerIds: readonly string[]): Promise<string[]> =>
  (
    await tx.many<{ id: string }>(sql`
      select id from harassments
      where workspace_id = ${tx.workspaceId} and customer_id = any(${customerIds}::uuid[]) and state <> 'dismissed'
      order by id for update`)
  ).map(({ id }) => id)
