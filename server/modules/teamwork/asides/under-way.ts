import { trackWork, type Handed, type Route } from '../../delivery/index.ts'

/** An attempt with what its channel said of it. */
export interface Attempt {
  messageId: string
  asideId: string
  route: Route
  /** Which of the message's attempts it is. */
  attempts: number
  result: Handed
}

/** What this process sends to others who are asked. */
export const underWay = trackWork<Attempt>()
