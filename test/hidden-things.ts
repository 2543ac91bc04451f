import { sql } from '../server/kernel/db/index.ts'
import { newId } from '../server/kernel/ids.ts'
import { receive } from './factories/index.ts'
import type { Client, TestApp } from './harness/app.ts'

/** What a team knows and others must not: by whom it is made, where, and the words and the address that stand in all of it. */
interface Hiding {
  insider: Client
  inboxId: string
  words: string
  email: string
}

/** Conversations and customers that were merged, and what says so. */
const mergedThings = async (
  test: TestApp,
  { insider, inboxId, words }: Hiding,
  customerId: string,
): Promise<Record<string, string>> => {
  const third = await receive(test.db, 'hidden.third@customer.example', inboxId, { text: words })
  const fourth = await receive(test.db, 'hidden.fourth@customer.example', inboxId, { text: words })
  const [mergedId, alsoMerged] = await Promise.all(
    [third, fourth].map(async ({ conversationId }) => {
      const found = await insider.ok<{ customer: { id: string } }>(
        'GET',
        `/api/conversations/${conversationId}`,
      )
      return found.customer.id
    }),
  )
  const merge = await insider.ok<{ id: string }>('POST', `/api/customers/${customerId}/merges`, {
    mergedId: alsoMerged,
  })
  const fifth = await receive(test.db, 'hidden.fifth@customer.example', inboxId, { text: words })
  const { linkId } = await insider.ok<{ linkId: string }>(
    'POST',
    `/api/conversations/${fifth.conversationId}/merge`,
    { intoId: fourth.conversationId, differentCustomers: true },
  )
  return {
    intoId: third.conversationId,
    linkId,
    mergedId: mergedId as string,
    mergeId: merge.id,
  }
}

/** Makes one of everything that belongs to an inbox; gives the ids by the names under which routes ask for them. */
export const hiddenThings = async (test: TestApp, hiding: Hiding): Promise<Record<string, string>> => {
  const { insider, inboxId, words, email } = hiding
  const received = await receive(test.db, email, inboxId, { text: words, subject: words })
  const { customer } = await insider.ok<{ customer: { id: string } }>(
    'GET',
    `/api/conversations/${received.conversationId}`,
  )
  const about = `/api/customers/${customer.id}`
  const note = await insider.ok<{ id: string }>('POST', `${about}/notes`, { text: words })
  const identity = await insider.ok<{ id: string }>('POST', `${about}/identities`, {
    kind: 'phone',
    value: '0312345678',
  })
  const file = await insider.ok<{ id: string }>('POST', '/api/uploads?name=secret.txt', Buffer.from(words))
  await insider.ok('POST', `/api/conversations/${received.conversationId}/notes`, {
    text: words,
    attachmentIds: [file.id],
  })
  const task = await insider.ok<{ id: string }>(
    'POST',
    `/api/conversations/${received.conversationId}/tasks`,
    {
      title: words,
      assigneeId: null,
      dueAt: null,
    },
  )
  const complaint = await insider.ok<{ id: string }>(
    'POST',
    `/api/conversations/${received.conversationId}/complaints`,
    { severity: 'minor', summary: words },
  )
  const record = await insider.ok<{ id: string }>(
    'POST',
    `/api/conversations/${received.conversationId}/harassments`,
    { kinds: ['abuse'], summary: words, messageIds: [received.messageId] },
  )
  const merged = await mergedThings(test, hiding, customer.id)
  await test.settled()
  const arrivalId = newId()
  await test.db.run(sql`
    insert into arrivals (workspace_id, id, inbox_id, external_id, raw, state, reason, received_at)
    values (${test.db.workspaceId}, ${arrivalId}, ${inboxId}, 'x', ${Buffer.from(words)}, 'quarantined', 'unreadable: x', now())`)
  return {
    conversationId: received.conversationId,
    messageId: received.messageId,
    customerId: customer.id,
    inboxId,
    attachmentId: file.id,
    noteId: note.id,
    identityId: identity.id,
    arrivalId,
    taskId: task.id,
    complaintId: complaint.id,
    harassmentId: record.id,
    ...merged,
  }
}
