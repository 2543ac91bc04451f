/** A text as a header's extended parameter holds it, `filename*=` for one (RFC 8187, section 3.2). */
export const extendedValue = (text: string): string =>
  `UTF-8''${encodeURIComponent(text).replace(/['()*]/g, (char) => `%${char.charCodeAt(0).toString(16)}`)}`
