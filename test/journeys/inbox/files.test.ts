import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { found, openDesk, within } from './open-desk.ts'

interface Draft {
  text: string
  attachmentIds: string[]
}

describe.skipIf(!found.path)('files of an answer, in Japanese', () => {
  const desk = openDesk('ja', { MADOGUCHI_MAX_UPLOAD_MB: '2' })
  const page = () => desk.page()
  const field = () => page().getByRole('textbox', { name: '返信' })
  const files = () => page().getByRole('list', { name: '添付ファイル' })
  const tab = (name: string) =>
    page().getByRole('group', { name: '書き込みの種類' }).getByRole('button', { name })
  const draftOf = (id: string) => desk.app().owner.ok<Draft | null>('GET', `/api/conversations/${id}/draft`)
  const attach = (name: string, bytes: number) =>
    page()
      .locator('input[type=file]')
      .setInputFiles({ name, mimeType: 'application/pdf', buffer: Buffer.alloc(bytes, '%PDF') })

  /** Holds uploads up until it is told to let them go. */
  const holdUploads = async (): Promise<() => void> => {
    const gate = Promise.withResolvers<void>()
    await page().route('**/api/uploads*', async (route) => {
      await gate.promise
      await route.continue()
    })
    return gate.resolve
  }

  it('go on while a note is written, and while another conversation is open', async () => {
    const [first, second] = [
      await desk.mail('hanako@customer.example', '急須の返品'),
      await desk.mail('jiro@customer.example', '包装について'),
    ]
    await desk.show(first)
    const letGo = await holdUploads()
    await field().fill('伝票をお送りします。')
    await attach('伝票.pdf', 1000)
    await files().getByText('伝票.pdf').waitFor()
    await tab('社内メモ').click()
    await files().waitFor({ state: 'detached' })
    await tab('返信').click()
    await files().getByText('伝票.pdf').waitFor()
    await page().locator(`[data-conversation="${second}"]`).click()
    await page().waitForURL(`**/inbox/${second}*`)
    expect((await draftOf(first))?.attachmentIds ?? []).toEqual([])
    letGo()
    await expect.poll(async () => (await draftOf(first))?.attachmentIds.length, within).toBe(1)
    expect((await draftOf(first))?.text).toContain('伝票をお送りします。')
    await page().locator(`[data-conversation="${first}"]`).click()
    await files().getByText('伝票.pdf').waitFor()
    await page().unroute('**/api/uploads*')
  })

  it('are refused with the limit named, and the words stay', async () => {
    const id = await desk.mail('saburo@customer.example', '写真について')
    await desk.show(id)
    await field().fill('こちらをご覧ください。')
    const folder = await mkdtemp(join(tmpdir(), 'madoguchi-large-'))
    const path = join(folder, '大きな写真.pdf')
    await writeFile(path, Buffer.alloc(12 * 1024 * 1024, '%PDF'))
    await page().locator('input[type=file]').setInputFiles(path)
    await files()
      .getByText(/大きな写真\.pdf.*上限（2 MB）を超えています/)
      .waitFor()
    const words = () =>
      field().evaluate((element) => (element as HTMLTextAreaElement).value ?? element.textContent)
    await expect.poll(words, within).toContain('こちらをご覧ください。')
    await expect.poll(async () => (await draftOf(id))?.text, within).toContain('こちらをご覧ください。')
    await rm(folder, { recursive: true })
    expect(desk.broken()).toEqual([])
  })
})
