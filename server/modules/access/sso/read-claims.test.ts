import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isOurs, placeByGroups, teamsAfter } from './place.ts'
import { readClaims } from './read-claims.ts'

const read = (raw: object, claim = 'groups') => readClaims({ sub: 's', ...raw }, claim)

describe('what a provider says of somebody', () => {
  it('is read as the well-known ones say it', () => {
    const entra = read({ email: 'a@b.example', xms_edov: '1', groups: ['8e1f', '77aa'], name: '伊藤 結衣' })
    expect(entra).toMatchObject({
      emailVerified: true,
      groups: ['8e1f', '77aa'],
      name: '伊藤 結衣',
      language: null,
    })
    expect(read({ realm_access: { roles: ['desk'] } }, 'realm_access.roles').groups).toEqual(['desk'])
    expect(read({ 'https://x.example/groups': 'one' }, 'https://x.example/groups').groups).toEqual(['one'])
    const google = { email_verified: true, given_name: '結衣', family_name: '伊藤', locale: 'ja' }
    expect(read(google)).toMatchObject({ emailVerified: true, name: '伊藤 結衣', language: 'ja' })
    expect(read({ given_name: 'Yui', family_name: 'Ito', locale: 'en-GB' })).toMatchObject({
      name: 'Yui Ito',
      language: 'en',
    })
    expect(read({ _claim_names: { groups: 'src1' } })).toMatchObject({ groups: [], groupsLeftOut: true })
  })

  it.each([false, 'false', undefined, null, 0, 'yes', {}, ['true']])(
    'vouches for nothing with %j',
    (email_verified) => {
      expect(read({ email: 'a@b.example', email_verified }).emailVerified).toBe(false)
    },
  )

  it('is never more than text, whatever comes', () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), fc.anything(), (email, name, groups) => {
        const claims = read({ email, name, groups, locale: groups, _claim_names: name })
        expect([typeof claims.email, typeof claims.name]).not.toContain('undefined')
        for (const group of claims.groups) expect(group.length).toBeLessThanOrEqual(300)
        expect(claims.groups.length).toBeLessThanOrEqual(2000)
      }),
    )
  })
})

const group = fc.constantFrom('a', 'b', 'c', 'd')
const team = fc.constantFrom('t1', 't2', 't3')
const mapping = fc.record({
  group,
  role: fc.constantFrom('lead', 'agent', 'readonly', null),
  teamIds: fc.uniqueArray(team),
})

describe('where groups put somebody', () => {
  it('is decided by the first that fits and says; no group gives what no mapping of it names', () => {
    fc.assert(
      fc.property(
        fc.array(mapping),
        fc.uniqueArray(group),
        fc.constantFrom('readonly', null),
        (mappings, groups, defaultRole) => {
          const place = placeByGroups({ mappings, defaultRole }, groups)
          const fitting = mappings.filter((one) => groups.includes(one.group))
          expect(place.role).toBe(fitting.find(({ role }) => role !== null)?.role ?? defaultRole)
          expect(new Set(place.teamIds)).toEqual(new Set(fitting.flatMap(({ teamIds }) => teamIds)))
        },
      ),
    )
  })

  it('takes and leaves only teams that some mapping names', () => {
    fc.assert(
      fc.property(
        fc.array(mapping),
        fc.uniqueArray(fc.oneof(team, fc.constant('own'))),
        fc.uniqueArray(group),
        (mappings, before, groups) => {
          const after = teamsAfter(
            { mappings },
            before,
            placeByGroups({ mappings, defaultRole: null }, groups),
          )
          expect(after.includes('own')).toBe(before.includes('own'))
          expect(new Set(after).size).toBe(after.length)
        },
      ),
    )
  })

  it.each([
    [[], 'a@anywhere.example', true],
    [['shop.example'], 'a@SHOP.example', true],
    [['shop.example'], 'a@evil-shop.example', false],
    [['shop.example'], 'a@shop.example.evil.example', false],
    [['shop.example'], 'shop.example@evil.example', false],
  ])('%j takes %s: %s', (emailDomains, email, ours) => {
    expect(isOurs({ emailDomains }, email)).toBe(ours)
  })
})
