import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Metric } from './metric.ts'

let found: Promise<ReadonlyMap<string, Metric>> | undefined

/** All metrics by id in the order of the board, found once per process: every file of `metrics/` is one. */
export const metrics = (): Promise<ReadonlyMap<string, Metric>> => {
  found ??= loadMetrics(join(import.meta.dirname, 'metrics'))
  return found
}

/**
 * Loads the metrics of a folder.
 * @throws Error when a file exports no `metric`, or one that is not named like its file.
 */
const loadMetrics = async (folder: string): Promise<ReadonlyMap<string, Metric>> => {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => name.slice(0, -3))
  const loaded = await Promise.all(names.map((name) => load(folder, name)))
  return new Map(loaded.sort((a, b) => a.order - b.order).map((metric) => [metric.id, metric]))
}

const load = async (folder: string, name: string): Promise<Metric> => {
  const { metric } = (await import(pathToFileURL(join(folder, `${name}.ts`)).href)) as { metric?: Metric }
  if (!metric) throw new Error(`metrics/${name}.ts exports no \`metric\``)
  if (metric.id !== name) throw new Error(`the metric in ${name}.ts calls itself ${metric.id}`)
  return metric
}
