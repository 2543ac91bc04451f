import { expect, it } from 'vitest'
import { Permissions } from '../../kernel/permissions.ts'
import { roleMatrix } from './role-matrix.ts'

it('lists every permission with who has it', () => {
  const title = { en: 'Do', ja: 'する' }
  const permissions = {
    'b.write': { roles: ['owner'], title, group: 'house' },
    'a.read': { roles: ['owner', 'readonly'], title, group: 'house' },
  }
  const rows = roleMatrix(new Permissions([{ permissions }]))
  expect(rows).toEqual([
    {
      permission: 'a.read',
      title,
      mark: '',
      roles: { owner: true, lead: false, agent: false, readonly: true },
    },
    {
      permission: 'b.write',
      title,
      mark: '',
      roles: { owner: true, lead: false, agent: false, readonly: false },
    },
  ])
})
