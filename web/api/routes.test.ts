import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { clientFiles, renderClient } from '../../scripts/gen-client.ts'

it('keeps the tables of routes equal to the contracts (node scripts/gen-client.ts writes them)', async () => {
  const [first, later] = await Promise.all(
    [clientFiles.first, clientFiles.later].map((file) => readFile(file, 'utf8')),
  )
  expect({ first, later }).toEqual(await renderClient())
})
