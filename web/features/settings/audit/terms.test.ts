import { expect, it } from 'vitest'
import { everything, termsOf } from './terms.ts'

const called = {
  actions: { 'agents_create-role': 'ロールを作成しました', 'access_sign-in': 'サインインしました' },
  things: [
    { id: 'a1', name: '夜間対応ロール班' },
    { id: 'a2', name: '返品' },
  ],
}

it('asks for nothing that nobody chose', () => {
  expect(Object.values(termsOf(everything, called, 'Asia/Tokyo')).filter((one) => one !== undefined)).toEqual(
    [],
  )
})

it('takes along the actions and things that the screen calls so', () => {
  const terms = termsOf({ ...everything, text: ' ロール ' }, called, 'Asia/Tokyo')
  expect(terms).toMatchObject({ q: 'ロール', alsoActions: 'agents.create-role', alsoSubjects: 'a1' })
})

it('takes no more along than the server takes', () => {
  const things = Array.from({ length: 300 }, (_, at) => ({ id: `t${at}`, name: '返品' }))
  const terms = termsOf({ ...everything, text: '返' }, { ...called, things }, 'Asia/Tokyo')
  expect(terms.alsoSubjects?.split(',')).toHaveLength(50)
})

it('counts the last day in', () => {
  expect(
    termsOf({ ...everything, from: '2026-11-22', to: '2026-11-22' }, called, 'Asia/Tokyo'),
  ).toMatchObject({ from: '2026-11-21T15:00:00.000Z', to: '2026-11-22T15:00:00.000Z' })
})
