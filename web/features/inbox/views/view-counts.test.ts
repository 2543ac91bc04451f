import { expect, it } from 'vitest'
import type { Count, Filter } from '../../../api/types.ts'
import { filterOf } from '../filter.ts'
import { countOf } from './view-counts.ts'

const count = (
  inboxId: string,
  teamId: string | null,
  assigneeId: string | null,
  number: number,
  status: Count['status'] = 'open',
): Count => ({
  inboxId,
  teamId,
  assigneeId,
  status,
  count: number,
})
const counts = [
  count('i1', null, null, 3),
  count('i1', 't1', 'me', 5),
  count('i2', 't1', null, 7),
  count('i2', 't2', 'x', 11),
  count('i1', 't1', 'me', 100, 'resolved'),
]
const viewer = { agentId: 'me', teamIds: ['t1'] }

it.each<[string, Partial<Filter>, number | undefined]>([
  ['all open', {}, 26],
  ['mine', { view: 'mine' }, 5],
  ['unassigned', { view: 'unassigned' }, 10],
  ['my teams', { view: 'team' }, 12],
  ['one team', { view: 'team', teamId: 't2' }, 11],
  ['one inbox', { inboxId: 'i1' }, 8],
  ['resolved', { status: 'resolved' }, 100],
  ['any status', { status: 'any' }, 126],
  ['unassigned in an inbox', { view: 'unassigned', inboxId: 'i2' }, 7],
  ['a tag', { tagId: 'x' }, undefined],
  ['following', { view: 'following' }, undefined],
])('counts %s', (_, filter, expected) => {
  expect(countOf(filterOf(filter), counts, viewer)).toBe(expected)
})
