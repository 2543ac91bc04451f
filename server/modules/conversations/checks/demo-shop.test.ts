import { describe, expect, it } from 'vitest'
import { checkReply, type Known } from './check-reply.ts'
import { isPersonal } from './names.ts'
import { ownWords } from './own-words.ts'
import { orderNumbersIn } from '../order-numbers.ts'
import { buildWorld } from '../../../../seed/world/index.ts'

const rules = {
  wrongName: true,
  noHonorific: true,
  otherAddress: true,
  otherOrder: true,
  noAttachment: true,
  warningWords: [],
  forbiddenWords: [],
  approvals: [],
}

/** Everything that the demo shop's agents sent, and whether it would have been asked about: as it was, and to somebody else. */
const look = (conversations: number) => {
  const world = buildWorld({ seed: 1, now: new Date('2026-11-01T00:00:00Z'), conversations })
  const customers = new Map(world.customers.map((one) => [one.key, one]))
  const ours = [...world.agents, ...world.brands].map(({ name }) => name)
  const holders = new Map<string, Set<string>>()
  for (const { customer, messages } of world.conversations)
    for (const key of messages.flatMap(({ text }) => orderNumbersIn(text)))
      holders.set(key, (holders.get(key) ?? new Set()).add(customer))
  const namesOf = (key: string): string[] => {
    const { name, kana } = customers.get(key) ?? {}
    const names = [name, kana].filter((one) => one !== undefined && isPersonal(one)) as string[]
    return names.length > 0 ? names : ['']
  }
  const count = { texts: 0, alarms: {} as Record<string, number>, announced: [] as string[] }
  const astray = { named: 0, orders: 0, 'wrong-name': 0, 'other-order': 0 }
  let other = { customer: '', language: '', heard: '' }
  const check = (text: string, customer: string, heard: string) => {
    const before = new Set(orderNumbersIn(heard))
    const otherOrders = orderNumbersIn(ownWords(text)).filter(
      (key) => !before.has(key) && holders.has(key) && !holders.get(key)?.has(customer),
    )
    const known: Known = { names: namesOf(customer), heard, ours, otherAddresses: [], otherOrders }
    return checkReply({ text, files: 0 }, known, rules)
  }
  for (const { customer, subject, messages } of world.conversations) {
    let heard = subject
    const { name = '', language = '' } = customers.get(customer) ?? {}
    const [family = ''] = name.split(' ')
    for (const { kind, text } of messages) {
      if (kind === 'outbound') {
        count.texts += 1
        for (const { code, quote } of check(text, customer, heard)) {
          count.alarms[code] = (count.alarms[code] ?? 0) + 1
          if (code === 'no-attachment') count.announced.push(quote)
        }
        const head = text.split('\n').slice(0, 2).join(' ')
        if (other.language === language && other.customer !== customer && isPersonal(name)) {
          const wrong = check(text, other.customer, other.heard).map(({ code }) => code)
          const sameFamily = namesOf(other.customer).some((one) => one.startsWith(`${family} `))
          if (head.includes(family) && /様|さん|Dear|Hi|Hello/.test(head) && !sameFamily) {
            astray.named += 1
            if (wrong.includes('wrong-name')) astray['wrong-name'] += 1
          }
          if (orderNumbersIn(ownWords(text)).length > 0) {
            astray.orders += 1
            if (wrong.includes('other-order')) astray['other-order'] += 1
          }
        }
      }
      heard += `\n${text}`
    }
    other = { customer, language, heard }
  }
  return { ...count, astray }
}

describe('the checks before sending, over what the demo shop sent', () => {
  const seen = look(2000)

  it('ask nobody without a reason', () => {
    // The shop's mails have no files: each sentence that announces one is rightly asked about.
    expect(seen.alarms).toEqual({ 'no-attachment': seen.announced.length })
    for (const sentence of seen.announced) expect(sentence).toMatch(/添付いたし|attached/)
    expect(seen.announced.length).toBeLessThan(seen.texts / 200)
  })

  it('catch what goes to somebody else', () => {
    const { astray } = seen
    expect(astray.named).toBeGreaterThan(100)
    expect(astray['wrong-name'] / astray.named).toBeGreaterThan(0.95)
    expect(astray['other-order'] / astray.orders).toBeGreaterThan(0.9)
  })
})
