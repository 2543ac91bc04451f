import type { Answer, Question } from './parse-apart.ts'

// A stop by keyboard or service manager reaches this process, too; the mail that it has begun is finished all the same.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined)

const { parse } = await import('./parse.ts')

const answer = async ({ raw, account, wishes }: Question): Promise<Answer> => {
  try {
    return { arrivals: await parse(raw, account, wishes) }
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) }
  }
}

/** The process that reads large mails: each question is one mail, and has one answer. It ends when its parent lets go of it. */
process.on('message', (question: Question) => {
  answer(question)
    .then((found) => process.send?.(found))
    // Nobody is left to hear it.
    .catch(() => process.exit(1))
})
