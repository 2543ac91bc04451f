import { expect, it } from 'vitest'
import { machineLabel } from './machine-label.ts'

it('names the machine that wrote, and nothing that a stranger’s form calls one', () => {
  const of = (machine: string, kind: 'inbound' | 'outbound' = 'inbound') =>
    machineLabel({ kind, context: { machine } })
  expect(of('absence')).toBe('message.machine.absence')
  expect(of('absence', 'outbound')).toBe('message.automatic')
  expect(of('toString')).toBe('message.automatic')
  expect(machineLabel({ kind: 'inbound', context: {} })).toBe('message.automatic')
})
