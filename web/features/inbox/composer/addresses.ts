const address = /^[^\s@<>(),;:"\\]+@[^\s@<>(),;:"\\]+\.[^\s@<>(),;:"\\.]+$/

/** True for what a mail can be sent to. */
export const isAddress = (part: string): boolean => part.length <= 320 && address.test(part)

/**
 * What was typed or pasted as recipients, each once: addresses however they are set apart, with or without a name before
 * them; and what is none, as it stands, so that nothing is lost without a word.
 */
export const addressesIn = (text: string): string[] => [
  ...new Set(
    text
      .normalize('NFKC')
      .split(/[,;、；\n]+/)
      .flatMap((piece) => {
        const inside = /<\s*([^<>\s]+)\s*>/.exec(piece)?.[1]
        return inside === undefined ? piece.split(/\s+/) : [inside]
      })
      .filter((part) => part !== ''),
  ),
]

/**
 * Whether what is typed or pasted is to be taken: several addresses, or a separator behind one. A space may also stand
 * in a name before its address.
 */
export const isFinished = (text: string): boolean => {
  if (text.trim() === '') return false
  if (/[,;、；\n]/.test(text)) return true
  const parts = addressesIn(text)
  return parts.every(isAddress) && (parts.length > 1 || /[\s>＞]$/.test(text))
}

/** Only web and mail addresses become links; one without a scheme gets https. */
export function linkAddress(text: string): string | undefined {
  const trimmed = text.trim()
  if (/^(?:https?:\/\/|mailto:)\S+$/i.test(trimmed)) return trimmed
  if (/^[\w.+-]+@[\w.-]+$/.test(trimmed)) return `mailto:${trimmed}`
  return /^[\w-]+(?:\.[\w-]+)+(?:[/?#]\S*)?$/.test(trimmed) ? `https://${trimmed}` : undefined
}
