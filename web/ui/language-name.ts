/** The name of a language as the reader says it; a code that is none stays as it is. */
export function languageName(code: string, reader: string): string {
  try {
    return new Intl.DisplayNames(reader, { type: 'language', fallback: 'code' }).of(code) ?? code
  } catch {
    // Channels hand on what a stranger's browser says, which may be anything.
    return code
  }
}
