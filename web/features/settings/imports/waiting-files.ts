const files = new Map<string, File>()

/** Keeps a file that was just chosen until the page of its import sends it. */
export const keepFile = (importId: string, file: File): void => {
  files.set(importId, file)
}

/** Gives the file of an import, once. */
export const takeFile = (importId: string): File | undefined => {
  const file = files.get(importId)
  files.delete(importId)
  return file
}
