import { defineRoom, type Room } from '../../kernel/room.ts'
import type { Variables } from '../../kernel/variables/index.ts'
import { templates } from './contract.ts'
import { fillIn, occasionOf } from './fill-in.ts'
import { listVariables } from './list-variables.ts'

/** The templates room's wiring; `variables` are those that the rooms declare. */
export const templatesRoom = (variables: Variables): Room =>
  defineRoom({
    name: 'templates',
    contract: templates,
    handlers: {
      listVariables: (_input, { db, caller }) => listVariables(db, caller, variables),
      previewText: async ({ params, body }, { tx, caller }) => {
        const occasion = await occasionOf(tx, caller, params.conversationId)
        const { language = occasion.workspace.language, text } = body
        return fillIn(tx, variables, occasion, { text, language })
      },
    },
  })
