/** One look at the memory: seconds since the beginning, bytes. */
export interface Sample {
  at: number
  bytes: number
}

/**
 * By how many percent of its mean the memory grew over these samples, by the line through them with the least squares.
 * Below zero: it shrank. Not a number for fewer than two moments.
 */
export const growth = (samples: readonly Sample[]): number => {
  const mean = (of: (sample: Sample) => number): number =>
    samples.reduce((sum, sample) => sum + of(sample), 0) / samples.length
  const at = mean((sample) => sample.at)
  const bytes = mean((sample) => sample.bytes)
  const spread = samples.reduce((sum, sample) => sum + (sample.at - at) ** 2, 0)
  const slope = samples.reduce((sum, sample) => sum + (sample.at - at) * (sample.bytes - bytes), 0) / spread
  const lasted = (samples.at(-1)?.at ?? Number.NaN) - (samples[0]?.at ?? Number.NaN)
  return ((slope * lasted) / bytes) * 100
}

/** The samples of the later half of the time. */
export const laterHalf = (samples: readonly Sample[]): Sample[] => {
  const end = samples.at(-1)?.at ?? 0
  return samples.filter(({ at }) => at >= end / 2)
}
