import type { Output, Request } from '../../../api/types.ts'

export type Queue = Output<'routing.listQueues'>[number]
type QueueBody = Request<'routing.createQueue'>['body']
/** A skill that a queue asks for, as a form holds it. */
interface Need {
  id: string
  level: number
  must: boolean
}
/** A queue as a form holds it. */
export interface QueueDraft extends Omit<QueueBody, 'skills'> {
  skills: Need[]
}

/** What a new queue begins with: it takes everything, and gives it to whoever has most room. */
export const newQueue: QueueDraft = {
  name: '',
  applies: null,
  teamIds: [],
  mode: 'load',
  skills: [],
  language: 'ignore',
  lastAgent: true,
  urgent: null,
  overflowSeconds: null,
  overflowTeamIds: [],
}

/** A queue for a form. */
export const draftOf = ({
  id,
  waiting,
  oldestSince,
  meanSeconds,
  warnings,
  ...queue
}: Queue): QueueDraft => ({
  ...queue,
  skills: queue.skills.map(({ skillId, level, must }) => ({ id: skillId, level, must })),
})

/** What is sent of a form. Teams that help after a time are kept only with the time. */
export const bodyOf = (draft: QueueDraft): QueueBody => ({
  ...draft,
  name: draft.name.trim(),
  skills: draft.skills.map(({ id, level, must }) => ({ skillId: id, level, must })),
  overflowTeamIds: draft.overflowSeconds === null ? [] : draft.overflowTeamIds,
})
