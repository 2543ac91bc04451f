/** What strangers may send us: pictures, sound, film, documents. Programs and pages stay outside. */
const WELCOME = [
  /^image\/(?!svg)/,
  /^audio\//,
  /^video\//,
  /^text\/(plain|csv)$/,
  /^application\/(pdf|rtf|msword|vnd\.ms-(excel|powerpoint)|zip|x-zip-compressed)$/,
  /^application\/vnd\.(openxmlformats-officedocument|oasis\.opendocument)\./,
]

/** Endings that a system would run, whatever the bytes look like. */
const DANGEROUS =
  /\.(exe|com|bat|cmd|scr|pif|msi|msp|ps1|vbs?|js|jse|wsf|hta|jar|apk|app|dmg|sh|lnk|reg|html?|xhtml|svg|xml)$/i

/** True if a stranger may send this file; `type` is the sniffed one. */
export const isWelcome = ({ name, type }: { name: string; type: string }): boolean =>
  !DANGEROUS.test(name.trim()) && WELCOME.some((kind) => kind.test(type.toLowerCase()))
