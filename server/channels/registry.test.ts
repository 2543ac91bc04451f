import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
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

type Shape = { properties?: Record<string, Shape>; anyOf?: Shape[]; oneOf?: Shape[]; type?: string }

const partsOf = (shape: Shape): Shape[] => [shape, ...(shape.anyOf ?? []), ...(shape.oneOf ?? [])]

/** Every setting of a shape by its path; parts in two languages and lists are one setting. */
const pathsOf = (shape: Shape, path = ''): string[] => {
  const inner = partsOf(shape).flatMap(({ properties }) => Object.entries(properties ?? {}))
  const words = inner.length > 0 && inner.every(([name]) => name === 'ja' || name === 'en')
  if (inner.length === 0 || words) return [path]
  return [...new Set(inner.flatMap(([name, one]) => pathsOf(one, path === '' ? name : `${path}.${name}`)))]
}

const shapeOf = (shape: z.ZodType): Shape =>
  z.toJSONSchema(shape, { io: 'input', unrepresentable: 'any' }) as Shape

/** Settings that people are not asked for: there is nothing to choose, or the product makes them. */
const unasked = new Set([
  'session',
  'signing',
  'threadSecret',
  'access.token',
  'access.until',
  'access.refreshToken',
])

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

  it('asks people for every setting of every channel, and for nothing that is none', async () => {
    for (const [name, { view, settings, secrets }] of await channels()) {
      const fields = view.groups.flatMap((group) => group.fields)
      for (const [shape, secret] of [
        [shapeOf(settings), false],
        [shapeOf(secrets), true],
      ] as const) {
        const asked = fields
          .filter((field) => (field.secret ?? false) === secret && field.as !== 'present')
          .map(({ path }) => path)
        const known = pathsOf(shape).filter((path) => !unasked.has(path))
        expect([name, secret, asked.sort()]).toEqual([name, secret, known.sort()])
      }
      const conditions = [...fields, ...view.outlets].flatMap(({ when = [] }) => when)
      const paths = new Set(fields.map(({ path }) => path))
      expect(conditions.filter(({ path }) => !paths.has(path))).toEqual([])
      const choices = fields.flatMap((field) => Object.values(field.choices ?? {}))
      const words = [...fields.flatMap(({ label, hint }) => [label, hint ?? label]), ...choices]
      expect(words.filter(({ en, ja }) => en.trim() === '' || ja.trim() === '')).toEqual([])
    }
  })

  it('begins a new inbox with settings that it has, and mail with what it is chosen for: receiving', async () => {
    const all = await channels()
    for (const { view, settings } of all.values()) {
      const kept = settings.safeParse({ ...view.begin })
      const unknown = kept.error?.issues.filter(({ code }) => code !== 'invalid_type') ?? []
      expect(unknown).toEqual([])
    }
    const mail = [...all.values()].find(
      ({ addressKind, abilities }) => addressKind === 'email' && abilities.copies,
    )
    expect(mail?.view.begin).toEqual({ receive: { how: 'imap' } })
  })
})
