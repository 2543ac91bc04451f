import { readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { cruise, type ICruiseResult, type IConfiguration } from 'dependency-cruiser'
import { describe, expect, it } from 'vitest'

const config = createRequire(import.meta.url)('../../.dependency-cruiser.cjs') as IConfiguration
const fixtures = join(import.meta.dirname, 'fixtures/boundaries')

/** Names of the rules that a tree breaks, sorted, each once. */
const brokenRules = async (tree: string): Promise<string[]> => {
  const baseDir = join(fixtures, tree)
  const { output } = await cruise(readdirSync(baseDir), {
    ...config.options,
    baseDir,
    validate: true,
    ruleSet: { forbidden: config.forbidden ?? [] },
  })
  const { violations } = (output as ICruiseResult).summary
  return [...new Set(violations.map((violation) => violation.rule.name))].sort()
}

// A folder is named after the one rule that its tree breaks; after a dot comes what is special about it.
const trees = readdirSync(fixtures)

describe('the boundaries', () => {
  it('let a house that keeps them pass', async () => {
    expect(await brokenRules('clean')).toEqual([])
  })

  it.each(trees.filter((tree) => tree !== 'clean'))('refuse %s, and that alone', async (tree) => {
    expect(await brokenRules(tree)).toEqual([tree.split('.')[0]])
  })

  it('are each proven by a tree', () => {
    const rules = new Set((config.forbidden ?? []).map((rule) => rule.name))
    const proven = new Set(trees.map((tree) => tree.split('.')[0]).filter((name) => name !== 'clean'))
    expect(proven).toEqual(rules)
  })
})
