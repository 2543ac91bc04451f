const madeUp = () => {
  const random = crypto.getRandomValues(new Uint32Array(1))[0] ?? 0
  return `field_${random.toString(36).padStart(6, '0').slice(-6)}`
}

/** The key under which exports and the API know a new attribute: from its name if it can be, and never one of `taken`. */
export function keyOf(label: string, taken: readonly string[]): string {
  const slug = label
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, 30)
  const first = /^[a-z]/.test(slug) ? slug : madeUp()
  for (let round = 2, key = first; ; round += 1) {
    if (!taken.includes(key)) return key
    key = `${first}_${round}`
  }
}
