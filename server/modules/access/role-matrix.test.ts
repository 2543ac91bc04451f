import { expect, it } from 'vitest'
import { roleMatrix } from './role-matrix.ts'

it('lists every permission with who has it', () => {
  const title = { en: 'Do', ja: 'する' }
  const rows = roleMatrix({
    'b.write': { roles: ['owner'], title },
    'a.read': { roles: ['owner', 'readonly'], title },
  })
  expect(rows).toEqual([
    { permission: 'a.read', title, roles: { owner: true, lead: false, agent: false, readonly: true } },
    { permission: 'b.write', title, roles: { owner: true, lead: false, agent: false, readonly: false } },
  ])
})
