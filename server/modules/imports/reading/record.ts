/** A record as it stands in a file: its bytes, and where they end. */
export interface RawRecord {
  bytes: Buffer
  /** Of an element of a list: the list's name. */
  list?: string
  /** Bytes of the file up to its end. */
  end: number
  /** Larger than what is taken; `bytes` are its beginning. */
  cut?: true
}

/** No record may be larger. */
export const MOST_RECORD = 64 * 1024 * 1024
