import type { Conditions } from '../../kernel/conditions/index.ts'
import { defineRoom, type Room } from '../../kernel/room.ts'
import { conditions as contract } from './contract.ts'
import { listConditions } from './list-conditions.ts'

/** The wiring of the room that tells what may be asked; `conditions` are those that the rooms declare. */
export const conditionsRoom = (conditions: Conditions): Room =>
  defineRoom({
    name: 'conditions',
    contract,
    permissions: {
      'conditions.read': {
        roles: ['owner', 'lead'],
        title: { en: 'See what rules and promises can go by', ja: 'ルールや目標時間に使える条件を見る' },
        group: 'leading',
        everywhere: true,
      },
    },
    handlers: {
      listConditions: (_input, { db, caller }) => listConditions(db, caller, conditions),
    },
  })
