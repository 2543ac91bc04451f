import type { Message } from '../../../api/types.ts'

const labels = {
  absence: 'message.machine.absence',
  list: 'message.machine.list',
  own: 'message.machine.own',
  machine: 'message.machine.machine',
} as const

/** The name of the kind of machine that wrote a customer's message; our own automatic messages are simply that. */
export const machineLabel = ({ kind, context }: Pick<Message, 'kind' | 'context'>) => {
  const machine = kind === 'inbound' ? context['machine'] : undefined
  return machine !== undefined && Object.hasOwn(labels, machine)
    ? labels[machine as keyof typeof labels]
    : 'message.automatic'
}
