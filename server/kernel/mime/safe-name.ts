const longest = 200

/**
 * The name of a file that somebody else named: the last step of a path, without control characters, marks that turn the
 * direction of reading (`photo<U+202E>gnp.exe` would look like a picture) and dots in front. Cut in the middle, so that
 * its ending stays. Empty when nothing is left.
 */
export const safeName = (name: string): string => {
  const last = name.split(/[\\/]/).findLast((piece) => piece.trim() !== '') ?? ''
  const bare = last
    .replaceAll(/[\p{Cc}\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/gu, '')
    .trim()
    .replace(/^\.+/, '')
  if (bare.length <= longest) return bare
  const ending = /\.[^.]{1,10}$/.exec(bare)?.[0] ?? ''
  return [...bare].slice(0, longest - ending.length).join('') + ending
}
