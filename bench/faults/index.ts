import type { Bench, Figure } from '../figure.ts'
import type { Fault, Row } from './fault.ts'
import { clockFaults } from './rows/clock.ts'
import { databaseFaults } from './rows/database.ts'
import { imapFaults } from './rows/imap.ts'
import { killedFaults } from './rows/killed.ts'
import { smtpFaults } from './rows/smtp.ts'
import { runFault } from './run-fault.ts'
import { stopAllOnSignal, using } from './opened.ts'
import { openStreet } from './street.ts'

/** Everything that goes wrong in a fault run. */
export const allFaults: readonly Fault[] = [
  ...imapFaults,
  ...smtpFaults,
  ...databaseFaults,
  ...killedFaults,
  ...clockFaults,
]

const columns = ['sent', 'stored', 'doubled', 'lost', 'uncertain', 'seconds'] as const

/** A line of the table. */
const lineOf = (row: Row): string => {
  const name = row.fault.padEnd(30)
  if ('skipped' in row) return `${name} skipped: ${row.skipped}`
  const numbers = columns.map((column) => String(Math.round(row[column])).padStart(9)).join('')
  return [name + numbers, ...row.marks.map((mark) => `  ${mark}`)].join('\n')
}

const head = 'fault'.padEnd(30) + columns.map((column) => column.padStart(9)).join('')

const figuresOf = (row: Row): Figure[] => {
  if ('skipped' in row) return []
  const figure = (what: 'sent' | 'stored' | 'uncertain' | 'lost' | 'doubled'): Figure => ({
    name: `faults.${row.fault}.${what}`,
    value: row[what],
    unit: 'messages',
    better: what === 'sent' || what === 'stored' ? 'higher' : 'lower',
    ...(what === 'lost' || what === 'doubled' ? { bar: 0 } : {}),
  })
  return (['sent', 'stored', 'uncertain', 'doubled', 'lost'] as const).map(figure)
}

const nameOf = ({ name }: Fault): string => `faults.${name}`

/** Servers, databases, processes and clocks that fail while messages arrive and answers leave. */
export const faults: Bench = {
  names: allFaults.map(nameOf),
  long: true,
  async run(wanted, say) {
    const street = await openStreet()
    if ('skipped' in street) {
      say(street.skipped)
      return []
    }
    stopAllOnSignal()
    say(head)
    return using(street, async () => {
      const figures: Figure[] = []
      for (const fault of allFaults.filter((one) => wanted(nameOf(one)))) {
        const row = await runFault(fault, street)
        say(lineOf(row))
        figures.push(...figuresOf(row))
      }
      return figures
    })
  },
}
