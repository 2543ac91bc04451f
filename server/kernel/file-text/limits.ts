/** What reading the text of one file may take; a file that needs more has none. */
export const limits = {
  /** Bytes of the file. */
  bytes: 30 * 1024 * 1024,
  /** Bytes of all parts of it that are read, unpacked. */
  unpacked: 64 * 1024 * 1024,
  parts: 2000,
  pages: 200,
  /** Elements inside of one another. */
  depth: 500,
  /** Characters that are kept; the rest is left out. */
  characters: 50_000,
  milliseconds: 20_000,
  heapMegabytes: 384,
  /** Of the whole process: what is unpacked lies outside of the heap. */
  processMegabytes: 768,
}

/** Why a file has no text: for good, since reading it again gives the same. */
export type FileProblem = 'too-large' | 'too-long' | 'too-much' | 'protected' | 'damaged' | 'unknown-kind'

/** Thrown where a file has no text. */
export class Unreadable extends Error {
  readonly problem: FileProblem

  constructor(problem: FileProblem) {
    super(`The file can’t be read: ${problem}.`)
    this.problem = problem
  }
}

/** What is read of a file, up to the limit. */
export class Collector {
  text = ''

  /** False when there is no more room. */
  add(piece: string): boolean {
    this.text += piece.slice(0, limits.characters - this.text.length)
    return this.text.length < limits.characters
  }
}
