import { beforeAll, expect, it } from 'vitest'
import { testApp, type TestApp } from '../../../test/harness/app.ts'

const MB = 1024 * 1024
let test: TestApp

beforeAll(async () => {
  test = await testApp({ env: { MADOGUCHI_MAX_UPLOAD_MB: '1' } })
})

it('takes a file up to the limit, and refuses a larger one with 413', async () => {
  const upload = (bytes: number) =>
    test.owner.call<{ code?: string; size?: number }>(
      'POST',
      '/api/uploads?name=x.bin',
      new Uint8Array(bytes),
    )
  expect(await upload(MB)).toMatchObject({ status: 201, body: { size: MB } })
  for (const bytes of [MB + 1, 3 * MB])
    expect(await upload(bytes)).toMatchObject({
      status: 413,
      body: {
        code: 'kernel.file-too-large',
        detail: 'The file is larger than 1 MB, the most that is taken here. Send a smaller one.',
        limitBytes: MB,
      },
    })
})

it('keeps of a name what can mislead nobody', async () => {
  const named = async (name: string) =>
    (
      await test.owner.ok<{ name: string }>(
        'POST',
        `/api/uploads?name=${encodeURIComponent(name)}`,
        new Uint8Array(1),
      )
    ).name
  expect(await named('../../見積\u202efdp.exe')).toBe('見積fdp.exe')
  expect(await named('..')).toBe('file')
})
