const isHalf = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff

/**
 * The beginning of a text: at most `max` UTF-16 units and never half a character. Halves that were in it already become
 * U+FFFD, since JSON with a lone one in it can't be stored.
 */
export const cutText = (text: string, max: number): string =>
  text.slice(0, text.length > max && isHalf(text.charCodeAt(max - 1)) ? max - 1 : max).toWellFormed()
