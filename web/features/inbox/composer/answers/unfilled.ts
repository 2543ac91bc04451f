/** The nouns that answers speak of: what stands in braces with another one is somebody's code. */
const PLACEHOLDER =
  /(?:\{\{|｛｛)\s*((?:conversation|customer|inbox|agent|workspace)[.．][^\s{}｛｝|｜]+)[^{}｛｝]*(?:\}\}|｝｝)/gi

/** A value that is missing in what is written. */
export interface Unfilled {
  /** As it stands there. */
  source: string
  /** Name of the variable. */
  name: string
}

/** Where a value is missing, each once. The server looks again when it is sent, and knows best. */
export function unfilledIn(text: string): Unfilled[] {
  const found = [...text.matchAll(PLACEHOLDER)].map(([source, name = '']) => ({
    source,
    name: name.normalize('NFKC'),
  }))
  return [...new Map(found.map((one) => [one.source, one])).values()]
}
