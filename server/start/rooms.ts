import { Actions } from '../kernel/actions/index.ts'
import { Conditions } from '../kernel/conditions/index.ts'
import { Happenings } from '../kernel/happenings/index.ts'
import type { Room } from '../kernel/room.ts'
import { Triggers } from '../kernel/triggers/index.ts'
import { Variables } from '../kernel/variables/index.ts'
import { room as access } from '../modules/access/routes.ts'
import { actionsRoom } from '../modules/actions/routes.ts'
import { room as agents } from '../modules/agents/routes.ts'
import { room as audit } from '../modules/audit/routes.ts'
import { careRoom } from '../modules/care/routes.ts'
import { conditionsRoom } from '../modules/conditions/routes.ts'
import { automationsRoom } from '../modules/automations/routes.ts'
import { room as conversations } from '../modules/conversations/routes.ts'
import { room as customers } from '../modules/customers/routes.ts'
import type { Sender } from '../modules/delivery/index.ts'
import { deliveryRoom } from '../modules/delivery/routes.ts'
import { room as desk } from '../modules/desk/routes.ts'
import { room as hours } from '../modules/hours/routes.ts'
import { room as imports } from '../modules/imports/routes.ts'
import { room as inboxes } from '../modules/inboxes/routes.ts'
import { room as intake } from '../modules/intake/routes.ts'
import { keepingRoom } from '../modules/keeping/routes.ts'
import { notificationsRoom } from '../modules/notifications/routes.ts'
import { room as reports } from '../modules/reports/routes.ts'
import { routingRoom } from '../modules/routing/routes.ts'
import { webhooksRoom } from '../modules/webhooks/routes.ts'
import { teamworkRoom } from '../modules/teamwork/routes.ts'
import { slaRoom } from '../modules/sla/routes.ts'
import { templatesRoom } from '../modules/templates/routes.ts'
import { room as unanswered } from '../modules/unanswered/routes.ts'
import { room as workspace } from '../modules/workspace/routes.ts'
import { actionCalled, webhookEvents } from './webhook-events.ts'

/** Every room of the house. The order is the order in which listeners run for one event. */
export const createRooms = (sender: Sender): readonly Room[] => {
  const actions = new Actions()
  const conditions = new Conditions()
  const triggers = new Triggers()
  const happenings = new Happenings()
  const variables = new Variables()
  const rooms = [
    ...roomsThatKeep(sender),
    routingRoom(conditions),
    slaRoom(conditions),
    templatesRoom(variables, actions),
    careRoom(variables),
    automationsRoom({ triggers, conditions, actions }),
  ]
  triggers.declare(rooms)
  actions.declare(rooms)
  conditions.declare(rooms)
  variables.declare(rooms)
  happenings.declare(rooms)
  const all = [...rooms, notificationsRoom(happenings)]
  return [...all, conditionsRoom(conditions), actionsRoom(actions), keepingRoom(all)]
}

const roomsThatKeep = (sender: Sender): readonly Room[] => [
  workspace,
  audit,
  agents,
  access,
  customers,
  inboxes,
  conversations,
  deliveryRoom(sender),
  intake,
  desk,
  reports,
  imports,
  hours,
  teamworkRoom(sender),
  unanswered,
  webhooksRoom(webhookEvents, actionCalled),
]
