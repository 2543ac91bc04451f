/** Headers that this product writes into mail, and reads again. Lower-case, as headers are compared. */
export const ownHeaders = {
  /** Signed mark on everything we send: how we know our own mail. */
  mark: 'x-madoguchi-id',
  /** Signed mark of the connection check's probe. */
  probe: 'x-madoguchi-probe',
  /** Put above a mail of which only the beginning was fetched: its full size in bytes. */
  cut: 'x-madoguchi-cut',
} as const
