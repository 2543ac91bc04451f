import { sourcesOf, type Finding } from './sources.ts'

// Who sees what is one rule, in server/kernel/sight.ts. The live address makes topics of it, and compares it.
const PLACES = new Set([
  'server/kernel/caller.ts',
  'server/kernel/sight.ts',
  'server/start/live.ts',
  'server/start/check-screens.ts',
])
const SPELT = [
  { how: /\bcaller\??\.sight\b/g, problem: 'reads the caller’s sight by itself: use sees or sightOf' },
  {
    how: /is null or [\w.]*inbox_id = any\(/g,
    problem: 'spells the filter of sight by itself: use inSight',
  },
  { how: /role in \('owner', 'lead'\) or/g, problem: 'spells who sees an inbox by itself: use seesInbox' },
]

/** Finds places outside of the kernel that decide by themselves what a caller sees. */
export const findOwnSight = (root: string): Finding[] =>
  sourcesOf(root, 'server')
    .filter(({ path }) => !PLACES.has(path))
    .flatMap(({ path, tree }) =>
      SPELT.flatMap(({ how, problem }) =>
        Array.from(tree.text.matchAll(how), ({ index }) => ({
          path,
          line: tree.getLineAndCharacterOfPosition(index).line + 1,
          problem,
        })),
      ),
    )
