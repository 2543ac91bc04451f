import { randomUUID } from 'node:crypto'
import type { LiveHub } from './hub.ts'
import type { Signals } from './signals.ts'

/** How long the other processes may take to say that somebody is there. */
const PATIENCE_MS = 500

/** Whether a screen is open on a topic, in this process or in another one on the same database. */
export type AnyoneOn = (workspaceId: number, topic: string) => Promise<boolean>

/** What the question needs: `alone` says that no other process lives, so that nobody has to be asked. */
export interface AnyoneOnServices {
  hub: Pick<LiveHub, 'on'>
  signals: Pick<Signals, 'on' | 'send'>
  alone(workspaceId: number): Promise<boolean>
}

/** Asks the other processes where this one knows of nobody; whoever has the screen answers, the others keep silent. */
export const createAnyoneOn = ({ hub, signals, alone }: AnyoneOnServices): AnyoneOn => {
  const questions = new Map<string, (answer: boolean) => void>()
  const here = (workspaceId: number, topic: string): boolean => hub.on(workspaceId, topic).size > 0
  signals.on('anyone on', (workspaceId, data) => {
    const [question, topic] = data as [string, string]
    if (here(workspaceId, topic)) signals.send('someone is on', workspaceId, question)
  })
  signals.on('someone is on', (_workspaceId, question) => questions.get(question as string)?.(true))
  return async (workspaceId, topic) => {
    if (here(workspaceId, topic)) return true
    if (await alone(workspaceId)) return false
    const question = randomUUID()
    return new Promise<boolean>((resolve) => {
      const end = (answer: boolean): void => {
        clearTimeout(timer)
        questions.delete(question)
        resolve(answer)
      }
      const timer = setTimeout(() => end(false), PATIENCE_MS)
      questions.set(question, end)
      signals.send('anyone on', workspaceId, [question, topic])
    })
  }
}
