import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { clientFile, renderClient } from '../../scripts/gen-client.ts'

it('keeps the table of routes equal to the contracts (node scripts/gen-client.ts writes it)', async () => {
  expect(await readFile(clientFile, 'utf8')).toBe(await renderClient())
})
