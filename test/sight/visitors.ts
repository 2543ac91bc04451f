import { windowsOf } from '../../server/channels/chat/fixtures/windows.ts'
import type { TestApp } from '../harness/app.ts'
import { openSocket } from '../harness/socket.ts'
import { answersTo, mark, marksIn } from './rule.ts'
import type { Standing } from './standing.ts'

/** Somebody in front of a chat window, who leaves it open. */
export interface Visitor {
  /** Writes something, as whom and with which address they please. */
  writes(typed: { name: string; email?: string }): Promise<void>
  types(): void
  /** Words that their window shows, or was told at any time, and that are none of theirs; and those that it lacks. */
  astray(standing: Standing): Promise<{ leaks: string[]; lacks: string[] }>
  close(): void
}

/** Opens a window of a chat. */
export const visitorOf = async (app: TestApp, token: string): Promise<Visitor> => {
  const windows = windowsOf(app.url, token)
  const { session, visitor } = await windows.open()
  const socket = await openSocket<object>(windows.at('/live'), { protocols: ['madoguchi', session] })
  const texts = new Set<string>()
  /** What they may ever have been told. */
  const may = new Set<string>()
  return {
    async writes({ name, email }) {
      const text = mark()
      const { status } = await windows.say(session, `${text} です`, { name, ...(email ? { email } : {}) })
      if (status !== 202) throw new Error(`a visitor was answered ${status}`)
      texts.add(text)
      for (const word of marksIn(`${text} ${name} ${email}`)) may.add(word)
    },
    types: () => socket.send({ type: 'typing' }),
    async astray(standing) {
      const answers = answersTo(visitor.id, standing)
      for (const word of answers.may) may.add(word)
      const shown = JSON.stringify(await windows.thread(session))
      const words = new Set(marksIn(shown))
      return {
        leaks: marksIn(`${shown} ${JSON.stringify(socket.frames)}`).filter((word) => !may.has(word)),
        lacks: [...texts, ...answers.must].filter((word) => !words.has(word)),
      }
    },
    close: () => socket.close(),
  }
}
