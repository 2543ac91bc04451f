import { removeFiles } from '../../kernel/files/index.ts'
import { FIRST_ID } from '../../kernel/ids.ts'
import { spanOf, type Keeping } from '../../kernel/personal.ts'
import { lockUnused } from './queries/erase.ts'
import {
  emptyAttachments,
  filesBefore,
  mergedInto,
  nextFiles,
  nextResolved,
  resolvedBefore,
} from './queries/keeping.ts'

const FILES = 200

/** How long conversations say what was said, and files of messages can be opened. */
export const keeps: readonly Keeping[] = [
  {
    kind: 'conversations.resolved',
    title: { en: 'Resolved conversations', ja: '解決済みの会話' },
    hint: {
      en: 'Text, addresses and files are deleted. The conversation’s number, times and figures stay.',
      ja: '本文・宛先・添付ファイルを削除します。会話の番号・日時・集計値は残ります。',
    },
    days: null,
    leastDays: 90,
    due: resolvedBefore,
    async remove(tx, { before, place, wipe }) {
      // One at a time: only what is longer than a piece stands half empty where a night ends between two.
      const row = await nextResolved(tx, before, place ?? FIRST_ID)
      if (!row) return { ...spanOf([]), next: null }
      const isDone = await wipe([row.id, ...(await mergedInto(tx, row.id))])
      // It counts when nothing of it is left.
      return isDone ? { ...spanOf([row.at]), next: row.id } : { ...spanOf([]), next: place ?? FIRST_ID }
    },
  },
  {
    kind: 'conversations.files',
    title: { en: 'Attachments', ja: '添付ファイル' },
    hint: {
      en: 'The content is deleted. The file name and the message stay.',
      ja: 'ファイルの中身を削除します。ファイル名とメッセージは残ります。',
    },
    days: null,
    leastDays: 30,
    due: filesBefore,
    async remove(tx, { before, place, follow }) {
      const rows = await nextFiles(tx, { before, after: place ?? FIRST_ID, limit: FILES })
      await emptyAttachments(
        tx,
        rows.map(({ id }) => id),
      )
      await removeFiles(tx, await lockUnused(tx, [...new Set(rows.map(({ fileId }) => fileId))]))
      await follow([...new Set(rows.map(({ messageId }) => messageId))])
      return { ...spanOf(rows.map(({ at }) => at)), next: rows.at(-1)?.id ?? null }
    },
  },
]
