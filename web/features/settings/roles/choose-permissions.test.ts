import { expect, it } from 'vitest'
import { choosePermission, whyFixed, withoutEverywhere } from './choose-permissions.ts'

const one = (name: string, needs: string[] = [], more: object = {}) => ({
  name,
  title: { en: name, ja: name },
  detail: null,
  needs,
  everywhere: false,
  always: false,
  ...more,
})
const all = [
  one('read', [], { always: true }),
  one('write'),
  one('reply', ['write']),
  one('approve', ['reply']),
  one('conditions', [], { everywhere: true }),
  one('routing', ['conditions'], { everywhere: true }),
]

it('takes along what a permission needs, and leaves out what needs it', () => {
  expect(choosePermission(all, ['read'], 'approve', true)).toEqual(['approve', 'read', 'reply', 'write'])
  expect(choosePermission(all, ['approve', 'read', 'reply', 'write'], 'write', false)).toEqual(['read'])
  expect(choosePermission(all, ['read', 'write'], 'write', true)).toEqual(['read', 'write'])
})

it('leaves nothing that reaches every inbox to a role that does not see all', () => {
  expect(withoutEverywhere(all, ['conditions', 'read', 'routing', 'write'])).toEqual(['read', 'write'])
})

it('says why a permission stays as it is', () => {
  const why = (name: string, allInboxes: boolean, mine = all.map((each) => each.name)) =>
    whyFixed(all.find((each) => each.name === name) ?? one(name), { allInboxes }, mine)
  expect(why('read', true)).toBe('always')
  expect(why('routing', false)).toBe('everywhere')
  expect(why('routing', true)).toBeUndefined()
  expect(why('write', true, ['read'])).toBe('notYours')
})
