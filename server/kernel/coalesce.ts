/**
 * Turns single calls into batches: while one batch is under way, the calls that come in meanwhile form the next one.
 * `work` gives one result for each item, in their order. At most `most` items a batch, and where `weight` is given no
 * more than weigh `heaviest` together; one alone may be heavier.
 */
export const coalesce = <Item, Result>(
  most: number,
  work: (items: Item[]) => Promise<Result[]>,
  { heaviest = 0, weight = () => 0 }: { heaviest?: number; weight?(item: Item): number } = {},
): ((item: Item) => Promise<Result>) => {
  let waiting: { item: Item; resolve(result: Result): void; reject(error: unknown): void }[] = []
  let busy = false
  const run = async (): Promise<void> => {
    busy = true
    while (waiting.length > 0) {
      let size = 0
      let weighs = 0
      while (size < Math.min(most, waiting.length)) {
        weighs += weight((waiting[size] as { item: Item }).item)
        if (size > 0 && weighs > heaviest) break
        size += 1
      }
      const batch = waiting.slice(0, size)
      waiting = waiting.slice(size)
      try {
        const results = await work(batch.map((call) => call.item))
        batch.forEach((call, index) => call.resolve(results[index] as Result))
      } catch (error) {
        for (const call of batch) call.reject(error)
      }
    }
    busy = false
  }
  return (item) =>
    new Promise<Result>((resolve, reject) => {
      waiting.push({ item, resolve, reject })
      if (!busy) run().catch(reject)
    })
}
