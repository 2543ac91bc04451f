import { notFound } from '../../kernel/errors.ts'
import { isId } from '../../kernel/ids.ts'
import { defineRoom } from '../../kernel/room.ts'
import { audit } from './contract.ts'
import { erases } from './erase-details.ts'
import { keeps } from './keep-entries.ts'
import { entries } from './queries.ts'

/** The audit room's wiring. */
export const room = defineRoom({
  name: 'audit',
  contract: audit,
  permissions: {
    'audit.read': {
      roles: ['owner'],
      title: { en: 'Read the audit log', ja: '操作ログを見る' },
      group: 'house',
      everywhere: true,
    },
  },
  erases,
  keeps,
  handlers: {
    listAudit: async ({ query }, { db }) => {
      if (query.cursor !== undefined && !isId(query.cursor))
        throw notFound('audit.cursor', 'This cursor is not one of ours. Start from the first page.')
      const rows = await entries(db, {
        before: query.cursor ?? null,
        limit: query.limit + 1,
        action: query.action ?? null,
        actorId: query.actorId ?? null,
        subjectId: query.subjectId ?? null,
        from: query.from ? new Date(query.from) : null,
        to: query.to ? new Date(query.to) : null,
      })
      const items = rows.slice(0, query.limit).map((row) => ({ ...row, at: row.at.toISOString() }))
      return { items, next: rows.length > query.limit ? (items.at(-1)?.id ?? null) : null }
    },
  },
})
