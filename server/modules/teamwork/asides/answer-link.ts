import type { Db, Tx, WorkspaceDb } from '../../../kernel/db/index.ts'
import { conflict, invalid, notFound, type AppError } from '../../../kernel/errors.ts'
import type { LinkedAside } from '../contract-asides.ts'
import { asideRow, holdAside, insertAsideMessage, saidInAsides, type AsideRow } from '../queries/asides.ts'
import { getWorkspace } from '../../workspace/index.ts'
import { readToken } from './link.ts'
import { referenceOf } from './shape.ts'
import { wordsIn } from './start-aside.ts'
import { tellAsides } from './tell.ts'
import { demandRoom, noteAnswered } from './write-aside.ts'

/** Where a visitor's call goes. */
interface Visit {
  db: Db
  inWorkspace(workspaceId: number): WorkspaceDb
}

/** One answer for everything that opens nothing: forged, renewed, too old, gone. */
const opensNothing = (): AppError =>
  notFound(
    'teamwork.no-link',
    'This link does not open anything (any more). Ask whoever sent it for a new one.',
  )

const read = ({ db, inWorkspace }: Visit, token: string) => {
  const named = readToken(db.kernel, token)
  if (!named) throw opensNothing()
  return { ...named, there: inWorkspace(named.workspaceId) }
}

const demandOpen = (db: Db, row: AsideRow | undefined, epoch: number): AsideRow => {
  if (!row || row.linkEpoch !== epoch || row.linkUntil === null || row.linkUntil <= db.kernel.clock.now())
    throw opensNothing()
  return row
}

/** What is seen behind the link: what was asked and answered, nothing of the conversation; of a closed one only that it is. */
const shown = async (db: Db, row: AsideRow): Promise<LinkedAside> => {
  const closed = row.state === 'closed'
  const said = closed ? [] : await saidInAsides(db, [row.id])
  return {
    desk: (await getWorkspace(db)).name,
    reference: referenceOf(row),
    partner: row.partner,
    type: row.type,
    subject: closed ? '' : row.subject,
    dueAt: row.dueAt?.toISOString() ?? null,
    closed,
    messages: said
      .filter(({ automatic }) => !automatic)
      .map(({ id, direction, author, text, at }) => ({
        id,
        mine: direction === 'in',
        author,
        text,
        at: at.toISOString(),
      })),
  }
}

/** What stands behind a link. */
export const readAsideLink = async (visit: Visit, token: string): Promise<LinkedAside> => {
  const { there, asideId, epoch } = read(visit, token)
  return shown(there, demandOpen(there, await asideRow(there, asideId), epoch))
}

/** Answers without a seat. The same answer is kept once, however often it is sent. */
export const answerAsideLink = async (
  visit: Visit,
  token: string,
  input: { answerId: string; author: string; text: string },
): Promise<LinkedAside> => {
  const { there, asideId, epoch } = read(visit, token)
  await there.tx((tx) => keepAnswer(tx, asideId, epoch, input))
  return readAsideLink(visit, token)
}

const keepAnswer = async (
  tx: Tx,
  asideId: string,
  epoch: number,
  input: { answerId: string; author: string; text: string },
): Promise<void> => {
  const row = demandOpen(tx, await holdAside(tx, asideId), epoch)
  if (row.state === 'closed')
    throw conflict(
      'teamwork.link-closed',
      'This was dealt with meanwhile; nothing more is needed. Thank you.',
    )
  await demandRoom(tx, asideId)
  const author = input.author.trim()
  if (author === '') throw invalid('teamwork.no-name', 'Enter a name.')
  const text = wordsIn(input.text)
  await tellAsides(tx, undefined, row, async () => {
    const isNew = await insertAsideMessage(tx, {
      id: input.answerId,
      asideId,
      direction: 'in',
      via: 'link',
      authorId: null,
      author,
      address: null,
      recipients: [],
      text,
      automatic: false,
      state: null,
      files: [],
    })
    if (isNew) await noteAnswered(tx, row, tx.now)
  })
}
