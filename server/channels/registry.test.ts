import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { channels, loadChannels } from './registry.ts'

const made: string[] = []
const folderWith = (islands: Record<string, string>): string => {
  const folder = mkdtempSync(join(tmpdir(), 'madoguchi-registry-'))
  made.push(folder)
  for (const [name, source] of Object.entries(islands)) {
    mkdirSync(join(folder, name))
    writeFileSync(join(folder, name, 'index.ts'), source)
  }
  return folder
}

afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true })
})

describe('the registry of channels', () => {
  it('finds what lies in the folder, by name, and nothing else', async () => {
    const folder = folderWith({
      pigeon: `export const channel: { name: string } = { name: 'pigeon' }`,
      owl: `export const channel = { name: 'owl' }`,
    })
    mkdirSync(join(folder, 'empty'))
    writeFileSync(join(folder, 'notes.ts'), `throw new Error('not a channel')`)
    expect([...(await loadChannels(folder)).keys()]).toEqual(['owl', 'pigeon'])
  })

  it('refuses a folder that exports no channel, or one of another name', async () => {
    await expect(loadChannels(folderWith({ owl: 'export const bird = 1' }))).rejects.toThrow(
      /owl.*no `channel`/,
    )
    await expect(
      loadChannels(folderWith({ owl: `export const channel = { name: 'pigeon' }` })),
    ).rejects.toThrow(/owl calls itself pigeon/)
  })

  it('loads every channel of the product once, each named like its folder and complete', async () => {
    const all = await channels()
    expect(await channels()).toBe(all)
    const folders = readdirSync(import.meta.dirname, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name)
    for (const [name, channel] of all) {
      expect(folders).toContain(name)
      expect(channel.title.ja).not.toBe('')
      expect(channel.title.en).not.toBe('')
      expect(channel.addressKind).not.toBe('')
      for (const { path } of channel.endpoints ?? []) expect(path).toMatch(/^\//)
    }
  })
})
