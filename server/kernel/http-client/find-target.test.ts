import { expect, it } from 'vitest'
import { findTarget } from './find-target.ts'

it('finds where an address leads without calling it', async () => {
  const resolve = async (): Promise<string[]> => ['93.184.216.34']
  const target = await findTarget('https://Hooks.Test/a?b=c', false, resolve)
  expect(target.url.href).toBe('https://hooks.test/a?b=c')
  expect(target.addresses).toEqual(['93.184.216.34'])
})
