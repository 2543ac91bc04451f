/** Something that has to be stopped, or it stays behind. */
interface Opened {
  stop(): Promise<unknown>
}

const opened: Opened[] = []

/** Uses something and stops it afterwards, however that came about. */
export const using = async <One extends Opened, Result>(
  one: One,
  work: (one: One) => Promise<Result>,
): Promise<Result> => {
  opened.push(one)
  try {
    return await work(one)
  } finally {
    opened.splice(opened.indexOf(one), 1)
    await one.stop()
  }
}

/** When this process is told to end, everything that is in use is stopped first, the newest before the others. */
export const stopAllOnSignal = (): void => {
  const end = async (): Promise<void> => {
    for (const one of opened.toReversed()) await one.stop().catch(() => undefined)
    process.exit(130)
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void end())
}
