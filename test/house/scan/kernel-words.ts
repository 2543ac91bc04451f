import ts from 'typescript'
import { lineOf, sourcesOf, walk, type Finding } from './sources.ts'

// The words of house.md that only customer service uses. Left out, since a kernel means something else by them:
// workspace (the tenant, which every statement binds), message (of an error, of a socket), metric (Prometheus),
// identity (of a certificate), topic (of a live subscription), channel (of NOTIFY; platform classes carry it too).
const WORDS = new Set(
  'customer conversation inbox arrival delivery receipt agent team fact shop voice ticket'.split(' '),
)
const PLURALS: Record<string, string> = { inboxes: 'inbox', deliveries: 'delivery' }

/** Splits an identifier or a text into lower-case words: `userAgent` → user, agent. */
const wordsOf = (text: string): string[] =>
  text
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter(Boolean)

const singular = (word: string): string => PLURALS[word] ?? (word.endsWith('s') ? word.slice(0, -1) : word)

// An HTTP client's agent keeps connections; a user agent is a header. Neither answers customers.
const isHttpAgent = (words: string[], at: number): boolean =>
  words[at - 1] === 'user' ||
  words[at - 1] === 'http' ||
  words[at - 1] === 'https' ||
  words[at - 1] === 'proxy'

/** Domain words inside a text of the kernel, each once. */
export const domainWordsIn = (text: string, importsHttp = false): string[] => {
  const words = wordsOf(text)
  const found = words.filter((word, at) => {
    const stem = singular(word)
    if (stem === 'agent' && (isHttpAgent(words, at) || (importsHttp && words.length === 1))) return false
    return WORDS.has(stem)
  })
  return [...new Set(found.map(singular))]
}

const isText = (node: ts.Node): node is ts.LiteralLikeNode | ts.Identifier =>
  ts.isIdentifier(node) ||
  ts.isPrivateIdentifier(node) ||
  ts.isStringLiteralLike(node) ||
  ts.isTemplateHead(node) ||
  ts.isTemplateMiddleOrTemplateTail(node) ||
  ts.isJsxText(node)

// What a setting means is told to people, in their words.
const isDescription = (node: ts.Node): boolean =>
  ts.isCallExpression(node.parent) &&
  ts.isPropertyAccessExpression(node.parent.expression) &&
  node.parent.expression.name.text === 'describe'

/** Finds domain words in names and texts of server/kernel; comments may speak of the product. */
export const findKernelWords = (root: string): Finding[] =>
  sourcesOf(root, 'server')
    .filter((source) => source.path.startsWith('server/kernel/'))
    .flatMap((source) => {
      const importsHttp = /from '(undici|node:https?)'/.test(source.tree.text)
      const findings: Finding[] = domainWordsIn(source.path.slice('server/kernel/'.length)).map((word) => ({
        path: source.path,
        line: 1,
        problem: `is a kernel file named after '${word}'`,
      }))
      walk(source.tree, (node) => {
        if (!isText(node) || isDescription(node)) return
        for (const word of domainWordsIn(node.text, importsHttp)) {
          const problem = `says '${word}' in the kernel: the kernel knows no customer-service word`
          findings.push({ path: source.path, line: lineOf(source, node), problem })
        }
      })
      return findings
    })
