/** Mail addresses in a text, however they are set apart. */
export const addressesIn = (text: string): string[] => [
  ...new Set(
    text
      .normalize('NFKC')
      .split(/[\s,;、；]+/)
      .map((part) => part.replace(/^<|>$/g, ''))
      .filter((part) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(part)),
  ),
]

/** Parts of a text that are no mail address. */
export const strangersIn = (text: string): string[] => {
  const good = new Set(addressesIn(text))
  return text
    .normalize('NFKC')
    .split(/[\s,;、；]+/)
    .map((part) => part.replace(/^<|>$/g, ''))
    .filter((part) => part !== '' && !good.has(part))
}

/** Only web and mail addresses become links; one without a scheme gets https. */
export function linkAddress(text: string): string | undefined {
  const trimmed = text.trim()
  if (/^(?:https?:\/\/|mailto:)\S+$/i.test(trimmed)) return trimmed
  if (/^[\w.+-]+@[\w.-]+$/.test(trimmed)) return `mailto:${trimmed}`
  return /^[\w-]+(?:\.[\w-]+)+(?:[/?#]\S*)?$/.test(trimmed) ? `https://${trimmed}` : undefined
}
