const LONGEST = 60
const ADVERTISING = /[/@<>\\]|www\.|\.[a-z\d]{2,}/i

/**
 * A name in one line, as it may stand in what we send; undefined where it is empty, long, or has a link or an address in it.
 * Strangers choose their name, and what answers them may go to an address that is somebody else's.
 */
export const harmlessName = (name: string): string | undefined => {
  const plain = name.replace(/[\p{Cc}\s]+/gu, ' ').trim()
  return plain === '' || Array.from(plain).length > LONGEST || ADVERTISING.test(plain.normalize('NFKC'))
    ? undefined
    : plain
}
