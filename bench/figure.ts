/** One measured figure. `bar` is the value that it has to reach. */
export interface Figure {
  name: string
  value: number
  unit: string
  better: 'higher' | 'lower'
  bar?: number
}

/** A group of figures that are taken together in one run. */
export interface Bench {
  /** Names of its figures; each begins with the group's word. */
  names: readonly string[]
  /** It takes many minutes and runs only when it is named. */
  long?: true
  /** Takes the wanted ones; `say` prints progress. `minutes`: how long one goes on that is about time. */
  run(
    wanted: (name: string) => boolean,
    say: (line: string) => void,
    options?: { minutes?: number },
  ): Promise<Figure[]>
}

/** Middle value. */
export const median = (values: readonly number[]): number => quantile(values, 0.5)

/** Value below which the share `q` of the values lies. */
export const quantile = (values: readonly number[], q: number): number => {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? Number.NaN
}

/** Milliseconds that each of `times` runs of the work took. */
export const timings = async (times: number, work: (n: number) => Promise<unknown>): Promise<number[]> => {
  const taken: number[] = []
  for (let n = 0; n < times; n += 1) {
    const start = performance.now()
    await work(n)
    taken.push(performance.now() - start)
  }
  return taken
}
