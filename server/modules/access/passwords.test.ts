import { scryptSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { AsyncGate } from './async-gate.ts'
import { hashPassword, verifyPassword } from './passwords.ts'

describe('password hashes', () => {
  it('carry their cost and can be computed again by anybody who knows scrypt', async () => {
    const hash = await hashPassword('correct horse battery')
    const [, name, cost, salt = '', key] = hash.split('$')
    expect([name, cost]).toEqual(['scrypt', 'ln=15,r=8,p=3'])
    const options = { N: 2 ** 15, r: 8, p: 3, maxmem: 64 * 1024 * 1024 }
    const again = scryptSync('correct horse battery', Buffer.from(salt, 'base64url'), 32, options)
    expect(again.toString('base64url')).toBe(key)
  })

  it('differ for the same password, and each fits it', async () => {
    const [one, two] = await Promise.all([hashPassword('pass phrase'), hashPassword('pass phrase')])
    expect(one).not.toBe(two)
    expect(await verifyPassword('pass phrase', one)).toEqual({ good: true, outdated: false })
    expect(await verifyPassword('pass phrase', two)).toEqual({ good: true, outdated: false })
    expect(await verifyPassword('Pass phrase', two)).toEqual({ good: false, outdated: false })
  })

  it('fit the same characters typed in another form', async () => {
    const hash = await hashPassword('がぎぐげご１２３４５')
    expect((await verifyPassword('がぎぐげご12345'.normalize('NFD'), hash)).good).toBe(true)
  })

  it('are never right when there is none, or when it is damaged', async () => {
    for (const kept of [undefined, null, '', 'x', '$scrypt$ln=15,r=8,p=3$$', '$2b$10$abcdefghijklmnopqrstuv'])
      expect(await verifyPassword('', kept)).toEqual({ good: false, outdated: false })
  })
})

describe('the gate before hashing', () => {
  it('lets two in at once, the others in turn, and refuses when too many wait', async () => {
    const gate = new AsyncGate(2, 3)
    const opened: (() => void)[] = []
    const order: number[] = []
    const enter = (n: number) =>
      gate.run(async () => {
        order.push(n)
        await new Promise<void>((resolve) => {
          opened.push(resolve)
        })
      })
    const inside = [1, 2, 3, 4, 5].map(enter)
    await expect(enter(6)).rejects.toMatchObject({ kind: 'unavailable', code: 'access.busy' })
    expect(order).toEqual([1, 2])
    for (let i = 0; i < 5; i += 1) {
      opened[i]?.()
      await inside[i]
      await Promise.resolve()
    }
    expect(order).toEqual([1, 2, 3, 4, 5])
    await expect(gate.run(async () => 'free again')).resolves.toBe('free again')
  })

  it('goes on after work that failed', async () => {
    const gate = new AsyncGate(1, 1)
    await expect(gate.run(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken')
    await expect(gate.run(async () => 'next')).resolves.toBe('next')
  })
})
