import { readdir, readFile } from 'node:fs/promises'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'

const dist = new URL('../dist/web/', import.meta.url)

/** Most kB of gzipped JavaScript that the first look at the inbox may cost. */
export const bar = 250

interface Chunk {
  file: string
  src?: string
  isEntry?: boolean
  imports?: string[]
  dynamicImports?: string[]
}
type Manifest = Record<string, Chunk>

/** Screens and texts that the inbox fetches by itself at its first look, beside the entry. */
const firstLook = (language: string) => [
  'app/layout/Shell.tsx',
  'features/inbox/Inbox.tsx',
  `locales/${language}/inbox.json`,
]

/** The shell's texts of a language are one chunk, which has no source of its own in the manifest. */
const shellTexts = (manifest: Manifest, language: string) =>
  Object.keys(manifest).filter((key) => key.startsWith(`_texts-${language}`))

function reach(manifest: Manifest, roots: readonly string[]): Set<string> {
  const files = new Set<string>()
  const visit = (key: string) => {
    const chunk = manifest[key]
    if (!chunk) throw new Error(`The build has no ${key}; mend the list in scripts/bundle-size.ts.`)
    if (files.has(chunk.file)) return
    files.add(chunk.file)
    for (const next of chunk.imports ?? []) visit(next)
  }
  for (const root of roots) visit(root)
  return files
}

const sizeOf = async (file: string) => gzipSync(await readFile(new URL(file, dist))).length / 1000

async function measure(files: Set<string>) {
  const sizes = await Promise.all([...files].map(async (file) => ({ file, size: await sizeOf(file) })))
  return sizes.sort((a, b) => b.size - a.size)
}

/**
 * What the first look at the inbox costs, in kB (1,000 bytes) of gzipped JavaScript: `inbox` for the list alone,
 * `conversation` with a conversation open. Reads the build in dist/web.
 */
export async function bundleSizes(language = 'ja') {
  const manifest = JSON.parse(await readFile(new URL('.vite/manifest.json', dist), 'utf8')) as Manifest
  const entry = Object.keys(manifest).filter((key) => manifest[key]?.isEntry)
  const roots = [...entry, ...shellTexts(manifest, language), ...firstLook(language)]
  const inbox = await measure(reach(manifest, roots))
  const pane = 'features/inbox/conversation/ConversationPane.tsx'
  const conversation = await measure(reach(manifest, [...roots, pane]))
  return { inbox, conversation }
}

const total = (sizes: { size: number }[]) => sizes.reduce((sum, { size }) => sum + size, 0)

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { inbox, conversation } = await bundleSizes()
  for (const { file, size } of conversation.filter((one) => one.size > 2)) {
    console.log(`${size.toFixed(1).padStart(7)} kB  ${file}`)
  }
  const all = (await readdir(new URL('assets/', dist))).filter((name) => name.endsWith('.js'))
  console.log(
    `\n${total(inbox).toFixed(1)} kB for the inbox, ${total(conversation).toFixed(1)} kB with a conversation open`,
  )
  console.log(`(${all.length} chunks in the build; the bar is ${bar} kB)`)
  if (total(conversation) > bar) process.exitCode = 1
}
