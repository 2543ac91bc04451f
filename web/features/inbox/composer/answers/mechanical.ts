/** Fewer letters of one's own than these are no personal word: 「承知しました。」 has six. */
const FEW = 6

const letters = (text: string): string[] => text.normalize('NFKC').match(/[\p{L}\p{N}]/gu) ?? []

/**
 * True where an answer is made of texts of the library and of nothing else: of its letters and digits fewer than six stand in no
 * line of theirs. A line that was changed is one's own; what was filled in of the customer is not, machines write names, too.
 */
export function isMechanical(text: string, inserted: readonly string[]): boolean {
  const lines = (all: string) => all.split('\n').map((line) => letters(line).join(''))
  const theirs = new Set(inserted.flatMap(lines).filter((line) => line !== ''))
  if (theirs.size === 0) return false
  const written = lines(text).filter((line) => line !== '')
  const own = written.filter((line) => !theirs.has(line)).reduce((sum, line) => sum + [...line].length, 0)
  return own < FEW && written.some((line) => theirs.has(line))
}
