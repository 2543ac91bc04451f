import { expect, it } from 'vitest'
import { peopleIn, peopleText } from './people-text.ts'

it('reads people as they are typed, and writes them so', () => {
  const people = [
    { name: '倉庫', address: 'stock@warehouse.example' },
    { name: '', address: 'boss@warehouse.example' },
  ]
  expect(peopleIn(peopleText(people))).toEqual(people)
  expect(peopleIn('倉庫 ＜stock@warehouse.example＞、 boss@warehouse.example')).toEqual(people)
  expect(peopleIn('')).toEqual([])
})

it('takes nothing that is no address', () => {
  for (const wrong of ['倉庫', 'a@b', 'stock@warehouse.example x', '<>'])
    expect(peopleIn(wrong)).toBeUndefined()
})
