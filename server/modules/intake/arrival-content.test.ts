import { describe, expect, it } from 'vitest'
import { sql } from '../../kernel/db/index.ts'
import { arrivalOf, keep, letter, paperDesk } from './fixtures/paper.ts'
import { processArrivals } from './process-arrivals.ts'

const paper = await paperDesk()
const { test, inboxId } = paper

describe('half characters and NUL', () => {
  const half = '\ud83d'

  it('are met in every text of a message, at every edge where it is cut', async () => {
    const edge = (length: number): string => `${'あ'.repeat(length - 1)}😀 𠮷`
    paper.read = () => [
      letter({
        from: [{ kind: 'letter', value: `x\0${half}${edge(320)}`, name: `${half}\0${edge(200)}` }],
        text: `${half}a\0b${edge(1_000_000)}`,
        html: `<p>${half}\0${edge(1_000_000)}</p>`,
        subject: edge(500),
        messageKey: `key\0${half}${edge(1000)}`,
        threadKeys: [edge(1000)],
        recipients: [{ role: 'cc', address: { kind: 'letter', value: edge(320), name: edge(200) } }],
        context: { [edge(60)]: edge(2000), [`\0${half}`]: `\0${half}` },
        hints: { tags: [`tag ${half}\0`], attributes: { [half]: edge(2000) } },
        files: [
          {
            name: edge(255),
            type: edge(200),
            content: Buffer.from([0]),
            contentId: edge(300),
            inline: true,
          },
        ],
        language: 'ja',
      }),
    ]
    const [id] = await keep(test.db, inboxId, ['edges'])
    await processArrivals(test.db)
    expect(await arrivalOf(test.db, id as string)).toEqual({ state: 'done', attempts: 1, reason: null })
    const row = await test.db.one<{ subject: string; preview: string; text: string }>(sql`
      select c.subject, c.preview, m.text from conversations c
      join messages m on m.workspace_id = ${test.workspaceId} and m.conversation_id = c.id
      where c.workspace_id = ${test.workspaceId} and m.arrival_id = ${id}`)
    expect(row.subject).toBe('あ'.repeat(499))
    expect(row.text.startsWith('\ufffdabあ')).toBe(true)
    expect(row.preview.isWellFormed()).toBe(true)
  })

  it('are met in a preview that ends in the middle of one', async () => {
    paper.read = () => [letter({ text: `注文${' '.repeat(637)}😀` })]
    const [id] = await keep(test.db, inboxId, ['preview'])
    await processArrivals(test.db)
    const row = await test.db.one<{ preview: string }>(sql`
      select c.preview from conversations c join messages m on m.workspace_id = ${test.workspaceId} and m.conversation_id = c.id
      where c.workspace_id = ${test.workspaceId} and m.arrival_id = ${id}`)
    expect(row.preview).toBe('注文')
  })
})

describe('a file over the limit', () => {
  it('is left out and says by how much; the message and its other files are kept', async () => {
    const { maxUploadBytes } = test.db.kernel.config
    const file = (name: string, size: number) => ({
      name,
      type: 'application/octet-stream',
      content: Buffer.alloc(size),
      inline: false,
    })
    paper.read = () => [letter({ files: [file('fits.bin', 10), file('large.bin', maxUploadBytes + 1)] })]
    const [id] = await keep(test.db, inboxId, ['files'])
    await processArrivals(test.db)
    const files = await test.db.many(sql`
      select a.name, a.problem, a.file_id is null as "leftOut", a.size from attachments a
      join messages m on m.workspace_id = ${test.workspaceId} and m.id = a.message_id
      where a.workspace_id = ${test.workspaceId} and m.arrival_id = ${id} order by a.position`)
    expect(files).toEqual([
      { name: 'fits.bin', problem: null, leftOut: false, size: 10 },
      {
        name: 'large.bin',
        problem: `too-large:${maxUploadBytes}`,
        leftOut: true,
        size: maxUploadBytes + 1,
      },
    ])
  })
})

it('keeps a file under a name that hides no ending, whichever channel it came by', async () => {
  const file = { type: 'application/octet-stream', content: Buffer.alloc(1), inline: false }
  paper.read = () => [
    letter({
      files: [
        { ...file, name: 'C:\\photo\u202egnp.exe' },
        { ...file, name: '\u202e' },
      ],
    }),
  ]
  const [id] = await keep(test.db, inboxId, ['names'])
  await processArrivals(test.db)
  const files = await test.db.many(sql`
    select a.name from attachments a join messages m on m.workspace_id = ${test.workspaceId} and m.id = a.message_id
    where a.workspace_id = ${test.workspaceId} and m.arrival_id = ${id} order by a.position`)
  expect(files).toEqual([{ name: 'photognp.exe' }, { name: 'file' }])
})
