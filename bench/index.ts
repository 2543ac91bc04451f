import type { Bench, Figure } from './figure.ts'
import { inbox } from './inbox.ts'
import { ingest } from './ingest.ts'
import { live } from './live.ts'
import { screens } from './screens.ts'
import { search } from './search.ts'
import { start } from './start.ts'
import { upgrade } from './upgrade.ts'

const benches: readonly Bench[] = [ingest, inbox, search, live, start, screens, upgrade]

const words = process.argv.slice(2)
const asJson = words.includes('--json')
const prefixes = words.filter((word) => !word.startsWith('--'))
const wanted = (name: string): boolean =>
  prefixes.length === 0 || prefixes.some((prefix) => name.startsWith(prefix))
const say = (line: string): void => {
  process.stderr.write(`${line}\n`)
}

const shown = (figure: Figure): string => {
  const reached =
    figure.bar === undefined
      ? ''
      : (figure.better === 'higher' ? figure.value >= figure.bar : figure.value <= figure.bar)
        ? 'reached'
        : 'MISSED'
  return `${figure.name.padEnd(28)}${figure.value.toPrecision(4).padStart(12)} ${figure.unit.padEnd(8)}${figure.bar === undefined ? '' : `bar ${figure.bar}`.padEnd(14)}${reached}`
}

const figures: Figure[] = []
for (const bench of benches)
  if (bench.names.some(wanted) && (!bench.long || prefixes.length > 0))
    figures.push(...(await bench.run(wanted, say)).filter((figure) => wanted(figure.name)))
process.stdout.write(asJson ? `${JSON.stringify({ figures })}\n` : `${figures.map(shown).join('\n')}\n`)
