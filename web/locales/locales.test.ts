import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'

const web = join(import.meta.dirname, '..')
const languages = ['ja', 'en'] as const
const plural = /_(?:zero|one|two|few|many|other)$/

type Tree = { [key: string]: string | Tree }

const flatten = (tree: Tree, prefix = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${prefix}${key}`, value]] : flatten(value, `${prefix}${key}.`),
  )

const namespaces = readdirSync(join(import.meta.dirname, 'en')).map((file) => file.replace('.json', ''))
const textsOf = (language: string) =>
  new Map(
    namespaces.flatMap((namespace) => {
      const file = join(import.meta.dirname, language, `${namespace}.json`)
      return flatten(JSON.parse(readFileSync(file, 'utf8')) as Tree).map(
        ([key, text]) => [`${namespace}:${key}`, text] as const,
      )
    }),
  )
const texts = { ja: textsOf('ja'), en: textsOf('en') }

const sources = readdirSync(web, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path) && !/\.(test|gen|d)\.tsx?$/.test(path))
  .map((path) => {
    const text = readFileSync(join(web, path), 'utf8')
    return {
      path,
      text,
      tree: ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX),
    }
  })

const walk = (node: ts.Node, visit: (node: ts.Node) => void): void => {
  visit(node)
  ts.forEachChild(node, (child) => walk(child, visit))
}

/** Keys that the code asks for: whole ones, and the fixed beginnings of those that are put together. */
function keysUsed(): { whole: Map<string, string>; beginnings: Set<string> } {
  const whole = new Map<string, string>()
  const beginnings = new Set<string>()
  for (const { path, text, tree } of sources) {
    const own = /useTranslation\('([a-z]+)'\)|TFunction<'([a-z]+)'>/.exec(text)
    const namespace = own?.[1] ?? own?.[2] ?? 'app'
    const full = (key: string) => (key.includes(':') ? key : `${namespace}:${key}`)
    walk(tree, (node) => {
      if (ts.isStringLiteral(node) && /^[a-z]+:[a-zA-Z.-]+$/.test(node.text)) {
        const [first = ''] = node.text.split(':')
        if (namespaces.includes(first)) whole.set(node.text, path)
      }
      if (!ts.isCallExpression(node)) return
      const name = ts.isPropertyAccessExpression(node.expression)
        ? node.expression.name.text
        : node.expression.getText()
      const [argument] = node.arguments
      if (!argument || (name !== 't' && name !== 'exists')) return
      const branches = ts.isConditionalExpression(argument)
        ? [argument.whenTrue, argument.whenFalse]
        : [argument]
      for (const branch of branches) {
        if (ts.isStringLiteralLike(branch)) whole.set(full(branch.text), path)
        else if (ts.isTemplateExpression(branch)) beginnings.add(full(branch.head.text))
      }
    })
  }
  return { whole, beginnings }
}

describe('the texts', () => {
  it('are there in both languages, under the same keys', () => {
    const keys = (language: 'ja' | 'en') => [...texts[language].keys()].sort()
    expect(keys('ja')).toEqual(keys('en'))
  })
  it('are never empty, and take the same values in both languages', () => {
    const values = (text: string) =>
      [...text.matchAll(/\{\{(\w+)\}\}/g)].map((found) => found[1] ?? '').sort((a, b) => a.localeCompare(b))
    const bad = [...texts.en].filter(
      ([key, text]) => text.trim() === '' || values(texts.ja.get(key) ?? '').join() !== values(text).join(),
    )
    expect(bad.map(([key]) => key)).toEqual([])
  })
  it('speak Japanese in Japanese', () => {
    const spoken = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u
    const same = new Set([
      // Said to those who do not read Japanese.
      'app:commands.otherLanguage',
      // Names of mail fields, and a person's name.
      'inbox:message.cc',
      'inbox:message.bcc',
      'inbox:composer.copies',
      'inbox:change.person',
      // Nothing but values.
      'presence:withReason',
      'flow:move',
      'rules:stepWith',
      'rules:stepsJoin',
    ])
    const foreign = [...texts.ja].filter(([key, text]) => !same.has(key) && !spoken.test(text))
    expect(foreign).toEqual([])
  })
})

describe('the code', () => {
  const { whole, beginnings } = keysUsed()
  const known = new Set([...texts.en.keys()].map((key) => key.replace(plural, '')))
  const begins = [...beginnings]

  it('asks only for texts that are there', () => {
    expect([...whole].filter(([key]) => !known.has(key)).map(([key, path]) => `${path}: ${key}`)).toEqual([])
    expect(begins.filter((begin) => ![...known].some((key) => key.startsWith(begin)))).toEqual([])
  })
  it('asks for every text that is there', () => {
    const unused = [...known].filter(
      (key) => !whole.has(key) && !begins.some((begin) => key.startsWith(begin)),
    )
    expect(unused).toEqual([])
  })
  it('writes no words of its own on the screen', () => {
    const spoken = new Set(['title', 'label', 'placeholder', 'alt', 'aria-label', 'description'])
    const words: string[] = []
    const look = (path: string, node: ts.Node, text: string) => {
      const letters = text.replace(/&[a-z]+;/g, '')
      if (/\p{L}/u.test(letters)) words.push(`${path}: ${text.trim()} (${ts.SyntaxKind[node.kind]})`)
    }
    for (const { path, tree } of sources.filter((source) => source.path.endsWith('.tsx'))) {
      walk(tree, (node) => {
        if (ts.isJsxText(node)) look(path, node, node.text)
        if (ts.isJsxAttribute(node) && spoken.has(node.name.getText()) && node.initializer) {
          if (ts.isStringLiteral(node.initializer)) look(path, node, node.initializer.text)
        }
      })
    }
    expect(words).toEqual([])
  })
})

describe('the languages', () => {
  it.each(languages)('%s has all its files', (language) => {
    const files = readdirSync(join(import.meta.dirname, language)).sort()
    expect(files).toEqual(namespaces.map((namespace) => `${namespace}.json`).sort())
  })
})
