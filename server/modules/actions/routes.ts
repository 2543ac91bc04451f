import type { Actions } from '../../kernel/actions/index.ts'
import { defineRoom, type Room } from '../../kernel/room.ts'
import { actions as contract } from './contract.ts'
import { listActions } from './list-actions.ts'

/** The wiring of the room that tells what may be done; `actions` are those that the rooms declare. */
export const actionsRoom = (actions: Actions): Room =>
  defineRoom({
    name: 'actions',
    contract,
    permissions: {
      'actions.read': {
        roles: ['owner', 'lead', 'agent'],
        title: { en: 'See what rules and macros can do', ja: 'ルールやマクロで行える操作を見る' },
        group: 'leading',
      },
    },
    handlers: {
      listActions: (_input, { db, caller }) => listActions(db, caller, actions),
    },
  })
