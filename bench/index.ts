import { deskCosts } from './desk-costs.ts'
import { deskIngest } from './desk-ingest.ts'
import { desk } from './desk.ts'
import { faults } from './faults/index.ts'
import type { Bench, Figure } from './figure.ts'
import { inbox } from './inbox.ts'
import { ingest } from './ingest.ts'
import { live } from './live.ts'
import { screens } from './screens.ts'
import { search } from './search.ts'
import { soak } from './soak/index.ts'
import { start } from './start.ts'
import { upgrade } from './upgrade.ts'

const benches: readonly Bench[] = [
  ingest,
  inbox,
  search,
  live,
  start,
  screens,
  desk,
  deskCosts,
  deskIngest,
  faults,
  soak,
  upgrade,
]

const words = process.argv.slice(2)
const asJson = words.includes('--json')
const minutes = Number(words[words.indexOf('--minutes') + 1] ?? Number.NaN)
const prefixes = words.filter((word, at) => !word.startsWith('--') && words[at - 1] !== '--minutes')
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

const options = words.includes('--minutes') ? { minutes } : {}
const figures: Figure[] = []
for (const bench of benches)
  if (bench.names.some(wanted) && (!bench.long || prefixes.length > 0))
    figures.push(...(await bench.run(wanted, say, options)).filter((figure) => wanted(figure.name)))
process.stdout.write(asJson ? `${JSON.stringify({ figures })}\n` : `${figures.map(shown).join('\n')}\n`)
if (prefixes.length === 0) {
  const long = benches.filter((bench) => bench.long).map(({ names: [name = ''] }) => name.split('.')[0])
  say(`Left out, since they take many minutes: ${long.join(', ')}. Name them to run them.`)
}
