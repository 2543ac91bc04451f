import { sourcesOf, type Finding } from './sources.ts'

// What the house forbids outright can't be allowed line by line; other rules can, with a reason after ` -- `.
const NEVER_OFF =
  /max-lines|no-explicit-any|no-floating-promises|no-restricted-(properties|imports)|no-console|ban-ts-comment|no-focused-tests/
const DIRECTIVE = /(?:oxlint|eslint)-disable(?:-next-line|-line)?(?<rules>[^\n]*)/g

const problemOf = (rest: string): string | undefined => {
  const [rules = '', reason = ''] = rest.replace(/\*\/.*/, '').split(' -- ')
  if (rules.trim() === '') return 'switches every rule off: name the one that is meant'
  if (NEVER_OFF.test(rules)) return `switches off ${rules.trim()}, which the house never does`
  return reason.trim() === '' ? 'switches a rule off without its reason after " -- "' : undefined
}

/** Finds comments that switch the linter off where the house does not allow it, tests left out. */
export const findSwitchedOff = (root: string): Finding[] =>
  ['server', 'web', 'widget', 'portal', 'design', 'seed', 'bench', 'scripts']
    .flatMap((folder) => sourcesOf(root, folder))
    .flatMap((source) =>
      [...source.tree.text.matchAll(DIRECTIVE)].flatMap((match) => {
        const problem = problemOf(match.groups?.rules ?? '')
        const line = source.tree.getLineAndCharacterOfPosition(match.index).line + 1
        return problem === undefined ? [] : [{ path: source.path, line, problem }]
      }),
    )
