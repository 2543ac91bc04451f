import { expect, it } from 'vitest'
import { openSocket } from '../../../test/harness/socket.ts'
import { create, openLibrary, update } from './fixtures/library.ts'

const { app, hana, taro } = await openLibrary()

it('tells screens to read the library again, and nothing of what changed in it', async () => {
  const screen = await openSocket<{ type: string; what?: string }>(`${app.url}/api/live`, {
    headers: { authorization: `Bearer ${taro.key}` },
  })
  const stale = () => screen.wait((frame) => frame.type === 'stale' && frame.what === 'templates')
  const made = await create(hana)
  expect(await stale()).toEqual({ type: 'stale', what: 'templates' })
  await update(hana, made, { title: '交換のご案内' })
  await stale()
  screen.close()
})
