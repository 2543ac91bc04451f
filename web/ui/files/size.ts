const units = ['kilobyte', 'megabyte', 'gigabyte'] as const

/** A size in bytes in words: 1.2 MB. */
export function fileSize(bytes: number, locale: string): string {
  // Languages name bytes at length, in English even without the plural: "11 byte".
  if (bytes < 1000) return `${bytes} B`
  const step = Math.min(units.length, Math.floor(Math.log10(bytes) / 3))
  const options = {
    style: 'unit',
    unit: units[step - 1],
    unitDisplay: 'short',
    maximumFractionDigits: step > 1 ? 1 : 0,
  } as const
  return new Intl.NumberFormat(locale, options).format(bytes / 1000 ** step)
}

const MB = 1024 * 1024

/** A limit in bytes as it was set, in round figures of 1024: the same in every language. */
export const limitInWords = (bytes: number): string =>
  bytes < MB ? `${Math.floor(bytes / 1024)} kB` : `${Math.floor(bytes / MB)} MB`
