import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { findComputedImports } from './computed-imports.ts'
import { findIslandNames } from './island-names.ts'
import { domainWordsIn, findKernelWords } from './kernel-words.ts'
import { findJobsTables } from './jobs-tables.ts'
import { asLine } from './sources.ts'
import { findMisplacedSql, isSql } from './sql-place.ts'
import { findOwnSight } from './own-sight.ts'
import { findSwitchedOff } from './switched-off.ts'

const project = join(import.meta.dirname, '../../..')
const fixture = (name: string): string => join(import.meta.dirname, '../fixtures/scan', name)

const scans = {
  'island-names': findIslandNames,
  'kernel-words': findKernelWords,
  'sql-place': findMisplacedSql,
  'computed-imports': findComputedImports,
  'switched-off': findSwitchedOff,
  'own-sight': findOwnSight,
  'jobs-tables': findJobsTables,
}

// Where each fixture tree breaks its rule.
const broken: Record<keyof typeof scans, string[]> = {
  'island-names': [
    'server/channels/owl/index.ts:1',
    'server/kernel/live.ts:1',
    'server/modules/desk/kinds.ts:1',
    'server/modules/desk/marked-without-reason.ts:2',
    'server/modules/desk/queries.ts:2',
    'server/modules/intake/process.ts:1',
    'web/features/desk/icon.tsx:1',
  ],
  'kernel-words': [
    'server/kernel/customers.ts:1',
    'server/kernel/errors.ts:1',
    'server/kernel/jobs.ts:1',
    'server/kernel/live.ts:1',
  ],
  'sql-place': [
    'server/channels/pigeon/state.ts:1',
    'server/modules/desk/assign.ts:2',
    'server/modules/desk/close.ts:1',
    'server/modules/desk/list.ts:1',
    'server/modules/desk/piece.ts:1',
    'server/modules/desk/reopen.ts:1',
    'server/start/seed.ts:1',
  ],
  'computed-imports': ['server/channels/pigeon/load.ts:2', 'server/modules/desk/load.ts:1'],
  'switched-off': [
    'server/modules/desk/all.ts:1',
    'server/modules/desk/long.ts:1',
    'server/modules/desk/loose.ts:1',
    'server/modules/desk/silent.ts:1',
  ],
  'own-sight': [
    'server/modules/desk/list.ts:1',
    'server/modules/desk/queries/list.ts:1',
    'server/modules/desk/queries/list.ts:2',
  ],
  'jobs-tables': [
    'server/migrations/0027_after.sql:2',
    'server/migrations/0100_later.sql:1',
    'server/migrations/0100_later.sql:2',
    'server/migrations/0100_later.sql:3',
  ],
}

describe.each(Object.entries(scans))('the scan for %s', (name, find) => {
  it('finds what its fixture breaks', () => {
    const places = find(fixture(name)).map(({ path, line }) => `${path}:${line}`)
    expect(places.sort()).toEqual(broken[name as keyof typeof scans])
  })

  it('lets the clean fixture pass', () => {
    expect(find(fixture('clean')).map(asLine)).toEqual([])
  })

  it('finds nothing in the product', () => {
    expect(find(project).map(asLine)).toEqual([])
  })
})

describe('domain words', () => {
  it.each([
    ['assignedAgents', ['agent']],
    ['inboxes', ['inbox']],
    ['SELECT * FROM deliveries', ['delivery']],
    ['userAgent', []],
    ['user-agent', []],
    ['httpAgent', []],
    ['factory', []],
    ['steam', []],
  ])('%s holds %j', (text, words) => {
    expect(domainWordsIn(text)).toEqual(words)
  })
})

describe('SQL in a text', () => {
  it.each([
    'select 1',
    'select * from messages',
    'with a as (select 1) select * from a',
    'INSERT INTO tags VALUES (1)',
    'delete from tags where id = $1',
    'update tags t set name = $2',
    "where id = 1 union all select id from tags where name = 'a'",
  ])('is seen: %s', (text) => {
    expect(isSql(text)).toBe(true)
  })

  it.each([
    'Select a team from the list.',
    'select a team from the list',
    'update available',
    'Delete from server after reading',
    'with your permission, as agreed',
    'insert into the middle',
  ])('is not seen: %s', (text) => {
    expect(isSql(text)).toBe(false)
  })
})
